import type { OrganizationConfig } from '../../../config/environment-config';

/**
 * Organizations whose names differ most from each other: shortest and longest, first and last in order, with and
 * without hyphens. Whatever of a template depends on a name otherwise than by holding it, whole, shows in one of them.
 */
export function witnessesOf(organizations: readonly OrganizationConfig[]): OrganizationConfig[] {
  const extremes = MEASURES.flatMap((measure) => {
    const [beginning, ...rest] = organizations;
    if (beginning === undefined) return [];
    const least = rest.reduce(
      (found, one) => (compare(measure(one), measure(found)) < 0 ? one : found),
      beginning,
    );
    const most = rest.reduce(
      (found, one) => (compare(measure(one), measure(found)) > 0 ? one : found),
      beginning,
    );
    return [least, most];
  });
  return [...new Set(extremes)];
}

const MEASURES: readonly ((organization: OrganizationConfig) => string | number)[] = [
  ({ slug }) => slug.length,
  ({ slug }) => slug,
  ({ slug }) => slug.split('-').length,
  ({ athenaUsers }) => athenaUsers.join().length,
  ({ athenaUsers }) => athenaUsers.join(),
];

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
