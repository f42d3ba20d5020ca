import type { EnvironmentConfig } from '../../config/environment-config';
import { limitOf, QUOTA_KEYS, type QuotaKey } from '../../config/quotas';
import type { CapacityStack } from './capacity-stack';
import { plannedUse } from './planned-use';
import { type Largest, type TemplateUse, templateUse } from './template-use';

/** Whether there is room: under 80 % of the limit, from there on, and from 100 % on. */
export type CapacityLevel = 'enough' | 'scarce' | 'reached';

/** Share of a limit from which its use is {@link CapacityLevel} `scarce`. */
export const SCARCE_SHARE = 0.8;

/** How much of one quota is used, and what is left. */
export interface QuotaUse {
  readonly key: QuotaKey;
  readonly use: number;
  /** Of this account: raised, or the default of the Region. */
  readonly limit: number;
  /** Whether the environment says that the limit has been raised. */
  readonly raised: boolean;
  readonly level: CapacityLevel;
  /**
   * `templates`: counted in the templates. `plan`: follows from what the environment plans for, so it never fails a
   * synth.
   */
  readonly basis: 'templates' | 'plan';
  /** How much is nobody's; 0 for sizes. */
  readonly shared: number;
  /** How much one more organization uses; 0 for what does not grow, such as sizes. */
  readonly perOrganization: number;
  /** The least number of organizations with which the limit is reached; left out for what does not grow. */
  readonly reachedAt?: number;
  /** Where the largest one is, by stack and logical id, for sizes. */
  readonly place?: string;
}

/** What an environment uses of the quotas of its account. */
export interface Capacity {
  readonly organizations: number;
  /** Of every quota of which something is used, in the order of the table of quotas. */
  readonly quotas: readonly QuotaUse[];
  /** The quota that is reached first as organizations are added; undefined if none of them grows. */
  readonly first?: QuotaUse;
}

/** What the result is asked for. */
export interface CapacityOptions {
  /**
   * As if there were so many organizations, each as large as the largest one in the templates.
   * @default - those of the environment, and those in the templates that it does not record
   */
  readonly organizations?: number;
}

/**
 * How much of each quota an environment uses, from its templates. Organizations that the environment records and
 * whose templates are not among them count like the largest one that is.
 *
 * @param stacks the shared stack and one organization's at least: without them, nothing of theirs is counted.
 */
export function capacityOf(
  stacks: readonly CapacityStack[],
  environment: EnvironmentConfig,
  options: CapacityOptions = {},
): Capacity {
  return capacityOfUses(
    stacks.map((stack) => templateUse(stack, environment)),
    environment,
    options,
  );
}

/** As {@link capacityOf}, from what has been read off the templates. */
export function capacityOfUses(
  uses: readonly TemplateUse[],
  environment: EnvironmentConfig,
  { organizations }: CapacityOptions = {},
): Capacity {
  const measured = new Set(
    uses.flatMap(({ counts }) => [...counts.keys()]).filter((owner) => owner !== undefined),
  );
  const all = new Set([...measured, ...environment.organizations.map(({ slug }) => slug)]);
  const number = organizations ?? all.size;
  const quotas = QUOTA_KEYS.flatMap((key): QuotaUse[] => {
    const planned = plannedUse(key, environment.planned);
    const limit = limitOf(key, environment.region.name, environment.quotas);
    const known = { key, limit, raised: environment.quotas[key] !== undefined };
    if (planned !== undefined) {
      return [{ ...known, basis: 'plan', ...growing(0, planned, number * planned, limit) }];
    }
    const largest = largestOf(uses, key);
    if (largest !== undefined) {
      const { size: use, place } = largest;
      return [
        {
          ...known,
          basis: 'templates',
          use,
          level: levelOf(use, limit),
          shared: 0,
          perOrganization: 0,
          place,
        },
      ];
    }
    const { shared, perOrganization, sum } = countsOf(uses, key);
    if (shared === 0 && perOrganization === 0) return [];
    const isMeasured = organizations === undefined;
    const use =
      shared + (isMeasured ? sum + (number - measured.size) * perOrganization : number * perOrganization);
    return [{ ...known, basis: 'templates', ...growing(shared, perOrganization, use, limit) }];
  });
  const [first] = quotas
    .filter(({ reachedAt }) => reachedAt !== undefined)
    .sort((one, other) => (one.reachedAt ?? 0) - (other.reachedAt ?? 0));
  return { organizations: number, quotas, ...(first === undefined ? {} : { first }) };
}

/** Whether a use leaves room. */
export function levelOf(use: number, limit: number): CapacityLevel {
  return use >= limit ? 'reached' : use >= limit * SCARCE_SHARE ? 'scarce' : 'enough';
}

/** The least number of organizations with which a limit is reached. */
export function organizationsAt(limit: number, shared: number, perOrganization: number): number {
  return Math.max(0, Math.ceil((limit - shared) / perOrganization - ROUNDING));
}

/** More than what division of a rate, which is a fraction, can be off by; and less than anything that counts. */
const ROUNDING = 1e-9;

function growing(
  shared: number,
  perOrganization: number,
  use: number,
  limit: number,
): Pick<QuotaUse, 'use' | 'level' | 'shared' | 'perOrganization' | 'reachedAt'> {
  return {
    use,
    level: levelOf(use, limit),
    shared,
    perOrganization,
    ...(perOrganization === 0 ? {} : { reachedAt: organizationsAt(limit, shared, perOrganization) }),
  };
}

/** The sizes of one thing do not add up: the largest counts. */
function largestOf(uses: readonly TemplateUse[], key: QuotaKey): Largest | undefined {
  return uses
    .map(({ largest }) => largest.get(key))
    .filter((largest) => largest !== undefined)
    .reduce<Largest | undefined>(
      (most, one) => (most === undefined || one.size > most.size ? one : most),
      undefined,
    );
}

function countsOf(
  uses: readonly TemplateUse[],
  key: QuotaKey,
): { readonly shared: number; readonly perOrganization: number; readonly sum: number } {
  let shared = 0;
  const byOrganization = new Map<string, number>();
  for (const { counts } of uses) {
    for (const [owner, ofOwner] of counts) {
      const count = ofOwner.get(key) ?? 0;
      if (owner === undefined) shared += count;
      else byOrganization.set(owner, (byOrganization.get(owner) ?? 0) + count);
    }
  }
  const each = [...byOrganization.values()];
  return {
    shared,
    perOrganization: each.reduce((most, one) => Math.max(most, one), 0),
    sum: each.reduce((total, one) => total + one, 0),
  };
}
