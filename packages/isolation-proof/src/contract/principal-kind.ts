import type { Facts } from '../policies/facts';
import type { Principal } from '../model/principal';
import type { TenantModel } from '../tenancy/tenancy';

/**
 * A kind of a tenant's principals: what they are for, and how the templates show it. A principal that no kind
 * recognises is reported. Rows of the contract say what a kind may do; a kind without rows is complete, because
 * claims hold for every principal.
 */
export interface PrincipalKind<Id extends string = string> {
  /** In lower case, with hyphens for spaces: rows that the kind is tried in have it in their ids. */
  readonly id: Id;
  /** For people, as the head of a column: `Data Hub`. */
  readonly label: string;
  /** One of them as the subject of a sentence: `a hub`. */
  readonly subject: string;
  /** Whether a principal of a tenant is of this kind, by its trust, tags or path. */
  readonly recognises: (principal: Principal, known: TenantModel) => boolean;
  /**
   * Whether every tenant has to have one at least.
   * @default false
   */
  readonly required?: boolean;
  /**
   * What requests of its sessions carry besides the principal's own facts, of all principals or of each.
   * @default - nothing
   */
  readonly session?: Facts | ((principal: Principal) => Facts);
}

/** Recognises roles that a service may assume, for example `glue.amazonaws.com`. */
export function trustedBy(service: string): (principal: Principal) => boolean {
  return ({ trust }) =>
    trust.some(
      ({ effect, principals }) => effect === 'Allow' && principals?.services.includes(service) === true,
    );
}
