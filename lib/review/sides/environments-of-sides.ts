import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../../../config/errors';
import { listEnvironments } from '../../../config/load-environment';
import { listed } from '../../../config/quoting';

/**
 * Names of the environments to be reviewed, sorted.
 * @param asked names; none for all of either checkout
 * @throws ConfigurationError for each name that no checkout has
 */
export function environmentsOfBoth(checkouts: readonly string[], asked: readonly string[]): string[] {
  const known = [
    ...new Set(checkouts.flatMap((checkout) => listEnvironments(join(checkout, 'environments')))),
  ].sort();
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new ConfigurationError(
      unknown.map((value) => ({
        place: '--environment',
        value,
        fix: `neither side has it; the environments are ${listed(known)}`,
      })),
    );
  }
  return asked.length === 0 ? known : known.filter((name) => asked.includes(name));
}

/** Why a checkout cannot be reviewed at all: it is older than what the review looks at. */
export function layoutProblem(checkout: string): string | undefined {
  if (!existsSync(join(checkout, 'cdk.json'))) return `it has no cdk.json${OLDER}`;
  if (listEnvironments(join(checkout, 'environments')).length === 0) {
    return `it has no environments/*.json${OLDER}`;
  }
  return undefined;
}

const OLDER = ': it is older than what a review can synthesize';
