import type { EnvironmentConfig, OrganizationConfig } from './environment-config';
import { type Problem } from './errors';
import { appearanceOf, lookAlikes } from './look-alike-slugs';
import { placeIn } from './schema-problems';
import type { OrgSlug } from './org-slug';
import type { RetiredSlug } from './retired-slugs';

/**
 * What an environment may say, and is probably not meant, as lines for standard error: nothing is refused for it.
 * Look-alike slugs are among it, because a slug is permanent: refusing two that are deployed would lock both out.
 */
export function environmentWarnings(environment: EnvironmentConfig): Problem[] {
  const { compliancePacks } = environment;
  const file = fileOf(environment);
  const noPacks: Problem = {
    place: placeIn(file, ['compliancePacks']),
    value: compliancePacks,
    fix: 'no rule pack judges these templates; remove the field to have all of them',
  };
  return [...(compliancePacks.length === 0 ? [noPacks] : []), ...organizationWarnings(environment)];
}

/**
 * Organizations that people take for one another, or for one that is gone.
 * @param slug only what concerns this one.
 * @default - of all
 */
export function organizationWarnings(environment: EnvironmentConfig, slug?: OrgSlug): Problem[] {
  const { organizations, retiredSlugs } = environment;
  const retired = new Map(retiredSlugs.map((one) => [appearanceOf(one.slug), one]));
  const file = fileOf(environment);
  const slugs = lookAlikes(organizations.map((organization) => organization.slug));
  const names = sameNames(organizations);
  return organizations.flatMap((organization, index) => {
    const of = (field: 'slug' | 'displayName', other: OrgSlug | undefined): Problem[] =>
      other === undefined || (slug !== undefined && slug !== organization.slug && slug !== other)
        ? []
        : [
            {
              place: placeIn(file, ['organizations', index, field]),
              value: organization[field],
              fix:
                field === 'slug'
                  ? `looks like ${JSON.stringify(other)}; before you act on one, make sure that it is not the other`
                  : `is the name of organization ${JSON.stringify(other)}, too; say in it what tells them apart`,
            },
          ];
    return [
      ...of('slug', slugs.get(organization.slug)),
      ...(slug === undefined || slug === organization.slug
        ? likeRetired(organization.slug, retired, placeIn(file, ['organizations', index, 'slug']))
        : []),
      ...of('displayName', names.get(organization.slug)),
    ];
  });
}

/** A warning for a slug that people take for one that is retired. */
function likeRetired(slug: OrgSlug, retired: ReadonlyMap<string, RetiredSlug>, place: string): Problem[] {
  const former = retired.get(appearanceOf(slug));
  if (former === undefined) return [];
  const fix =
    `looks like ${JSON.stringify(former.slug)}, which was retired on ${former.retiredOn}; ` +
    'old tickets, logs and backups name that one';
  return [{ place, value: slug, fix }];
}

/** For each organization that has the display name of an earlier one, the earlier one. */
function sameNames(organizations: readonly OrganizationConfig[]): ReadonlyMap<OrgSlug, OrgSlug> {
  const first = new Map<string, OrgSlug>();
  const found = new Map<OrgSlug, OrgSlug>();
  for (const { slug, displayName } of organizations) {
    const name = displayName.normalize('NFKC').toLowerCase();
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, slug);
    else found.set(slug, earlier);
  }
  return found;
}

function fileOf({ name }: EnvironmentConfig): string {
  return `environments/${name}.json`;
}
