import { isHandlerOfCdk } from '../resources/services/cdk-handlers';
import { wholesOf } from '../resources/wholes';
import type { Unknown } from '../templates/errors';
import { renamingOf } from '../templates/renamed-stack';
import { placedReason } from '../templates/placed-reason';
import { NotUnderstoodError } from '../templates/resolved';
import type { StackTemplate, TemplateResource } from '../templates/template';
import { OwnersOfParts } from './owners-of-parts';
import { tagsOf, takesTags } from './tags';
import { ownerOfUntagged } from './untagged';
import type { TenantTags } from './tenant-tags';
import { Whereabouts } from './whereabouts';

/**
 * Whose each resource is: the tenant's that it is tagged with; without a tag, the tenant's that everything else of its
 * stack is tagged with; in a stack of several tenants, if it takes no tags, that of the owner of what it is a part of;
 * nobody's otherwise, which is to say shared.
 */
export class Ownership {
  /** Owners of stacks that belong to one tenant as a whole. */
  private readonly stackOwners = new Map<StackTemplate, string>();
  /** Owners of tagged resources in stacks of several tenants. */
  private readonly resourceOwners = new Map<TemplateResource, string>();
  private readonly mixedStacks = new Set<StackTemplate>();
  private partOwners: OwnersOfParts | undefined;
  /** Every tenant, in the order of the stacks. */
  readonly tenants: readonly string[];

  constructor(
    private readonly stacks: readonly StackTemplate[],
    readonly tags: TenantTags,
    unknowns: Unknown[],
  ) {
    const tenants = new Set<string>();
    for (const stack of stacks) {
      const renamed = this.ownerOfRenamed(stack);
      if (renamed !== undefined) {
        this.stackOwners.set(stack, renamed);
        tenants.add(renamed);
        continue;
      }
      const byOwner = this.sort(stack, unknowns);
      // Whoever has most of it; with one tenant to a stack, the others stand in the wrong place.
      const [most, ...others] = [...byOwner].sort(([, a], [, b]) => b.length - a.length);
      if (most === undefined) continue;
      const [stray] = others;
      if (stray !== undefined && tags.stacks === 'one tenant') {
        unknowns.push(strayResource(tags.owner, stack, most, stray, others));
      }
      const [owner] = most;
      if (stray === undefined || tags.stacks === 'one tenant') {
        if (owner === undefined) continue;
        this.stackOwners.set(stack, owner);
        tenants.add(owner);
        continue;
      }
      this.mixedStacks.add(stack);
      for (const [slug, resources] of byOwner) {
        if (slug === undefined) continue;
        tenants.add(slug);
        for (const resource of resources) this.resourceOwners.set(resource, slug);
      }
    }
    this.tenants = [...tenants];
  }

  /** Slug of the tenant that a resource belongs to; undefined if it is shared. */
  of(resource: TemplateResource): string | undefined {
    if (isHandlerOfCdk(resource.path)) return undefined;
    return this.ofTags(resource) ?? this.ofWhole(resource);
  }

  private ofTags(resource: TemplateResource): string | undefined {
    return this.stackOwners.get(resource.stack) ?? this.resourceOwners.get(resource);
  }

  private ofWhole(resource: TemplateResource): string | undefined {
    if (!this.mixedStacks.has(resource.stack)) return undefined;
    this.partOwners ??= new OwnersOfParts(
      new Whereabouts(this.stacks.flatMap(({ resources }) => [...resources.values()])),
      wholesOf,
      (whole) => this.ofTags(whole),
    );
    return this.partOwners.of(resource);
  }

  /** Slug of the tenant that a stack belongs to, or the first resource of a stack of several tenants. */
  ofStack(stack: StackTemplate): string | undefined {
    const owner = this.stackOwners.get(stack);
    if (owner !== undefined) return owner;
    const [first] = stack.resources.values();
    return first === undefined ? undefined : this.of(first);
  }

  /** Whether any stack holds resources of a tenant beside those of somebody else. */
  get hasMixedStacks(): boolean {
    return this.resourceOwners.size > 0;
  }

  /** The tenant of a stack that is like one of the others, whose tenant has the names that were exchanged for its own. */
  private ownerOfRenamed(stack: StackTemplate): string | undefined {
    const { tenant, like, tenantOfLike } = renamingOf(stack) ?? {};
    if (like === undefined) return undefined;
    return this.stackOwners.get(like) === tenantOfLike ? tenant : undefined;
  }

  /** The resources of a stack that say whose they are, by what they say: nobody's with the slug undefined. */
  private sort(
    stack: StackTemplate,
    unknowns: Unknown[],
  ): ReadonlyMap<string | undefined, readonly TemplateResource[]> {
    const byOwner = new Map<string | undefined, TemplateResource[]>();
    for (const resource of stack.resources.values()) {
      if (isHandlerOfCdk(resource.path)) continue;
      const tag = this.ownTag(resource, unknowns);
      if (tag === undefined) continue;
      byOwner.set(tag.slug, [...(byOwner.get(tag.slug) ?? []), resource]);
    }
    return byOwner;
  }

  /** @throws NotUnderstoodError if policies take a tag for the owner's that is spelled otherwise, and so says nothing here */
  private requireOneSpelling(tags: ReadonlyMap<string, string>): void {
    const { owner } = this.tags;
    for (const key of tags.keys()) {
      if (key === owner || key.toLowerCase() !== owner.toLowerCase()) continue;
      throw new NotUnderstoodError(
        `it is tagged ${key}, which policies take for ${owner}; spell it ${owner}`,
      );
    }
  }

  /** What a resource says of whose it is; undefined for one that cannot say it. */
  private ownTag(resource: TemplateResource, unknowns: Unknown[]): { slug: string | undefined } | undefined {
    try {
      const tags = tagsOf(resource);
      this.requireOneSpelling(tags);
      const slug = tags.get(this.tags.owner) ?? ownerOfUntagged(resource, this.tags);
      return slug !== undefined || takesTags(resource) ? { slug } : undefined;
    } catch (error) {
      if (!(error instanceof NotUnderstoodError)) throw error;
      unknowns.push({ place: resource.path, reason: placedReason(error, resource) });
      return undefined;
    }
  }
}

/** Resources of a stack that say the same of whose they are; of nobody's with the slug undefined. */
type Group = readonly [slug: string | undefined, resources: readonly TemplateResource[]];

/** One line, however many resources it is about: they have one cause. */
function strayResource(
  tag: string,
  stack: StackTemplate,
  most: Group,
  stray: Group,
  others: readonly Group[],
): Unknown {
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
      ? `Tag it with ${tag}=${owner ?? ''}, or move it to a shared stack`
      : `Move it to the stack of ${slug}, or remove the tag`;
  return {
    place,
    reason: `${slug === undefined ? `does not carry the tag ${tag}` : `carries the tag ${tag}=${slug}`}${more}, and stands in ${rest}; a stack belongs to one organization or to none. ${fix}`,
  };
}
