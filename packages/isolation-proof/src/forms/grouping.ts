import type { Ownership } from '../model/ownership';
import { renamingOf } from '../templates/renamed-stack';
import type { StackTemplate } from '../templates/template';
import type { Form } from './form';
import { NameStandIns } from './name-stand-ins';
import { type OrganizationPattern, patternOfOrganization } from './organization-pattern';

/** The stacks by whose they are, with stand-ins for names, before anything else is read out of them. */
export interface Grouping {
  /** Every organization, in the order of the stacks. */
  readonly organizations: readonly string[];
  readonly shared: readonly StackTemplate[];
  readonly own: ReadonlyMap<string, readonly StackTemplate[]>;
  readonly patterns: ReadonlyMap<string, OrganizationPattern>;
}

export function groupingOf(stacks: readonly StackTemplate[], ownership: Ownership): Grouping {
  const shared: StackTemplate[] = [];
  const own = new Map<string, StackTemplate[]>();
  for (const stack of stacks) {
    const owner = ownership.ofStack(stack);
    const list = owner === undefined ? shared : (own.get(owner) ?? []);
    list.push(stack);
    if (owner !== undefined) own.set(owner, list);
  }
  return { organizations: ownership.tenants, shared, own, patterns: patternsOf(own) };
}

function patternsOf(own: Grouping['own']): ReadonlyMap<string, OrganizationPattern> {
  // Equal contents are kept once: those of a thousand organizations fill the memory otherwise.
  const contentsKept = new Map<string, string>();
  const patterns = new Map<string, OrganizationPattern>();
  for (const [slug, stacks] of own) {
    const pattern = patternOfRenamed(slug, own, patterns) ?? patternOfOrganization(slug, stacks);
    const contents = contentsKept.get(pattern.contents) ?? pattern.contents;
    contentsKept.set(contents, contents);
    patterns.set(slug, { ...pattern, contents });
  }
  return patterns;
}

/** The pattern of an organization with a single stack that is like that of an organization with a single stack. */
function patternOfRenamed(
  slug: string,
  own: Grouping['own'],
  patterns: ReadonlyMap<string, OrganizationPattern>,
): OrganizationPattern | undefined {
  const [stack, ...others] = own.get(slug) ?? [];
  const renaming = stack === undefined || others.length > 0 ? undefined : renamingOf(stack);
  if (stack === undefined || renaming?.tenant !== slug) return undefined;
  const [like, ...more] = own.get(renaming.tenantOfLike) ?? [];
  const pattern = patterns.get(renaming.tenantOfLike);
  if (like !== renaming.like || more.length > 0 || pattern === undefined) return undefined;
  return { ...pattern, slug, standIns: new NameStandIns(slug, [stack.name]) };
}

/**
 * The organizations that may represent all: two of those whose stacks are the same but for names. Of a form, claims
 * ask about one, and about one other.
 */
export function representatives({ organizations, patterns }: Grouping): ReadonlySet<string> {
  const chosen = new Map<string, string[]>();
  for (const slug of organizations) {
    const contents = patterns.get(slug)?.contents ?? slug;
    const alike = chosen.get(contents) ?? [];
    if (alike.length < 2) chosen.set(contents, [...alike, slug]);
  }
  return new Set([...chosen.values()].flat());
}

/** Whether of each form the organizations are chosen that claims ask about. */
export function areRepresented(forms: readonly Form[], chosen: ReadonlySet<string>): boolean {
  return forms.every(({ organizations }) => organizations.slice(0, 2).every(({ slug }) => chosen.has(slug)));
}
