/** Which of the policies count: isolation has to hold with every lock but one removed. */
export interface Lens {
  readonly name: string;
  /** Whether identity policies count; otherwise they are replaced by one that allows everything. */
  readonly identity: boolean;
  readonly boundary: boolean;
  readonly resourcePolicies: boolean;
}

/** What is in force. */
export const ALL_POLICIES: Lens = {
  name: 'all policies',
  identity: true,
  boundary: true,
  resourcePolicies: true,
};
/** No resource policy and no boundary behind the identity policies. */
export const IDENTITY_ALONE: Lens = {
  name: 'identity policies alone',
  identity: true,
  boundary: false,
  resourcePolicies: false,
};
/** The permissions boundary of an identity that allows everything. */
export const BOUNDARY_ALONE: Lens = {
  name: 'the permissions boundary alone',
  identity: false,
  boundary: true,
  resourcePolicies: false,
};
/** What bucket, key and repository policies leave to an identity that allows everything. */
export const RESOURCE_POLICIES_ALONE: Lens = {
  name: 'resource policies alone',
  identity: false,
  boundary: false,
  resourcePolicies: true,
};
