import { join } from 'node:path';
import { ConfigurationError } from '../../config/errors';
import { retiredSlugs } from '../../config/retired-slugs';
import { unusedAllowances } from './resources/allowances';
import type { EnvironmentReview } from './review';

/**
 * Whether an organization of an environment was offboarded, by the record of a checkout.
 * @throws ConfigurationError if the record cannot be read
 */
export function retiredIn(project: string, environment: string): (slug: string) => boolean {
  const retired = new Set<string>(
    retiredSlugs(environment, join(project, 'environments')).map(({ slug }) => slug),
  );
  return (slug) => retired.has(slug);
}

/**
 * What is allowed and does not happen would be allowed without a review the next time.
 * @throws ConfigurationError for each that no environment needs
 */
export function refuseUnusedAllowances(
  environments: readonly EnvironmentReview[],
  allowed: readonly string[],
): void {
  // Where resources could not be compared, nothing is known of what is needed.
  if (environments.some(({ resources }) => !resources.compared)) return;
  const unused = environments.reduce(
    (left, { resources }) =>
      resources.compared
        ? unusedAllowances(resources.changes.resources, resources.changes.stacks, left)
        : left,
    allowed,
  );
  if (unused.length === 0) return;
  throw new ConfigurationError(
    unused.map((value) => ({
      place: '--allow-replacement',
      value,
      fix: 'no stateful resource of this logical id or construct path is replaced or deleted; leave it out',
    })),
  );
}
