import type { QuotaKey } from '../../config/quotas';
import { isObject, type JsonObject } from '../../packages/isolation-proof/src/templates/json';
import type { CapacityStack } from './capacity-stack';
import type { Place } from './document-size';
import { COUNTED_TYPES } from './counted-types';
import { stackOwner, taggedOwner } from './owner';
import { IDLE_PRICES, type IdlePrice, type IdlePriceKey } from './prices';
import { resourceSizes, stackSizes } from './sizes';

/** The largest of what has a limit of its own, and where it is. */
export interface Largest {
  readonly size: number;
  /** Stack and logical id, or the stack. */
  readonly place: string;
}

/** What a template uses of quotas. */
export interface TemplateUse {
  /** How much it adds to the account, by organization; under `undefined` what is nobody's. */
  readonly counts: ReadonlyMap<string | undefined, ReadonlyMap<QuotaKey, number>>;
  readonly largest: ReadonlyMap<QuotaKey, Largest>;
  /** How many resources cost something while nobody uses them, by organization; every owner of anything is in it. */
  readonly idle: ReadonlyMap<string | undefined, ReadonlyMap<IdlePriceKey, number>>;
  /** How many resources of each type there are, by organization; under `undefined` what is nobody's. */
  readonly types: ReadonlyMap<string | undefined, ReadonlyMap<string, number>>;
}

/** A resource of a template, as far as it is measured. */
export interface MeasuredResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
}

/** Reads off a template what it uses, and whose that is by the tags of its resources. */
export function templateUse({ name, template }: CapacityStack, place: Place): TemplateUse {
  const resources = resourcesOf(template);
  const owners = resources.map(({ properties }) => taggedOwner(properties));
  const ofStack = stackOwner(new Set(owners.filter((owner) => owner !== undefined)));
  const counts = new Map<string | undefined, Map<QuotaKey, number>>();
  const types = new Map<string | undefined, Map<string, number>>();
  const idle = new Map<string | undefined, Map<IdlePriceKey, number>>([[ofStack, new Map()]]);
  add(counts, ofStack, 'cloudformation-stacks', 1);
  resources.forEach((resource, index) => {
    const owner = owners[index] ?? ofStack;
    add(types, owner, resource.type, 1);
    for (const { key, of = () => true } of COUNTED_TYPES.get(resource.type) ?? []) {
      if (of(resource.properties)) add(counts, owner, key, 1);
    }
    for (const [key, { type, of = () => true }] of PRICES) {
      if (type === resource.type && of(resource.properties)) add(idle, owner, key, 1);
    }
  });
  const largest = new Map<QuotaKey, Largest>();
  for (const { key, size, logicalId } of [
    ...stackSizes(template, resources.length),
    ...resourceSizes(resources, place),
  ]) {
    const before = largest.get(key);
    if (before === undefined || size > before.size) {
      largest.set(key, { size, place: logicalId === undefined ? name : `${name}/${logicalId}` });
    }
  }
  return { counts, largest, idle, types };
}

const PRICES = Object.entries(IDLE_PRICES) as [IdlePriceKey, IdlePrice][];

function resourcesOf(template: CapacityStack['template']): MeasuredResource[] {
  const resources = isObject(template) ? template['Resources'] : undefined;
  return Object.entries(isObject(resources) ? resources : {}).flatMap(([logicalId, resource]) => {
    if (!isObject(resource) || typeof resource['Type'] !== 'string') return [];
    const { Type: type, Properties: properties } = resource;
    return [{ logicalId, type, properties: isObject(properties) ? properties : {} }];
  });
}

function add<Key>(
  sums: Map<string | undefined, Map<Key, number>>,
  owner: string | undefined,
  key: Key,
  amount: number,
): void {
  const ofOwner = sums.get(owner) ?? new Map<Key, number>();
  ofOwner.set(key, (ofOwner.get(key) ?? 0) + amount);
  sums.set(owner, ofOwner);
}
