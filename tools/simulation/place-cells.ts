import type { QuotaKey } from '../../config/quotas';
import { type QuotaUse, SCARCE_SHARE } from '../../lib/capacity/capacity';
import { SeededRandom } from './seeded-random';

/** What organizations are placed by. */
export interface PlacementOptions {
  readonly organizations: number;
  /** How an environment with one organization uses its quotas: what grows, and by how much for each. */
  readonly quotas: readonly QuotaUse[];
  readonly seed: number;
}

/** An environment in an account of its own, as it is filled. */
export interface Cell {
  readonly organizations: number;
  /** How much of each quota that grows is used. */
  readonly use: ReadonlyMap<QuotaKey, number>;
}

/** Cells, in the order in which they were opened, and what filled those that are full. */
export interface Placement {
  readonly cells: readonly Cell[];
  /** How many cells each quota has filled, most first. */
  readonly filledBy: readonly { readonly quota: QuotaKey; readonly cells: number }[];
}

/**
 * How far an organization may be from what is planned for one, for what no template shows: on average, it is what is
 * planned.
 */
const SHARE_OF_PLAN = { least: 0.1, most: 3.7 } as const;

interface OpenCell {
  organizations: number;
  readonly use: Map<QuotaKey, number>;
}

/**
 * Places organizations as they come, each for good in the first cell that has room in every quota, and opens a cell
 * where none has. A cell is full before 80 % of any quota is used, so that no synth warns and there is room for what
 * else the account holds. The same seed gives the same cells.
 */
export function placeCells({ organizations, quotas, seed }: PlacementOptions): Placement {
  const random = new SeededRandom(seed);
  const growing = quotas.filter(({ perOrganization }) => perOrganization > 0);
  const cells: OpenCell[] = [];
  const filledBy = new Map<QuotaKey, number>();
  let open: OpenCell[] = [];
  for (let index = 0; index < organizations; index++) {
    const share = random.spread(SHARE_OF_PLAN.least, SHARE_OF_PLAN.most);
    const wanted = growing.map((quota) => ({ ...quota, amount: wantedOf(quota, share) }));
    const full = new Set<OpenCell>();
    let home: OpenCell | undefined;
    for (const cell of open) {
      const lacking = wanted.find(
        ({ key, limit, amount }) => !fits((cell.use.get(key) ?? 0) + amount, limit),
      );
      if (lacking === undefined) {
        home = cell;
        break;
      }
      // What the templates show is as much for each: where one does not fit, none does.
      if (lacking.basis === 'templates') {
        full.add(cell);
        filledBy.set(lacking.key, (filledBy.get(lacking.key) ?? 0) + 1);
      }
    }
    open = open.filter((cell) => !full.has(cell));
    if (home === undefined) {
      home = { organizations: 0, use: new Map(growing.map(({ key, shared }) => [key, shared])) };
      cells.push(home);
      open.push(home);
    }
    home.organizations++;
    for (const { key, amount } of wanted) home.use.set(key, (home.use.get(key) ?? 0) + amount);
  }
  return {
    cells,
    filledBy: [...filledBy]
      .map(([quota, number]) => ({ quota, cells: number }))
      .sort((one, other) => other.cells - one.cells),
  };
}

/** The most organizations of a cell, if each has what is planned; 0 if there is not even room for one. */
export function cellSize(quotas: readonly QuotaUse[]): number {
  return Math.min(
    ...quotas
      .filter(({ perOrganization }) => perOrganization > 0)
      .map(({ limit, shared, perOrganization }) =>
        Math.max(0, Math.ceil((limit * SCARCE_SHARE - shared) / perOrganization) - 1),
      ),
  );
}

function wantedOf({ basis, perOrganization }: QuotaUse, share: number): number {
  return basis === 'plan' ? perOrganization * share : perOrganization;
}

function fits(use: number, limit: number): boolean {
  return use < limit * SCARCE_SHARE;
}
