import type { CapabilityId } from '../matrix/capabilities';
import type { ColumnData, PageData, RowData } from './page-data';

/** Matrices of two sides of a change, as the page has them. */
export interface ComparedData {
  readonly capabilities: PageData['capabilities'];
  readonly base: SideData;
  readonly head: SideData;
  readonly matrices: readonly ComparedMatrix[];
}

/** What the cells of one side's matrices refer to by number. */
export type SideData = Pick<PageData, 'statements' | 'entries' | 'cells'>;

/** The matrix of one form on both sides, or of principals of no organization. */
export interface ComparedMatrix {
  /** Slugs of organizations that have one form on the base and one on the head, the shown one first; none for others. */
  readonly organizations: readonly string[];
  /** Of both sides, those of the head first. */
  readonly columns: readonly ColumnData[];
  readonly rows: readonly RowData[];
  readonly base: MatrixSide;
  readonly head: MatrixSide;
  readonly changes: readonly CellChange[];
}

export interface MatrixSide {
  /** By row and column: number of a cell; -1 where the side has no such row or principal. */
  readonly cells: readonly (readonly number[])[];
  /**
   * Slug of another organization of the same form, which its texts name.
   * @default - there is none
   */
  readonly another?: string;
}

/** In what a cell of the base and of the head differ. */
export interface CellChange {
  readonly row: number;
  readonly column: number;
  readonly gained: CellPart;
  readonly lost: CellPart;
}

export interface CellPart {
  readonly capabilities: readonly CapabilityId[];
  /** Actions that are newly allowed, or no longer, sorted. */
  readonly actions: readonly string[];
  /** Those that one lock alone newly allows or no longer allows, so that nothing is decided otherwise. */
  readonly oneLock: readonly string[];
}
