import { withSlugStandIns, SLUG_STAND_INS } from '../../../packages/isolation-proof/src/forms/slug-text';
import type { SideStack } from '../sides/side-stack';
import { isAllowedChange, isAllowedStack } from './allowances';
import { nameWarnings } from './renamed';
import type { ResourceChange, ResourceChanges } from './resource-change';
import { stackChange, type ToldStack } from './stack-change';
import { stackDifference, type StackResourceChange } from './stack-difference';
import { changedPairs, type PairForm, pairForms, type StackPair } from './stack-pairs';
import { parseTemplate } from './template';

/**
 * What a deployment of the head over the base would do to resources, by what the schemas of their types say. Stacks of
 * organizations that are equal but for names are compared once.
 * @param allowed what may be replaced or deleted: logical ids, construct paths
 * @throws SyntaxError if a template is no JSON
 */
export function resourceChanges(
  base: readonly SideStack[],
  head: readonly SideStack[],
  allowed: ReadonlySet<string> = new Set(),
): ResourceChanges {
  const forms = pairForms(changedPairs(base, head));
  const placed = forms.flatMap((form) => differencesOf(form).map((change) => ({ form, change })));
  const warnings = nameWarnings(placed.map(({ form, change }) => ({ stack: form.pair.name, change })));
  const told = placed.map(({ form, change }, index) => toldChange(form, change, warnings[index] ?? []));
  const resources = together(told).map((change) => ({
    ...change,
    isAllowed: isAllowedChange(change, allowed),
  }));
  return {
    resources: resources.sort(byWeight),
    stacks: togetherStacks(
      forms.flatMap(({ pair, alike }) => stackChange(pair, organizationsOf(alike)) ?? []),
    ).map((change) => ({ ...change, isAllowed: isAllowedStack(change, allowed) })),
  };
}

function differencesOf({ pair: { base, head } }: PairForm): StackResourceChange[] {
  // Of a stack on one side only, the stack is told, and not each resource of it.
  if (base === undefined || head === undefined) return [];
  return stackDifference(parseTemplate(base.text), parseTemplate(head.text));
}

type Told = Omit<ResourceChange, 'isAllowed'>;

function toldChange(
  { pair, alike }: PairForm,
  { base: _base, head: _head, ...change }: StackResourceChange,
  warnings: readonly string[],
): Told {
  return { ...change, stack: pair.name, organizations: organizationsOf(alike), warnings };
}

function organizationsOf(pairs: readonly StackPair[]): string[] {
  return pairs.flatMap(({ organization }) => organization ?? []).sort();
}

/** Changes that are the same in stacks of several forms are told once. */
function together(changes: readonly Told[]): Told[] {
  const groups = new Map<string, Told>();
  for (const change of changes) {
    const key = keyOf(change);
    const known = groups.get(key);
    groups.set(
      key,
      known === undefined
        ? change
        : { ...known, organizations: [...known.organizations, ...change.organizations].sort() },
    );
  }
  return [...groups.values()];
}

function keyOf({ stack, organizations, ...change }: Told): string {
  const [slug] = organizations;
  const text = JSON.stringify(change);
  return slug === undefined ? `${stack} ${text}` : withSlugStandIns(text, slug, SLUG_STAND_INS.shown);
}

function togetherStacks(changes: readonly ToldStack[]): ToldStack[] {
  const groups = new Map<string, ToldStack>();
  for (const change of changes) {
    const { kind, stack, organizations, settings, resources, stateful } = change;
    const place = organizations.length === 0 ? stack : '';
    const key = JSON.stringify([kind, place, settings, resources, stateful]);
    const known = groups.get(key);
    groups.set(
      key,
      known === undefined
        ? change
        : { ...known, organizations: [...known.organizations, ...organizations].sort() },
    );
  }
  return [...groups.values()];
}

const KINDS = ['deleted', 'replaced', 'may be replaced', 'added', 'changed'] as const;

/** What holds data first, what is lost before what is kept, and only then by place. */
function byWeight(one: ResourceChange, other: ResourceChange): number {
  const [first, second] = [weightOf(one), weightOf(other)];
  return first < second ? -1 : first > second ? 1 : 0;
}

function weightOf({ isStateful, old, kind, stack, logicalId }: ResourceChange): string {
  const kept = old === 'destroyed' ? 0 : 1;
  return [isStateful ? 0 : 1, kept, KINDS.indexOf(kind), stack, logicalId].join(' ');
}
