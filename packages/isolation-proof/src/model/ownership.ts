import type { Unknown } from '../templates/errors';
import { absent, type Fact, type Facts, known } from '../policies/facts';
import { isObject, listOf } from '../templates/json';
import { NotUnderstoodError, resolveText } from '../templates/resolve';
import type { StackTemplate, TemplateResource } from '../templates/template';

/** The tag that says which organization a resource belongs to. */
export const OWNER_TAG = 'orgSlug';

/**
 * Types that are read and take tags, by their schemas. A resource of another type belongs to whom its stack
 * belongs to: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const TAGGABLE = new Set([
  'AWS::Athena::WorkGroup',
  'AWS::ECR::Repository',
  'AWS::IAM::Role',
  'AWS::IAM::User',
  'AWS::IoT::Policy',
  'AWS::IoT::RoleAlias',
  'AWS::IoT::ThingType',
  'AWS::KMS::Key',
  'AWS::S3::Bucket',
]);

/**
 * Which organization each stack belongs to: the one that its resources are tagged with. A stack without the
 * tag is shared. A stack belongs to one organization or to none: with a resource that says otherwise, what else
 * is in it would be taken for the wrong one's.
 */
export class Ownership {
  private readonly owners = new Map<StackTemplate, string>();

  constructor(stacks: readonly StackTemplate[], unknowns: Unknown[]) {
    for (const stack of stacks) {
      const byOwner = new Map<string | undefined, TemplateResource[]>();
      for (const resource of stack.resources.values()) {
        const tag = ownTag(resource, unknowns);
        if (tag === undefined) continue;
        byOwner.set(tag.slug, [...(byOwner.get(tag.slug) ?? []), resource]);
      }
      // Whoever has most of it; the others stand in the wrong place.
      const [most, ...others] = [...byOwner].sort(([, a], [, b]) => b.length - a.length);
      if (most === undefined) continue;
      if (most[0] !== undefined) this.owners.set(stack, most[0]);
      const [stray] = others;
      if (stray !== undefined) unknowns.push(strayResource(stack, most, stray, others));
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

/** Resources of a stack that say the same of whose they are; of nobody's with the slug undefined. */
type Group = readonly [slug: string | undefined, resources: readonly TemplateResource[]];

/** One line, however many resources it is about: they have one cause. */
function strayResource(stack: StackTemplate, most: Group, stray: Group, others: readonly Group[]): Unknown {
  const [slug, resources] = stray;
  const all = others.flatMap(([, group]) => group);
  const place = (resources[0] ?? all[0])?.path ?? stack.name;
  const more = all.length > 1 ? ` (and ${all.length - 1} more)` : '';
  const [owner, [example]] = most;
  const rest =
    owner === undefined
      ? `the shared stack ${stack.name}, whose other resources do not carry it`
      : `the stack ${stack.name} of ${owner}, beside ${example?.path ?? ''}`;
  const fix =
    slug === undefined
      ? `Tag it with ${OWNER_TAG}=${owner ?? ''}, or move it to a shared stack`
      : `Move it to the stack of ${slug}, or remove the tag`;
  return {
    place,
    reason: `${slug === undefined ? `does not carry the tag ${OWNER_TAG}` : `carries the tag ${OWNER_TAG}=${slug}`}${more}, and stands in ${rest}; a stack belongs to one organization or to none. ${fix}`,
  };
}

/** What a resource says of whose it is; undefined for one that cannot say it. */
function ownTag(resource: TemplateResource, unknowns: Unknown[]): { slug: string | undefined } | undefined {
  try {
    const slug = tagsOf(resource).get(OWNER_TAG);
    return slug !== undefined || TAGGABLE.has(resource.type) ? { slug } : undefined;
  } catch (error) {
    unknowns.push({ place: resource.path, reason: (error as Error).message });
    return undefined;
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
        throw new NotUnderstoodError('a tag is unknown before deployment');
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
