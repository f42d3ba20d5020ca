import type { EnvironmentConfig } from '../../config/environment-config';
import type { CapacityStack } from './capacity-stack';
import type { CapacityOptions } from './capacity';
import {
  FREE_WHILE_IDLE,
  IDLE_PRICES,
  type IdlePrice,
  type IdlePriceKey,
  PRICED_REGIONS,
  type PricedRegion,
  USE_PRICES,
} from './prices';
import { type TemplateUse, templateUse } from './template-use';

/** What one kind of resource costs. Amounts are US dollars a month. */
export interface CostLine {
  readonly key: IdlePriceKey;
  readonly what: string;
  readonly quantity: number;
  /** Of one. */
  readonly price: number;
  readonly amount: number;
  /** `later`: it is charged once keys have been rotated twice, in their third year. */
  readonly from: 'deployment' | 'later';
}

/** Sums of US dollars a month: after the deployment, and from the third year on. */
export interface IdleCost {
  readonly lines: readonly CostLine[];
  readonly atFirst: number;
  readonly later: number;
}

/** What an environment costs a month while nobody uses it, by list prices, in US dollars. */
export interface MonthlyCost {
  readonly organizations: number;
  /** The Region of the prices. */
  readonly region: PricedRegion;
  /** Whether that is the environment's Region; otherwise prices may differ. */
  readonly ownRegion: boolean;
  /** The oldest look-up among the prices: YYYY-MM-DD. */
  readonly asOf: string;
  /** What is nobody's. */
  readonly shared: IdleCost;
  /** Of the organization that costs most. */
  readonly perOrganization: IdleCost;
  readonly total: { readonly atFirst: number; readonly later: number };
  /** The prices that grow with use. */
  readonly growing: readonly {
    readonly what: string;
    readonly unit: string;
    readonly price: number;
    readonly confirmed: boolean;
  }[];
  /** Types in the templates that neither have a price in the table nor are known to be free while idle. */
  readonly unpriced: readonly string[];
}

/**
 * What an environment costs a month while nobody uses it, from its templates. Organizations that are not among the
 * templates cost as much as the one that costs most.
 *
 * @param stacks the shared stack and one organization's at least.
 */
export function monthlyCost(
  stacks: readonly CapacityStack[],
  environment: EnvironmentConfig,
  options: CapacityOptions = {},
): MonthlyCost {
  return monthlyCostOfUses(
    stacks.map((stack) => templateUse(stack, environment)),
    environment,
    options,
  );
}

/** As {@link monthlyCost}, from what has been read off the templates. */
export function monthlyCostOfUses(
  uses: readonly TemplateUse[],
  environment: EnvironmentConfig,
  { organizations }: CapacityOptions = {},
): MonthlyCost {
  const ownRegion = PRICED_REGIONS.find((name) => name === environment.region.name);
  const region = ownRegion ?? 'us-east-1';
  const byOwner = idleByOwner(uses);
  const measured = [...byOwner.keys()].filter((owner) => owner !== undefined);
  const costs = measured.map((owner) => idleCost(byOwner.get(owner), region));
  const perOrganization = costs.reduce(
    (most, cost) => (cost.later > most.later ? cost : most),
    idleCost(undefined, region),
  );
  const number =
    organizations ?? new Set([...measured, ...environment.organizations.map(({ slug }) => slug)]).size;
  const shared = idleCost(byOwner.get(undefined), region);
  const total = (when: 'atFirst' | 'later'): number => {
    const others = organizations ?? number - costs.length;
    const known = organizations === undefined ? costs.reduce((sum, cost) => sum + cost[when], 0) : 0;
    return shared[when] + known + others * perOrganization[when];
  };
  return {
    organizations: number,
    region,
    ownRegion: ownRegion !== undefined,
    asOf:
      [...Object.values<IdlePrice>(IDLE_PRICES), ...USE_PRICES].map(({ checked }) => checked).sort()[0] ?? '',
    shared,
    perOrganization,
    total: { atFirst: total('atFirst'), later: total('later') },
    growing: USE_PRICES.map(({ what, unit, usd, confirmed }) => ({
      what,
      unit,
      price: usd[region],
      confirmed,
    })),
    unpriced: unpricedTypes(uses),
  };
}

function idleByOwner(
  uses: readonly TemplateUse[],
): ReadonlyMap<string | undefined, ReadonlyMap<IdlePriceKey, number>> {
  const sums = new Map<string | undefined, Map<IdlePriceKey, number>>();
  for (const { idle } of uses) {
    for (const [owner, ofOwner] of idle) {
      const sum = sums.get(owner) ?? new Map<IdlePriceKey, number>();
      for (const [key, count] of ofOwner) sum.set(key, (sum.get(key) ?? 0) + count);
      sums.set(owner, sum);
    }
  }
  return sums;
}

function idleCost(counts: ReadonlyMap<IdlePriceKey, number> | undefined, region: PricedRegion): IdleCost {
  const lines = [...(counts ?? [])].map(([key, quantity]): CostLine => {
    const { what, usd, from } = IDLE_PRICES[key];
    return { key, what, quantity, price: usd[region], amount: quantity * usd[region], from };
  });
  const sum = (chosen: readonly CostLine[]): number =>
    chosen.reduce((total, { amount }) => total + amount, 0);
  return { lines, atFirst: sum(lines.filter(({ from }) => from === 'deployment')), later: sum(lines) };
}

function unpricedTypes(uses: readonly TemplateUse[]): string[] {
  const priced = new Set<string>(Object.values<IdlePrice>(IDLE_PRICES).map(({ type }) => type));
  const types = new Set(
    uses.flatMap(({ types: byOwner }) => [...byOwner.values()].flatMap((of) => [...of.keys()])),
  );
  return [...types].filter((type) => !priced.has(type) && !FREE_WHILE_IDLE.has(type)).sort();
}
