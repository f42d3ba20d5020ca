import { join } from 'node:path';
import type { EnvironmentConfig } from '../../config/environment-config';
import { ConfigurationError } from '../../config/errors';
import { loadEnvironment } from '../../config/load-environment';
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

/** What the file of an environment says; undefined if a checkout has none, or one that cannot be read. */
export function configIn(checkout: string, environment: string): EnvironmentConfig | undefined {
  try {
    return loadEnvironment(environment, join(checkout, 'environments'));
  } catch (error) {
    // The synth says what is wrong with it.
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
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
