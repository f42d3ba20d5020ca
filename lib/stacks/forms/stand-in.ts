import type { OrganizationConfig } from '../../../config/environment-config';
import { STAND_IN_SLUG } from '../../../config/org-slug';
import type { StandIns } from './renaming';

/** Stands in for the description of a stack, which holds the display name and depends on its characters. */
export const STAND_IN_DESCRIPTION = 'q0 Any description q0';

/** Has every kind of character that names of IAM users have, so that whatever treats one of them apart changes it. */
const standInUser = (index: number): string => `q0=Any_user+${index},@q0.-`;

/**
 * What tells organizations apart that are not of one form. Whatever else an organization is configured with is part of
 * it as it stands, also what is added to the configuration later.
 */
export function formOf({ slug: _, displayName: __, athenaUsers, ...rest }: OrganizationConfig): string {
  return JSON.stringify([athenaUsers.length, rest]);
}

/** The organization of the same form that is none: its names stand for those of each. */
export function standInOf(organization: OrganizationConfig): OrganizationConfig {
  return {
    ...organization,
    slug: STAND_IN_SLUG,
    displayName: STAND_IN_DESCRIPTION,
    athenaUsers: organization.athenaUsers.map((_, index) => standInUser(index)),
  };
}

/** The names of an organization by what stands in for them, as they are written within a text of JSON. */
export function namesOf({ slug, athenaUsers }: OrganizationConfig, description = ''): StandIns {
  return new Map([
    [STAND_IN_SLUG, slug],
    [inDatabaseNames(STAND_IN_SLUG), inDatabaseNames(slug)],
    [STAND_IN_DESCRIPTION, JSON.stringify(description).slice(1, -1)],
    ...athenaUsers.map((user, index): [string, string] => [standInUser(index), user]),
  ]);
}

/** As names of databases spell a slug: see `{slug_}` in config/name-patterns.ts. */
function inDatabaseNames(slug: string): string {
  return slug.replaceAll('-', '_');
}
