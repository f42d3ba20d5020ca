import type { Unknown } from '../templates/errors';

/** What one side of a change allows and the other does not. */
export interface AccessComparison {
  /** Gains before losses; what is in force before what one lock alone allows. */
  readonly differences: readonly AccessDifference[];
  /** Tenants whose stacks stand on one side only, sorted. */
  readonly organizations: {
    readonly added: readonly OneSidedOrganization[];
    readonly removed: readonly OneSidedOrganization[];
  };
  /** What could not be compared, and may have changed in any way. */
  readonly undecided: readonly Unknown[];
  readonly compared: { readonly principals: number; readonly organizations: number; readonly forms: number };
}

export interface OneSidedOrganization {
  readonly slug: string;
  /**
   * A tenant of both sides whose templates are equal to this one's but for names, so that its principals have just
   * what that tenant's have.
   * @default - no other tenant has this form: its access is told as gained or lost
   */
  readonly like?: string;
}

/** Requests of one principal that a change newly allows, or no longer allows, for the same reason. */
export interface AccessDifference {
  readonly change: 'gained' | 'lost';
  /** `all policies` for what is in force; otherwise the one lock that allows it while another still refuses it. */
  readonly lens: string;
  readonly principal: ComparedPrincipal;
  /**
   * Tenants for which the same holds under their own names, the judged one first: of a tenant's principal, and of
   * anybody else by the policy of a tenant's resource. Empty otherwise.
   */
  readonly organizations: readonly string[];
  /** In lower case, as patterns. */
  readonly actions: readonly string[];
  /** Patterns of ARNs, in the names of the judged tenant. */
  readonly resources: readonly string[];
  readonly example: ExampleRequest;
  /** The statements that make the difference: of gains those that allow on the head or denied on the base. */
  readonly statements: readonly DecisiveStatement[];
}

/** Who makes the requests. */
export interface ComparedPrincipal {
  readonly kind: 'role' | 'user' | 'certificate' | 'service' | 'federated' | 'account' | 'anybody';
  /** ARN, service principal, account id, or `*`. */
  readonly name: string;
  /** Slug of the tenant that it belongs to. */
  readonly owner?: string;
  /** Construct path; absent for whoever stands in no template. */
  readonly path?: string;
  readonly presence: 'both' | 'base only' | 'head only';
}

/** A shortest request of those that differ. */
export interface ExampleRequest {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Context keys that decide it, by key in lower case; null for a key that the request does not carry. */
  readonly context: Readonly<Record<string, string | readonly string[] | null>>;
}

export interface DecisiveStatement {
  readonly side: 'base' | 'head';
  readonly effect: 'Allow' | 'Deny';
  /** The Sid, or the number of the statement. */
  readonly name: string;
  /** Construct path of the policy that it stands in. */
  readonly path: string;
  readonly stack: string;
}
