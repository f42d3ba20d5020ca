import type { Claim } from '../claims/claim';
import type { Contract } from '../contract/contract';
import type { Model } from '../model/model';
import type { Principal } from '../model/principal';
import type { TenantTags } from '../model/tenant-tags';
import type { Declarations } from '../model/understood-types';
import type { PageSpecification } from './page-specification';
import type { UnpinnedPlace } from '../assembly/read-stack';
import type { JsonObject } from '../templates/json';
import type { Tenancy } from '../tenancy/tenancy';

/** What an app says of itself, so that the isolation of its tenants can be proved from its templates. */
export interface Specification {
  /** The tags that tell tenants apart. */
  readonly tenants: TenantTags;
  /** What in the templates is whose, and what tenants share. */
  readonly tenancyOf: (model: Model) => Tenancy;
  /**
   * Where stacks are taken to be deployed to that the app pins to no account and Region.
   * @default - such a stack is undecided
   */
  readonly unpinned?: UnpinnedPlace;
  /**
   * What is made of stacks of several accounts. With `as one`, they are judged together, as if they were in one account,
   * which allows more than AWS does; what lets in another account has to be declared (`exposed`).
   * @default 'undecided'
   */
  readonly accounts?: 'as one' | 'undecided';
  /**
   * Resource types that are not known, and let nobody in, act under no role, and send data nowhere.
   * @default - none
   */
  readonly declare?: Declarations;
  /**
   * Documents of AWS managed policies that tenants' principals have, by name, with or without its path, or by ARN, such as
   * `service-role/AWSLambdaBasicExecutionRole`. AWS publishes them, and changes them: what is proved is proved of the
   * documents given here. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
   * @default - none: the verdict is undecided where a tenant's principal has one; a platform principal that has one
   * counts as allowed everything
   */
  readonly awsManagedPolicies?: Readonly<Record<string, JsonObject>>;
  /**
   * Principals that no template makes and whose policies the templates hold, such as a role that a deployment works
   * under. They are judged as the templates' own.
   * @default - none
   */
  readonly principalsElsewhere?: (model: Model) => readonly Principal[];
  /** What is claimed. Each is proved or refuted by itself. */
  readonly claims: readonly Claim[];
  /**
   * Requests that must be allowed and denied. Isolation by itself is satisfied by denying everything.
   * @default - no request has to be allowed
   */
  readonly contract?: Contract;
  /**
   * What the page shows besides what every page shows.
   * @default - nothing
   */
  readonly page?: PageSpecification;
}
