import { ATTENTION, type AttentionGroup } from '../fleet/attention-kinds';
import { COLUMNS, type ColumnId } from './columns';
import type { FleetData, HubRow } from './page-data';

/** What a reader asks for. */
export interface Query {
  /** Words that all have to occur in the hub's name, organization, state, version or attention. */
  readonly text: string;
  /** Slug; empty: all. */
  readonly organization: string;
  /** Empty: all. */
  readonly state: string;
  /** `any`: whatever needs attention; empty: all. */
  readonly attention: AttentionGroup | 'any' | '';
}

export interface Order {
  readonly column: ColumnId;
  readonly descending: boolean;
}

interface Indexed {
  readonly row: HubRow;
  /** Everything that is searched, in lower case. */
  readonly text: string;
  readonly groups: ReadonlySet<AttentionGroup>;
}

/**
 * Finds and sorts hubs. Sorted is once for each order, not for each search: a key that is pressed costs one pass over
 * the rows.
 */
export class FleetIndex {
  private rows: readonly Indexed[];
  private readonly collator = new Intl.Collator('en', { numeric: true });

  constructor({ hubs, organizations }: FleetData) {
    const names = new Map(organizations.map(({ slug, displayName }) => [slug, displayName]));
    this.rows = hubs.map((row) => ({
      row,
      text: [
        row.hub,
        row.organization,
        names.get(row.organization) ?? '',
        row.state,
        row.version ?? '',
        ...row.attention.map((kind) => ATTENTION[kind].label),
      ]
        .join('\n')
        .toLowerCase(),
      groups: new Set(row.attention.map((kind) => ATTENTION[kind].group)),
    }));
    this.sort({ column: 'hub', descending: false });
    this.sort({ column: 'organization', descending: false });
  }

  /** Sorts by a column. Rows that are equal in it keep the order that they had; what is not known goes last. */
  sort({ column, descending }: Order): void {
    const { valueOf } = COLUMNS[column];
    const sign = descending ? -1 : 1;
    this.rows = this.rows.toSorted(({ row: one }, { row: other }) => {
      const [left, right] = [valueOf(one), valueOf(other)];
      if (left === undefined || right === undefined) {
        return Number(left === undefined) - Number(right === undefined);
      }
      return sign * this.compared(left, right);
    });
  }

  /** The rows that a query asks for, in the order of the last sort. */
  find({ text, organization, state, attention }: Query): HubRow[] {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return this.rows
      .filter(
        ({ row, groups, text: own }) =>
          (organization === '' || row.organization === organization) &&
          (state === '' || row.state === state) &&
          (attention === '' || (attention === 'any' ? groups.size > 0 : groups.has(attention))) &&
          words.every((word) => own.includes(word)),
      )
      .map(({ row }) => row);
  }

  private compared(one: string | number, other: string | number): number {
    return typeof one === 'number' && typeof other === 'number'
      ? one - other
      : this.collator.compare(String(one), String(other));
  }
}
