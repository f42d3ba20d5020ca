import { MAX_ORG_SLUG_LENGTH, RESERVED_SLUG_ENDINGS } from './name-limits';
import { unusualCharacters, unusualCharactersNote } from './unusual-characters';

declare const orgSlugBrand: unique symbol;

/**
 * The unique, permanent name of an organization in prefixes, ARNs, tags and policies.
 * Lower-case letters, digits and single inner hyphens, starting with a letter;
 * {@link MIN_ORG_SLUG_LENGTH} to {@link MAX_ORG_SLUG_LENGTH} characters. Made only by {@link parseOrgSlug}.
 */
export type OrgSlug = string & { readonly [orgSlugBrand]: true };

export const MIN_ORG_SLUG_LENGTH = 3;
export const ORG_SLUG_PATTERN = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Words that name something else in the same place as a slug, or that people would misread as a wildcard. */
const RESERVED_SLUGS: readonly string[] = [
  'all',
  'athena',
  'aws',
  'default',
  'none',
  'organization',
  'platform',
  'primary',
  'shared',
  'ssm',
];

/**
 * Stands for any organization's slug in the template of their form, and is no organization's. It is as long as a slug
 * can be, so that no other slug holds it and nothing that shortens a slug leaves it whole; and it has hyphens, so that
 * every spelling of it is another text.
 */
export const STAND_IN_SLUG = 'q0-any-organization'.padEnd(MAX_ORG_SLUG_LENGTH, 'q0') as OrgSlug;

/**
 * Says what is wrong with a slug, each problem with its fix; an empty list means that it is valid.
 */
export function orgSlugProblems(text: string): string[] {
  const problems: string[] = [];
  if (text.length < MIN_ORG_SLUG_LENGTH || text.length > MAX_ORG_SLUG_LENGTH) {
    problems.push(
      `a slug has ${MIN_ORG_SLUG_LENGTH} to ${MAX_ORG_SLUG_LENGTH} characters, this one has ${text.length}`,
    );
  }
  if (!ORG_SLUG_PATTERN.test(text)) {
    const suggestion = suggestOrgSlug(text);
    problems.push(
      'a slug has lower-case letters, digits and single inner hyphens, and starts with a letter' +
        unusualCharactersNote(text) +
        (suggestion === undefined ? '' : `; try "${suggestion}"`),
    );
  }
  if (RESERVED_SLUGS.includes(text)) {
    problems.push(`this word is reserved (${RESERVED_SLUGS.join(', ')}); choose another slug`);
  }
  if (text === STAND_IN_SLUG) {
    problems.push('this slug is reserved for a stand-in when templates are written; choose another slug');
  }
  const ending = RESERVED_SLUG_ENDINGS.find((reserved) => text.includes(`-${reserved}`));
  if (ending !== undefined) {
    problems.push(`"-${ending}" ends composed names and may not occur in a slug; choose another slug`);
  }
  return problems;
}

/**
 * The one place where an {@link OrgSlug} is made.
 * @throws RangeError if the text is no valid slug; check with {@link orgSlugProblems} first to report it well.
 */
export function parseOrgSlug(text: string): OrgSlug {
  const problems = orgSlugProblems(text);
  if (problems.length > 0) {
    throw new RangeError(`organization slug ${JSON.stringify(text)}: ${problems.join('; ')}`);
  }
  return text as OrgSlug;
}

/** A slug that says what the text says. None if a letter or a digit would get lost: that is another name. */
function suggestOrgSlug(text: string): string | undefined {
  if (unusualCharacters(text).some((character) => /[\p{L}\p{N}]/u.test(character))) return undefined;
  const suggestion = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, MAX_ORG_SLUG_LENGTH)
    .replace(/-+$/, '');
  // A suggestion matches the pattern, so that this cannot recur more than once.
  return suggestion !== '' && orgSlugProblems(suggestion).length === 0 ? suggestion : undefined;
}
