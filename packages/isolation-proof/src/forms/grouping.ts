import type { Ownership } from '../model/ownership';
import type { StackTemplate } from '../templates/template';
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
    const [resource] = stack.resources.values();
    const owner = resource === undefined ? undefined : ownership.of(resource);
    const list = owner === undefined ? shared : (own.get(owner) ?? []);
    list.push(stack);
    if (owner !== undefined) own.set(owner, list);
  }
  // Equal contents are kept once: those of a thousand organizations fill the memory otherwise.
  const contentsKept = new Map<string, string>();
  const patterns = new Map(
    [...own].map(([slug, stacksOfSlug]): [string, OrganizationPattern] => {
      const pattern = patternOfOrganization(slug, stacksOfSlug);
      const contents = contentsKept.get(pattern.contents) ?? pattern.contents;
      contentsKept.set(contents, contents);
      return [slug, { ...pattern, contents }];
    }),
  );
  return { organizations: ownership.tenants, shared, own, patterns };
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
