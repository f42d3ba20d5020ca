/** The tags that tell tenants apart. */
export interface TenantTags {
  /** Key of the tag that says whose a resource or a principal is, such as `orgSlug`. Its value is the tenant's slug. */
  readonly owner: string;
  /**
   * Keys of further tags of principals that policies compare. A principal without one of them has it nowhere.
   * @default - policies compare the owner's tag only
   */
  readonly compared?: readonly string[];
  /**
   * Keys of further tags of keys and repositories that policies compare. One without such a tag has it nowhere.
   * @default - policies compare the owner's tag only
   */
  readonly comparedOfResources?: readonly string[];
  /**
   * Whether a stack may hold resources of several tenants. With `one tenant`, a resource that is tagged otherwise
   * than the rest of its stack makes the verdict undecided: it probably stands in the wrong place.
   * @default 'any tenants'
   */
  readonly stacks?: 'one tenant' | 'any tenants';
  /**
   * Whose those resources are that can carry no tags and are no part of anything that does, such as `AWS::Glue::Database`.
   * What can carry tags says it by itself.
   * @default - each belongs to whom its stack belongs to, and in a stack of several tenants to nobody
   */
  readonly untagged?: readonly Untagged[];
}

/** Whose resources are that can carry no tags. */
export interface Untagged {
  /** Construct path of a resource as the verdict shows it, or of a construct with all that is in it. */
  readonly construct: string;
  /** The tenant's slug, as the tag of its other resources has it. */
  readonly tenant: string;
  /** Why, for people. A sentence without its full stop. */
  readonly because: string;
}

/** Every tag of a principal of which it matters that it is absent. */
export function comparedTags({ owner, compared = [] }: TenantTags): readonly string[] {
  return [owner, ...compared];
}

/** Every tag of a resource of which it matters that it is absent. */
export function comparedTagsOfResources({ owner, comparedOfResources = [] }: TenantTags): readonly string[] {
  return [owner, ...comparedOfResources];
}

/** The context key of the owner's tag on a principal, in lower case. */
export function principalOwnerKey({ owner }: TenantTags): string {
  return `aws:principaltag/${owner}`.toLowerCase();
}

/** The context key of the owner's tag on a resource, in lower case. */
export function resourceOwnerKey({ owner }: TenantTags): string {
  return `aws:resourcetag/${owner}`.toLowerCase();
}
