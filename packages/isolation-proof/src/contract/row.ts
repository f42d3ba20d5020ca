import type { Kind } from '../../../../lib/isolation/contract/cast';
import type { OrganizationNames } from '../../../../lib/isolation/contract/names';

/** What requests are made of. */
export interface Scene {
  readonly own: OrganizationNames;
  /** Another organization: one of the templates, or if there is none, one that is in no template. */
  readonly other: OrganizationNames;
  readonly shared: SharedNames;
  /** The organization's roles that hubs, and nodes, work under. */
  readonly hubRoleArns: readonly string[];
  readonly nodeRoleArns: readonly string[];
  /** Id of a certificate that the policy of revocations denies everything. */
  readonly revokedCertificate: string;
}

/** What is the same for all organizations. */
export interface SharedNames {
  readonly account: string;
  /** Images of data connectors. */
  readonly connectorRepositoryArns: readonly string[];
  readonly otherRepositoryArn: string;
  readonly catalogArn: string;
  readonly dataCatalogArn: string;
  readonly platformKeyArn: string;
  readonly dataBucketArns: readonly string[];
  /** Where access to the data buckets is recorded, and the keys that the records are encrypted with, if any. */
  readonly logBucketArns: readonly string[];
  readonly logKeyArns: readonly string[];
  /** Values of `kms:ViaService`. */
  readonly throughS3: string;
  readonly throughParameterStore: string;
  readonly throughEcr: string;
  /** The database that every catalog has. */
  readonly defaultDatabaseArn: string;
  /** A node, which Systems Manager also says that it acts for. */
  readonly managedNodeArn: string;
  /** An association of State Manager, a document of this account, and one that AWS keeps. */
  readonly associationArn: string;
  readonly documentArn: string;
  readonly awsDocumentArn: string;
}

/** A request before it is known who makes it. */
export interface Draft {
  readonly action: string;
  readonly resource: string;
  /** By key in lower case; undefined for a key that is absent. */
  readonly context: Readonly<Record<string, string | undefined>>;
}

/** An operation that has to be possible: all of its requests are allowed. */
export interface AllowedRow {
  /** Who does what, without saying whether it may. */
  readonly sentence: string;
  readonly by: Kind;
  readonly requests: (scene: Scene) => readonly Draft[];
  /** Whether it stays possible while the organization is suspended; everything else must then be denied. */
  readonly evenSuspended?: true;
}

/** A text, or how the scene gives it. */
export type Text = string | ((scene: Scene) => string);

/** The one thing in which a request that has to be denied differs from one that has to be allowed. */
export type Change =
  | { readonly by: Kind }
  | { readonly action: string }
  | { readonly resource: Text }
  /** A value of the context, or of what the requester carries: tags, and the certificate of a hub. */
  | { readonly context: string; readonly to: Text | undefined };

/** A request that has to be denied: one of an operation that is allowed, with one change. */
export interface DeniedRow<AllowedId extends string = string> {
  readonly sentence: string;
  /** The row that it is told apart from. */
  readonly twin: AllowedId;
  /**
   * Action of the twin's request that is changed.
   * @default - the first one
   */
  readonly request?: string;
  readonly change: Change;
}

/** Rows about one subject. The compiler sees to it that every twin is one of the rows that are allowed. */
export interface Table {
  readonly allowed: Readonly<Record<string, AllowedRow>>;
  readonly denied: Readonly<Record<string, DeniedRow>>;
}

/** Puts a table together. */
export function tableOf<const Allowed extends Readonly<Record<string, AllowedRow>>>(
  allowed: Allowed,
  denied: Readonly<Record<string, DeniedRow<Extract<keyof Allowed, string>>>>,
): Table {
  return { allowed, denied };
}

export function textIn(text: Text, scene: Scene): string {
  return typeof text === 'string' ? text : text(scene);
}
