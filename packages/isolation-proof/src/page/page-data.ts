import type { CapabilityId } from '../matrix/capabilities';
import type { Scope } from '../matrix/scope';

/**
 * What the matrix is drawn from, as it stands in the page. Everything that occurs often stands once, and is
 * referred to by its number. Texts of an organization have stand-ins for its slug (see `slug-text.ts`), so
 * that one matrix serves all organizations of which the templates say the same.
 */
export interface PageData {
  readonly capabilities: readonly { readonly id: CapabilityId; readonly meaning: string }[];
  readonly statements: readonly StatementData[];
  readonly entries: readonly EntryData[];
  readonly cells: readonly CellData[];
  /** One for all organizations of a form. */
  readonly forms: readonly MatrixData[];
  /** Principals of no organization. */
  readonly platform: MatrixData;
  readonly organizations: readonly OrganizationData[];
}

/** An organization, for people. */
export interface OrganizationData {
  readonly slug: string;
  /** @default - the assembly does not name it */
  readonly displayName?: string;
  /** What the templates say. */
  readonly status: 'active' | 'suspended' | 'unknown';
  /**
   * What the environment's file says.
   * @default - the same as the templates, or nothing
   */
  readonly recordedStatus?: 'active' | 'suspended';
}

export interface MatrixData {
  /** Slugs, the one that was judged first; none for principals of no organization. */
  readonly organizations: readonly string[];
  /**
   * In what the templates of these organizations differ from those of the first form, apart from names.
   * @default - this is the first form, or the matrix is not about organizations
   */
  readonly differences?: readonly string[];
  readonly columns: readonly ColumnData[];
  readonly rows: readonly RowData[];
  /** By row and column: number of a cell. */
  readonly cells: readonly (readonly number[])[];
}

/** Principals of one kind that may do the same, because of the same statements. */
export interface ColumnData {
  readonly kind: string;
  readonly names: readonly string[];
}

export interface RowData {
  readonly scope: Scope;
  readonly title: string;
  /** Patterns of the resources, for people. */
  readonly resources: readonly string[];
  readonly note?: string;
}

export interface CellData {
  readonly can: readonly CapabilityId[];
  /** Those of `can` that nobody is meant to have here. */
  readonly alarming: readonly CapabilityId[];
  /** How many locks refuse by themselves everything that is refused here. */
  readonly locks: number;
  /** Numbers of entries. */
  readonly entries: readonly number[];
}

/** Capabilities of a cell that are decided by the same statements. */
export interface EntryData {
  readonly capabilities: readonly CapabilityId[];
  readonly granted?: GrantData;
  readonly refused?: RefusedData;
}

export interface GrantData {
  readonly requests: readonly { readonly action: string; readonly resource: string }[];
  /** Numbers of the Allow statements. */
  readonly statements: readonly number[];
}

export interface RefusedData {
  readonly inForce: RefusalData;
  readonly locks: readonly LockData[];
}

/** Why something is refused: nothing allows it, or statements deny it, or the one for some requests and the other for others. */
export interface RefusalData {
  readonly unallowed: boolean;
  /** Numbers of Deny statements that are enough. */
  readonly denies: readonly number[];
}

/** What one kind of policy says by itself, where every other kind allows everything. */
export interface LockData {
  readonly lock: 'identity' | 'boundary' | 'resource';
  /** Absent if it refuses nothing by itself. */
  readonly refusal?: RefusalData;
}

export interface StatementData {
  readonly name: string;
  readonly effect: 'Allow' | 'Deny';
  /** Kind of the policy that it stands in. */
  readonly policy: string;
  readonly path: string;
  readonly stack: string;
  /** Elements of the statement and their texts, in the order of the policy language. */
  readonly elements: readonly (readonly [element: string, texts: readonly string[]])[];
}
