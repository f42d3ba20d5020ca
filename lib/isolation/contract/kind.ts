/** Who makes a request of the contract. */
export type Kind =
  /** Whoever assumes the role that an organization's role alias leads to. */
  | 'hub'
  /** The SSM Agent of a hybrid node. */
  | 'node'
  /** A user of the organization, or whoever is given a policy that is attached to nobody yet. */
  | 'user'
  /** The holder of a certificate, before it has any credentials. */
  | 'certificate'
  /** Whoever is allowed everything by identity policies and carries no organization's tag. */
  | 'administrator'
  | 'credentials provider'
  | 'systems manager'
  /** S3, as it writes records of access into the bucket of logs. */
  | 'log delivery';

/** Kinds of principals that belong to an organization. Each organization has to have all of them. */
export const OWN_KINDS = ['hub', 'node', 'user', 'certificate'] as const satisfies readonly Kind[];
