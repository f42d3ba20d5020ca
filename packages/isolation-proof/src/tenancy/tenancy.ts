import type { GuardedResource } from '../model/guarded-resource';
import type { Model } from '../model/model';

/** What tenants share, and what is each one's own in it. */
export interface Tenancy {
  /** Shared buckets with a folder for each tenant: objects whose keys begin with its slug and a slash. */
  readonly dataBuckets: readonly GuardedResource[];
  /** Shared buckets that access to other buckets is recorded in. */
  readonly logBuckets: readonly GuardedResource[];
  /** Patterns of all resources that are a tenant's own. */
  readonly ownResources: (tenant: string) => readonly string[];
  /** Patterns of a tenant's folders of secrets in Parameter Store; beside them it has no parameters. */
  readonly ownSecrets: (tenant: string) => readonly string[];
  /** Patterns of resources whose names do not say whose they are: the owner's tag says it. */
  readonly taggedResources: readonly string[];
  /** Resources that tenants share by the value of a context key, such as the leading key of a table's items. */
  readonly partitions: readonly Partition[];
  /** Where data of anybody may go, by configuration. */
  readonly destinations: readonly Destination[];
  /**
   * What is public, or open to another account, on purpose.
   * @default - nothing
   */
  readonly exposed?: readonly Exposure[];
  /**
   * Roles of the platform whose sessions are tenants'.
   * @default - none
   */
  readonly sessions?: readonly TenantSessions[];
  /** What every tenant may use, because it is nobody's and shows nothing of anybody. */
  readonly commons: readonly Common[];
  /**
   * What single principals of a tenant may use besides, although it is nobody's. The verdict names each.
   * @default - nothing
   */
  readonly exceptions?: readonly Exception[];
  /**
   * Keys of no tenant that are used by others than ECR, of which a claim of the specification's own says by whom.
   * @default - none
   */
  readonly recordKeys?: readonly GuardedResource[];
}

/** Resources of which the values of a context key say which tenant's part of them a request is about. */
export interface Partition {
  /** Patterns of ARNs. */
  readonly resources: readonly string[];
  /**
   * Actions, in lower case and without wildcards, with which AWS always sends the key. Any other action on the
   * resources is about the parts of all tenants.
   */
  readonly actions: readonly string[];
  /** The context key, in lower case. Requests may carry several values. */
  readonly key: string;
  /** Patterns of the values that are a tenant's own. */
  readonly ownValues: (tenant: string) => readonly string[];
}

/** Actions on resources that all tenants may use. */
export interface Common {
  /** In lower case; patterns, as policies write them. */
  readonly actions: readonly string[];
  /** Patterns of ARNs, or `*` for actions that take no resource. */
  readonly resources: readonly string[];
  /** Why nobody is shown anything by it. */
  readonly because: string;
  /** Whether it follows from something else that is declared, so that it is not told as well. @default false */
  readonly isImplied?: boolean;
}

/** What one principal of a tenant may use although it is nobody's. */
export interface Exception extends Common {
  /** ARN of the principal. */
  readonly principal: string;
}

/** A place that every tenant's data may go to, or come from. */
export interface Destination {
  /** Patterns of ARNs; of addresses and names for what has none. */
  readonly resources: readonly string[];
  /** Why that shows nobody what is not theirs. */
  readonly because: string;
}

/** A resource that is open on purpose. */
export interface Exposure {
  /** Construct path of the resource, or of the policy that opens it, as the verdict shows it. */
  readonly construct: string;
  /** Whom it is open to: `anybody`, an account by its id, or a principal as its policy names it. */
  readonly to: string;
  /**
   * Actions, in lower case and without wildcards, that the policy of the resource allows them.
   * @default - none: only what the resource opens by its properties; of a role, that they assume it
   */
  readonly actions?: readonly string[];
  /**
   * Context keys, in lower case, of which the statement has to demand exact values: only with these it is as declared.
   * @default - none
   */
  readonly demands?: readonly string[];
  /** Why it is meant to be open. A sentence without its full stop. */
  readonly because: string;
}

/**
 * A role that tenants share, each in sessions of its own: a tag that is brought when a session is opened says whose it is,
 * and policies compare it. What a session of each tenant reaches is proved. That each gets its own, the proof cannot see.
 */
export interface TenantSessions {
  /** Construct path of the role, as the verdict shows it. It carries no tenant's tag. */
  readonly role: string;
  /**
   * Who chooses the tag: roles of the platform by their construct path, and identity providers and services as the
   * trust policy names them. Nobody else may open a session that brings it.
   */
  readonly chosenBy: readonly string[];
  /**
   * Key of the tag, whose value is the tenant's slug.
   * @default - the key of the tag that says whose a resource is (`tenants.owner`)
   */
  readonly tag?: string;
  /** Why whoever chooses it names nobody but whom the session is for. A sentence without its full stop. */
  readonly because: string;
}

/** A model, and what in it is whose. */
export interface TenantModel {
  readonly model: Model;
  readonly tenancy: Tenancy;
}
