import { join } from 'node:path';
import { ACCOUNT_QUOTAS } from '../../config/account-quotas';
import { type EnvironmentConfig, unrecordedOrganization } from '../../config/environment-config';
import { loadEnvironment } from '../../config/load-environment';
import { type OrgSlug, parseOrgSlug } from '../../config/org-slug';
import { PROJECT_DIRECTORY } from './project-directory';

const SLUG_DIGITS = 5;

/** Limits that no number of organizations here reaches: what is measured is time. */
const NO_LIMITS = Object.fromEntries(Object.keys(ACCOUNT_QUOTAS).map((key) => [key, 10_000_000]));

/** Most organizations that can be measured: as many as there are slugs of equal length. */
export const MAX_ORGANIZATIONS = 10 ** SLUG_DIGITS - 1;

/**
 * Slugs `org00001`, `org00002`, ... All have the same length and no hyphen, so that one organization's
 * template becomes another's by putting the slug in its place.
 */
export function benchSlugs(organizations: number): OrgSlug[] {
  return Array.from({ length: organizations }, (_, index) =>
    parseOrgSlug(`org${String(index + 1).padStart(SLUG_DIGITS, '0')}`),
  );
}

/**
 * The production environment as it ships, with that many organizations.
 * @param guards whether the rule packs stay on.
 */
export function benchEnvironment(organizations: number, guards: boolean): EnvironmentConfig {
  const production = loadEnvironment('production', join(PROJECT_DIRECTORY, 'environments'));
  return {
    ...production,
    ...(guards ? {} : { compliancePacks: [] }),
    quotas: NO_LIMITS,
    // Known by their slugs, too: what stands in a template of one has to be replaced by another's.
    organizations: benchSlugs(organizations).map((slug) => ({
      ...unrecordedOrganization(slug),
      displayName: slug,
    })),
  };
}
