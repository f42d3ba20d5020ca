import type { ConcreteRequest } from '../decide/request';
import type { Principal } from '../model/principal';
import type { TenantModel } from '../tenancy/tenancy';

/** A row of the contract, as it is asked of one principal of one tenant. */
export interface Operation {
  /** Id of the row. */
  readonly row: string;
  readonly sentence: string;
  /** Slug of the tenant. */
  readonly organization: string;
  readonly expected: 'allowed' | 'denied';
  /** The operation is allowed if all of these are. */
  readonly requests: readonly ConcreteRequest[];
}

/** Requests that every tenant must be allowed, and that it must be denied. */
export interface Contract {
  /** Every row, for people: its id and a sentence. */
  readonly rows: {
    readonly allowed: readonly ContractRow[];
    readonly denied: readonly ContractRow[];
  };
  /** What the contract says of one tenant of the templates. */
  readonly of: (
    known: TenantModel,
    tenant: string,
  ) => TenantContract | { readonly missing: readonly string[] };
  /**
   * Whether roles and users of a tenant must have a permissions boundary that is shared by all tenants.
   * @default false
   */
  readonly sharedBoundary?: boolean;
}

export interface ContractRow {
  readonly id: string;
  readonly sentence: string;
}

/** The contract of one tenant. */
export interface TenantContract {
  readonly operations: readonly Operation[];
  /**
   * The same, with the tenant's own names where requests name another tenant. Of what these are made, no form may
   * differ by more than its names.
   */
  readonly operationsAlone: () => readonly Operation[];
  /** Kinds of principals that the tenant has to have one of at least, and has none. */
  readonly absentKinds: readonly string[];
  /** Principals of the tenant that are of no kind, so that no row says what they are for. */
  readonly unclassified: readonly Principal[];
}
