import { code, enumerated, type Phrase } from './phrase';

/** Most organizations that are all named; of more, two are, and the rest is counted. */
const ALL_NAMED = 3;
/** Most exceptions that are named where nearly all organizations are meant. */
const MOST_EXCEPTIONS = 2;
/** Least organizations of which "all but" is shorter than their names. */
const LEAST_FOR_EXCEPTIONS = 6;

/**
 * Whom of all organizations it is about: `all 412 organizations`, `all 412 organizations but acme`,
 * `acme and acme-eu`, or `acme, acme-eu and 3 more`.
 * @param organizations slugs, sorted
 * @param all slugs of all that it could be about, sorted
 */
export function organizationWords(organizations: readonly string[], all: readonly string[]): Phrase {
  const known = new Set(all);
  if (!organizations.every((slug) => known.has(slug))) return named(organizations);
  const meant = new Set(organizations);
  const others = all.filter((slug) => !meant.has(slug));
  if (others.length === 0 && organizations.length > 1) {
    return [organizations.length === 2 ? 'both organizations' : allOf(organizations.length)];
  }
  if (others.length > 0 && others.length <= MOST_EXCEPTIONS && all.length >= LEAST_FOR_EXCEPTIONS) {
    return [`${allOf(all.length)} but `, ...named(others)];
  }
  return named(organizations);
}

function allOf(count: number): string {
  return `all ${count.toLocaleString('en')} organizations`;
}

function named(slugs: readonly string[]): Phrase {
  const shown = slugs.length <= ALL_NAMED ? slugs : slugs.slice(0, 2);
  const hidden = slugs.length - shown.length;
  return enumerated([
    ...shown.map((slug) => [code(slug)]),
    ...(hidden === 0 ? [] : [[`${hidden.toLocaleString('en')} more`]]),
  ]);
}
