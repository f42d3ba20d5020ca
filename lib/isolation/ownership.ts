import type { Unknown } from './errors';
import { absent, type Fact, type Facts, known } from './facts';
import { isObject, listOf } from './json';
import { NotUnderstoodError, resolveText } from './resolve';
import type { StackTemplate, TemplateResource } from './template';

/** The tag that says which organization a resource belongs to. */
export const OWNER_TAG = 'orgSlug';

/**
 * Which organization each stack belongs to: the one that its resources are tagged with. A stack without the
 * tag is shared; a stack with two owners is not understood.
 */
export class Ownership {
  private readonly owners = new Map<StackTemplate, string>();

  constructor(stacks: readonly StackTemplate[], unknowns: Unknown[]) {
    for (const stack of stacks) {
      const slugs = new Set([...stack.resources.values()].flatMap((resource) => ownTags(resource, unknowns)));
      const [slug, ...others] = slugs;
      if (others.length > 0) {
        unknowns.push({
          place: stack.name,
          reason: `its resources are tagged with several organizations (${[...slugs].join(', ')})`,
        });
      }
      if (slug !== undefined) this.owners.set(stack, slug);
    }
  }

  /** Slug of the organization that a resource belongs to; undefined if it is shared. */
  of(resource: TemplateResource): string | undefined {
    return this.owners.get(resource.stack);
  }

  /** Every organization, in the order of the stacks. */
  get organizations(): readonly string[] {
    return [...new Set(this.owners.values())];
  }
}

function ownTags(resource: TemplateResource, unknowns: Unknown[]): string[] {
  try {
    const slug = tagsOf(resource).get(OWNER_TAG);
    return slug === undefined ? [] : [slug];
  } catch (error) {
    unknowns.push({ place: resource.path, reason: (error as Error).message });
    return [];
  }
}

/**
 * Tags of a resource; a list of `Key` and `Value`, or a map.
 * @throws NotUnderstoodError if one is not known: to count it as absent would make a shared resource of an owned one
 */
export function tagsOf({ properties, stack }: TemplateResource): ReadonlyMap<string, string> {
  const { Tags: tags } = properties;
  const pairs = isObject(tags)
    ? Object.entries(tags)
    : listOf(tags).map((tag) => [
        isObject(tag) ? tag['Key'] : undefined,
        isObject(tag) ? tag['Value'] : undefined,
      ]);
  return new Map(
    pairs.map(([key, value]): [string, string] => {
      const name = resolveText(key, stack);
      const text = resolveText(value, stack);
      if (name === undefined || text === undefined) {
        throw new NotUnderstoodError('a tag is not known before deployment');
      }
      return [name, text];
    }),
  );
}

/**
 * Facts about the tags of a principal or a resource, under a prefix such as `aws:PrincipalTag/`. Tags count
 * as fixed: only the deployment role may set them, which is an assumption of the proof.
 * @param names tags of which it matters that they are absent
 */
export function tagFacts(prefix: string, tags: ReadonlyMap<string, string>, names: readonly string[]): Facts {
  const facts = new Map<string, Fact>(names.map((name) => [`${prefix}${name}`.toLowerCase(), absent]));
  for (const [name, text] of tags) facts.set(`${prefix}${name}`.toLowerCase(), known(text));
  return facts;
}
