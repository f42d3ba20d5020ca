import type { StackChange } from './resource-change';
import { STATEFUL_TYPES } from './stateful-types';
import type { StackPair } from './stack-pairs';
import { EMPTY_TEMPLATE, parseTemplate, type Template } from './template';

export type ToldStack = Omit<StackChange, 'isAllowed'>;

/** What is told of a stack as a whole; undefined if only its resources changed. */
export function stackChange(
  { name: stack, base, head }: StackPair,
  organizations: readonly string[],
): ToldStack | undefined {
  const before = base === undefined ? EMPTY_TEMPLATE : parseTemplate(base.text);
  const after = head === undefined ? EMPTY_TEMPLATE : parseTemplate(head.text);
  if (base !== undefined && head !== undefined) {
    const settings = [
      ...terminationProtection(base.terminationProtection, head.terminationProtection),
      ...tagChanges(base.tags, head.tags),
      ...sectionChanges(before, after),
    ];
    if (settings.length === 0) return undefined;
    return { kind: 'changed', stack, organizations, ...countsOf(after), settings };
  }
  return head === undefined
    ? { kind: 'removed', stack, organizations, ...countsOf(before), settings: [] }
    : { kind: 'added', stack, organizations, ...countsOf(after), settings: [] };
}

function countsOf({ Resources: resources }: Template): Pick<StackChange, 'resources' | 'stateful'> {
  const all = Object.values(resources);
  return { resources: all.length, stateful: all.filter(({ Type: type }) => STATEFUL_TYPES.has(type)).length };
}

function terminationProtection(base: boolean, head: boolean): string[] {
  if (base === head) return [];
  return [head ? 'termination protection is switched on' : 'termination protection is switched OFF'];
}

type Tags = Readonly<Record<string, string>>;

function tagChanges(base: Tags, head: Tags): string[] {
  return [...new Set([...Object.keys(base), ...Object.keys(head)])].sort().flatMap((key) => {
    const [from, to] = [base[key], head[key]];
    if (from === to) return [];
    if (from === undefined) return [`tag ${key} is new: ${to ?? ''}`];
    return [
      to === undefined ? `tag ${key} is gone, which was ${from}` : `tag ${key} changes from ${from} to ${to}`,
    ];
  });
}

/** Sections of a template that hold something besides resources. Descriptions and metadata change nothing. */
const SECTIONS = ['Conditions', 'Mappings', 'Outputs', 'Parameters', 'Rules', 'Transform'] as const;

function sectionChanges(base: Template, head: Template): string[] {
  return SECTIONS.filter((section) => JSON.stringify(base[section]) !== JSON.stringify(head[section])).map(
    (section) => `the template's ${section} change`,
  );
}
