import { composeName } from './compose-name';
import { ORGANIZATION_NAME_PATTERNS } from './name-patterns';

/** Longest `namePrefix` and environment name that the schema accepts; names of buckets leave less for both together. */
export const MAX_NAME_PREFIX_LENGTH = 8;
export const MAX_ENVIRONMENT_NAME_LENGTH = 16;

/**
 * Length of the longest name of a Region. A number and not a look into the table of Regions: hubs use these limits,
 * and the table comes with the CDK, which is larger than all of their program.
 */
export const LONGEST_REGION_NAME = 'ap-southeast-1'.length;
const ACCOUNT_LENGTH = 12;

/** Length of a composed name without its slug, in the longest environment and Region there can be. */
function longestLengthWithoutSlug(pattern: string): number {
  return composeName(pattern, {
    prefix: 'x'.repeat(MAX_NAME_PREFIX_LENGTH),
    environment: 'x'.repeat(MAX_ENVIRONMENT_NAME_LENGTH),
    region: 'x'.repeat(LONGEST_REGION_NAME),
    account: 'x'.repeat(ACCOUNT_LENGTH),
  }).length;
}

/** Longest slug for which every composed name fits, whatever the environment: 26 with the patterns there are. */
export const MAX_ORG_SLUG_LENGTH = Math.min(
  ...Object.values(ORGANIZATION_NAME_PATTERNS).map(
    ({ pattern, maxLength }) => maxLength - longestLengthWithoutSlug(pattern),
  ),
);

/**
 * What follows the slug in composed names, without the joining hyphen (`data-hub`, `policy`, ...).
 * A slug that goes on with one would make its names continue another organization's (`acme` + `-data-hub`,
 * and `acme-data-hubs`), so such slugs are refused.
 */
export const RESERVED_SLUG_ENDINGS: readonly string[] = [
  ...new Set(
    Object.values(ORGANIZATION_NAME_PATTERNS).flatMap(({ pattern }) => {
      const ending = pattern.slice(pattern.indexOf('}', pattern.indexOf('{slug')) + 1);
      // No slug has two hyphens in a row.
      return ending === '' || ending.startsWith('--') ? [] : [ending.slice(1)];
    }),
  ),
];
