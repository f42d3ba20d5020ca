import { QUOTAS } from '../../config/quotas';
import { advice, figure } from './advice';
import type { Capacity, CapacityLevel, QuotaUse } from './capacity';
import type { CapacityReport, FirstReached } from './capacity-report';
import type { MonthlyCost } from './monthly-cost';

/** Rows of the table of what grows with organizations, or is shared; the first row names the columns. */
export function countRows({ quotas }: Capacity): string[][] {
  const counted = quotas.filter(({ place }) => place === undefined);
  return [
    ['Quota', 'Used', 'Limit', 'Share', 'One more', 'Reached at'],
    ...counted.map((use) => [
      ...beginning(use),
      use.perOrganization === 0 ? '-' : figure(use.perOrganization),
      use.reachedAt === undefined ? 'does not grow' : `${figure(use.reachedAt)} organizations`,
    ]),
  ];
}

/** Rows of the table of sizes; the first row names the columns. */
export function sizeRows({ quotas }: Capacity): string[][] {
  const sizes = quotas.flatMap((use) => (use.place === undefined ? [] : [{ use, place: use.place }]));
  return [
    ['Largest', 'Size', 'Limit', 'Share', 'Left', 'Where'],
    ...sizes.map(({ use, place }) => [...beginning(use), figure(use.limit - use.use), place]),
  ];
}

/** What is reached first, by which limits, and what to do about quotas that are near or reached. */
export function limitLines({ environment, firstReached, capacity }: CapacityReport): string[] {
  const { byDefault, inThisAccount, raisedToTheMost } = firstReached;
  const near = capacity.quotas.filter(({ level }) => level !== 'enough');
  return [
    ...firstLine('With the limits that every account has, the first to be reached is', byDefault),
    ...(JSON.stringify(inThisAccount) === JSON.stringify(byDefault)
      ? []
      : firstLine('With the limits of this account, it is', inThisAccount)),
    ...firstLine('With every quota raised as far as AWS says, it is', raisedToTheMost),
    ...near.map((use) => `${LEVELS[use.level]}: ${QUOTAS[use.key].name}. ${advice(use, environment)}`),
  ];
}

/** What the environment costs while nobody uses it, and what costs more with use. */
export function costLines(cost: MonthlyCost): string[] {
  const { shared, perOrganization, total, organizations, region, ownRegion, asOf, growing, unpriced } = cost;
  const both = ({ atFirst, later }: { readonly atFirst: number; readonly later: number }): string =>
    `${usd(atFirst)} a month, ${usd(later)} from the third year on`;
  return [
    `Idle cost, by list prices of ${region} on ${asOf}, without discounts and taxes:`,
    `  shared            ${both(shared)}`,
    `  each organization ${both(perOrganization)}`,
    `  ${figure(organizations)} organizations: ${both(total)}`,
    ...(ownRegion ? [] : ["  The table has no prices of the environment's own Region: they may differ."]),
    ...(unpriced.length === 0 ? [] : [`  Not in the table, and not counted: ${unpriced.join(', ')}.`]),
    'With use, these grow:',
    ...growing.map(
      ({ what, unit, price, confirmed }) =>
        `  ${what}: ${usd(price)} per ${unit}${confirmed ? '' : ' (not confirmed)'}`,
    ),
  ];
}

const LEVELS: Readonly<Record<CapacityLevel, string>> = {
  enough: 'Enough room',
  scarce: 'Little room is left',
  reached: 'No room is left',
};

function beginning({ key, use, limit, raised, level, basis }: QuotaUse): string[] {
  const { name } = QUOTAS[key];
  const mark = { enough: '', scarce: ' !', reached: ' !!' }[level];
  return [
    `${name}${basis === 'plan' ? ' (planned)' : ''}`,
    figure(use),
    `${figure(limit)}${raised ? ' (raised)' : ''}`,
    `${Math.floor((use / limit) * 100)} %${mark}`,
  ];
}

function firstLine(beginningOfLine: string, first: FirstReached | undefined): string[] {
  return first === undefined
    ? []
    : [
        `${beginningOfLine} ${QUOTAS[first.quota].name} (${figure(first.limit)}), at ${figure(first.organizations)} organizations.`,
      ];
}

function usd(amount: number): string {
  return `${amount.toLocaleString('en', { maximumFractionDigits: 4 })} USD`;
}
