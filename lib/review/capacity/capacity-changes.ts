import type { EnvironmentConfig } from '../../../config/environment-config';
import { QUOTAS, type QuotaKey } from '../../../config/quotas';
import { type Capacity, capacityOfUses, type QuotaUse } from '../../capacity/capacity';
import { monthlyCostOfUses } from '../../capacity/monthly-cost';
import { readUses } from '../../capacity/read-uses';
import type { TemplateUse } from '../../capacity/template-use';
import type { SideStack } from '../sides/side-stack';
import type { CapacityChanges, CostChange, QuotaChange, QuotaOfSide } from './capacity-change';

/** A side, and what its environment's file says of the account. */
export interface CapacitySide {
  readonly stacks: readonly SideStack[];
  readonly config: EnvironmentConfig;
}

/** How much room a change leaves, and what it costs. */
export function capacityChanges(
  base: CapacitySide,
  head: CapacitySide,
): { readonly capacity: CapacityChanges; readonly cost: CostChange } {
  const [before, after] = [base, head].map(measured) as [Measured, Measured];
  const { first } = after.capacity;
  return {
    capacity: {
      quotas: quotaChanges(before.capacity, after.capacity),
      ...(first?.reachedAt === undefined
        ? {}
        : { first: { key: first.key, name: QUOTAS[first.key].name, reachedAt: first.reachedAt } }),
    },
    cost: costChange(before, after),
  };
}

interface Measured {
  readonly uses: readonly TemplateUse[];
  readonly capacity: Capacity;
  readonly config: EnvironmentConfig;
}

function measured({ stacks, config: { organizations: _inTheTemplates, ...rest } }: CapacitySide): Measured {
  // A review has the templates of all organizations, and one side's file may stand for the other's.
  const config = { ...rest, organizations: [] };
  const uses = readUses(stacks, config);
  return { uses, capacity: capacityOfUses(uses, config), config };
}

function quotaChanges(base: Capacity, head: Capacity): QuotaChange[] {
  const before = new Map(base.quotas.map((use) => [use.key, use]));
  const after = new Map(head.quotas.map((use) => [use.key, use]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => isNews(before.get(key), after.get(key)))
    .map((key): QuotaChange => quotaChange(key, before.get(key), after.get(key)))
    .toSorted((one, other) => shareOf(other) - shareOf(one) || (one.key < other.key ? -1 : 1));
}

/** Sizes change with every edit of a policy: they are news once there is little room, or no longer. */
function isNews(base: QuotaUse | undefined, head: QuotaUse | undefined): boolean {
  if (base?.use === head?.use && base?.limit === head?.limit) return false;
  const isSize = base?.place !== undefined || head?.place !== undefined;
  return !isSize || (base?.level ?? 'enough') !== 'enough' || (head?.level ?? 'enough') !== 'enough';
}

function quotaChange(key: QuotaKey, base: QuotaUse | undefined, head: QuotaUse | undefined): QuotaChange {
  return {
    key,
    name: QUOTAS[key].name,
    ...(base === undefined ? {} : { base: ofSide(base) }),
    ...(head === undefined ? {} : { head: ofSide(head) }),
  };
}

function ofSide({ use, limit, level }: QuotaUse): QuotaOfSide {
  return { use, limit, level };
}

function shareOf({ head }: QuotaChange): number {
  return head === undefined ? 0 : head.use / head.limit;
}

function costChange(before: Measured, after: Measured): CostChange {
  const [base, head] = [before, after].map(({ uses, config }) => monthlyCostOfUses(uses, config)) as [
    ReturnType<typeof monthlyCostOfUses>,
    ReturnType<typeof monthlyCostOfUses>,
  ];
  return {
    base: base.total.atFirst,
    head: head.total.atFirst,
    perOrganization: { base: base.perOrganization.atFirst, head: head.perOrganization.atFirst },
    asOf: head.asOf,
  };
}
