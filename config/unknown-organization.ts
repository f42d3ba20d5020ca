import { distance } from 'fastest-levenshtein';
import type { EnvironmentConfig } from './environment-config';
import type { Problem } from './errors';
import { MAX_ORG_SLUG_LENGTH } from './name-limits';
import { listed } from './quoting';
import { unusualCharactersNote } from './unusual-characters';

/**
 * What to say of a slug that no organization of an environment has: which one is meant, or that it is retired.
 * @param place how a command's user gave it.
 */
export function unknownOrganization(
  { name, organizations, retiredSlugs }: EnvironmentConfig,
  asked: string,
  place: string,
): Problem {
  const retired = retiredSlugs.find(({ slug }) => slug === asked);
  if (retired !== undefined) {
    const { retiredOn, reason } = retired;
    const fix = `environment ${name} no longer has this organization; its slug was retired on ${retiredOn} (${reason})`;
    return { place, value: asked, fix };
  }
  const start = asked.slice(0, MAX_ORG_SLUG_LENGTH);
  const known = organizations
    .map(({ slug }): string => slug)
    .sort((one, other) => distance(one, start) - distance(other, start));
  return {
    place,
    value: asked,
    fix: `environment ${name} has no such organization; it has ${known.length === 0 ? 'none' : listed(known)}${unusualCharactersNote(asked)}`,
  };
}
