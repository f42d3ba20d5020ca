import type { QuotaKey } from '../../../config/quotas';
import type { QuotaUse } from '../../../lib/capacity/capacity';
import { cellSize, placeCells } from '../../../tools/simulation/place-cells';

function quota(
  key: QuotaKey,
  limit: number,
  perOrganization: number,
  rest: Partial<QuotaUse> = {},
): QuotaUse {
  return {
    key,
    use: 0,
    limit,
    raised: false,
    level: 'enough',
    basis: 'templates',
    shared: 0,
    perOrganization,
    ...rest,
  };
}

const ALIASES = quota('iot-role-aliases', 100, 1);
const POLICIES = quota('iam-policies', 1500, 4, { shared: 2 });
const ROLES = quota('iam-roles', 200, 3);
const REQUESTS = quota('iot-certificate-requests', 100, 10, { basis: 'plan' });
const SIZE = quota('iam-managed-policy-size', 6144, 0, { use: 5000, place: 's/P' });
const sizesOf = (organizations: number, quotas: readonly QuotaUse[], seed = 0): number[] =>
  placeCells({ organizations, quotas, seed }).cells.map((cell) => cell.organizations);

test('cells are filled one after another, to less than 80 % of what is reached first', () => {
  expect(sizesOf(200, [ALIASES, POLICIES, SIZE])).toEqual([79, 79, 42]);
  expect(sizesOf(200, [ALIASES, ROLES])).toEqual([53, 53, 53, 41]);
  expect(cellSize([ALIASES, POLICIES, SIZE])).toBe(79);
  expect(cellSize([ALIASES, ROLES])).toBe(53);
});

test('what is shared takes room in every cell', () => {
  const shared = { ...ALIASES, shared: 30 };
  expect(sizesOf(100, [shared])).toEqual([49, 49, 2]);
  expect(cellSize([shared])).toBe(49);
  expect(placeCells({ organizations: 1, quotas: [shared], seed: 0 }).cells[0]?.use).toEqual(
    new Map([['iot-role-aliases', 31]]),
  );
});

test('what filled the cells is told', () => {
  expect(placeCells({ organizations: 200, quotas: [ALIASES, ROLES], seed: 0 }).filledBy).toEqual([
    { quota: 'iam-roles', cells: 3 },
  ]);
});

describe('plans', () => {
  test('vary between organizations, on average as planned, and no cell has too much of them', () => {
    const { cells } = placeCells({ organizations: 5000, quotas: [REQUESTS], seed: 7 });
    const rates = cells.map(({ use }) => use.get('iot-certificate-requests') ?? 0);
    expect(Math.max(...rates)).toBeLessThan(80);
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / 5000;
    expect(mean).toBeGreaterThan(9.5);
    expect(mean).toBeLessThan(10.5);
  });

  test('leave room for small organizations where a large one does not fit', () => {
    const { cells } = placeCells({ organizations: 5000, quotas: [REQUESTS], seed: 7 });
    const total = cells.reduce((sum, { use }) => sum + (use.get('iot-certificate-requests') ?? 0), 0);
    // First-fit wastes little.
    expect(total / (cells.length * 80)).toBeGreaterThan(0.95);
  });
});

test('every organization is placed, the same way for the same seed', () => {
  const quotas = [ALIASES, REQUESTS];
  const once = sizesOf(1000, quotas, 3);
  expect(once.reduce((sum, size) => sum + size, 0)).toBe(1000);
  expect(sizesOf(1000, quotas, 3)).toEqual(once);
  expect(sizesOf(1000, quotas, 4)).not.toEqual(once);
});
