import type { EnvironmentConfig } from '../../config/environment-config';
import { QUOTA_KEYS, type QuotaKey, QUOTAS, type RaisedQuotas } from '../../config/quotas';
import { type Capacity, capacityOfUses, type CapacityOptions } from './capacity';
import type { CapacityStack } from './capacity-stack';
import { type MonthlyCost, monthlyCostOfUses } from './monthly-cost';
import { templateUse } from './template-use';

/** A quota that is reached first, and the least number of organizations with which it is. */
export interface FirstReached {
  readonly quota: QuotaKey;
  readonly limit: number;
  readonly organizations: number;
}

/** What `npm run capacity` finds. */
export interface CapacityReport {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly capacity: Capacity;
  /** What is reached first with the limits that every account has, with this account's, and with the highest. */
  readonly firstReached: {
    readonly byDefault?: FirstReached;
    readonly inThisAccount?: FirstReached;
    /** Where every quota is raised as far as AWS's pages say; without an end where they name none. */
    readonly raisedToTheMost?: FirstReached;
  };
  readonly cost: MonthlyCost;
}

/**
 * How much of its account's quotas an environment uses, and what it costs while nobody uses it.
 * @param stacks the shared stack and one organization's at least.
 */
export function capacityReport(
  stacks: readonly CapacityStack[],
  environment: EnvironmentConfig,
  options: CapacityOptions = {},
): CapacityReport {
  const uses = stacks.map((stack) => templateUse(stack, environment));
  const capacityWith = (quotas: RaisedQuotas): Capacity =>
    capacityOfUses(uses, { ...environment, quotas }, options);
  const capacity = capacityWith(environment.quotas);
  const byDefault = firstOf(capacityWith({}));
  const inThisAccount = firstOf(capacity);
  const most = firstOf(capacityWith(raisedToTheMost(environment.quotas)));
  return {
    environment: environment.name,
    account: environment.account,
    region: environment.region.name,
    capacity,
    firstReached: {
      ...(byDefault === undefined ? {} : { byDefault }),
      ...(inThisAccount === undefined ? {} : { inThisAccount }),
      ...(most === undefined ? {} : { raisedToTheMost: most }),
    },
    cost: monthlyCostOfUses(uses, environment, options),
  };
}

/**
 * Limits of an account for which AWS has raised every quota as far as its pages say.
 * @param own what this account has been given, which is not taken away.
 */
export function raisedToTheMost(own: RaisedQuotas): RaisedQuotas {
  return {
    ...own,
    ...Object.fromEntries(
      QUOTA_KEYS.flatMap((key): [QuotaKey, number][] => {
        const { adjustable, maximum = Number.POSITIVE_INFINITY } = QUOTAS[key];
        return adjustable === true ? [[key, maximum]] : [];
      }),
    ),
  };
}

/** What is reached first, unless nothing is. */
function firstOf({ first }: Capacity): FirstReached | undefined {
  if (first?.reachedAt === undefined || !Number.isFinite(first.reachedAt)) return undefined;
  return { quota: first.key, limit: first.limit, organizations: first.reachedAt };
}
