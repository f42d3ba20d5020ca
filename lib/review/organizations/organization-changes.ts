import type { OrganizationChanges, ReviewedOrganization } from './organization-change';

/** Organizations of a side, by slug. */
type Organizations = ReadonlyMap<string, ReviewedOrganization>;

/**
 * What becomes of organizations.
 * @param isRetired whether the head's record says that a slug was offboarded
 */
export function organizationChanges(
  base: Organizations,
  head: Organizations,
  isRetired: (slug: string) => boolean,
): OrganizationChanges {
  const onBoth = sorted(head).flatMap((after) => {
    const before = base.get(after.slug);
    return before === undefined ? [] : [{ before, after }];
  });
  const becoming = (status: ReviewedOrganization['status']): ReviewedOrganization[] =>
    onBoth.flatMap(({ before, after }) =>
      after.status === status && before.status !== status ? [after] : [],
    );
  return {
    added: sorted(head).filter(({ slug }) => !base.has(slug)),
    removed: sorted(base)
      .filter(({ slug }) => !head.has(slug))
      .map((organization) => ({ ...organization, isRetired: isRetired(organization.slug) })),
    suspended: becoming('suspended'),
    reactivated: becoming('active'),
    renamed: onBoth.flatMap(({ before, after }) =>
      before.displayName === after.displayName
        ? []
        : [{ slug: after.slug, from: before.displayName, to: after.displayName }],
    ),
    kept: onBoth.map(({ after: { slug } }) => slug),
    count: { base: base.size, head: head.size },
  };
}

function sorted(organizations: Organizations): ReviewedOrganization[] {
  return [...organizations.values()].sort((one, other) => (one.slug < other.slug ? -1 : 1));
}
