import { automatonOf, numbersOf } from './known-automata';
import { matchesText } from './matches-text';
import { Memo } from './memo';
import { isValue, isVariable, type Pattern } from './pattern';
import { search, type SetAutomata } from './search';

/** A set of texts: those that match all of `matching`, one at least of each of `oneOf`, and none of `excluding`. */
export interface TextSet {
  readonly matching: readonly Pattern[];
  readonly oneOf?: readonly (readonly Pattern[])[];
  readonly excluding: readonly Pattern[];
}

/**
 * Looks for a text in the set, breadth first through the product of the patterns' automata. Patterns have
 * finitely many states, so the search ends: no witness is a proof that the set is empty.
 *
 * With policy variables among the patterns, no witness is a proof for all of their values at once. A text that matches
 * a pattern with variables has their values where the variables stand: there, it is written with one letter for each.
 * That one pattern reads it exactly, the other wanted ones read as much as they may with some value, and the unwanted
 * ones what they match with every value. Any one of the patterns with variables will do for the proof.
 * @returns a shortest text of the set, or undefined if there is none; values of variables in it are written `${key}`
 * @throws NotUnderstoodError if the patterns are so many and so entangled that the search would take minutes
 */
export function witness(set: TextSet): string | undefined {
  const { matching, excluding } = set;
  if (isEmptyByPrefixes(matching, excluding)) return undefined;
  const withVariables = matching.filter(({ tokens }) => tokens.some(isVariable));
  if (withVariables.length === 0) {
    const literal = matching.find(isLiteral);
    return literal === undefined || hasVariableChoice(set)
      ? findText(set, undefined)
      : literalIn(set, literal.prefix);
  }
  let found: string | undefined;
  for (const exact of withVariables) {
    const text = findText(set, exact);
    if (text === undefined) return undefined;
    found ??= text;
  }
  return found;
}

/** One text is all that a literal matches: there is nothing to search for. */
function literalIn({ matching, oneOf = [], excluding }: TextSet, text: string): string | undefined {
  const matches = (pattern: Pattern): boolean => matchesText(pattern, text);
  const isIn =
    matching.every(matches) && oneOf.every((choice) => choice.some(matches)) && !excluding.some(matches);
  return isIn ? text : undefined;
}

function isLiteral({ tokens, prefix }: Pattern): boolean {
  return prefix.length === tokens.length;
}

/** Whether a variable stands where any value of it will do. */
function hasVariableChoice({ oneOf = [] }: TextSet): boolean {
  return oneOf.some((choice) => choice.some(({ tokens }) => tokens.some(isVariable)));
}

/** @param exact the pattern whose variables are letters of the texts; undefined if texts have no such letters */
function findText(
  { matching, oneOf = [], excluding }: TextSet,
  exact: Pattern | undefined,
): string | undefined {
  const wanted = matching.map((pattern) =>
    automatonOf(pattern, exact === undefined || pattern === exact ? 'exactly' : 'at most'),
  );
  const automata: SetAutomata = {
    values: exact === undefined ? [] : [...automatonOf(exact, 'exactly').characters].filter(isValue),
    wanted,
    choices: oneOf.map((choice) => choice.map((pattern) => automatonOf(pattern, 'at most'))),
    unwanted: excluding.map((pattern) => automatonOf(pattern, 'exactly')),
  };
  const question = [automata.wanted, automata.unwanted, ...automata.choices].map(numbersOf).join(';');
  return answers.of(question, () => search(automata, (exact ?? longestPrefixOf(matching)).prefix));
}

/** Answers that are kept; the same sets are asked about again and again, most of all when mutants are judged. */
const MOST_ANSWERS = 50_000;
const answers = new Memo<string | undefined>(MOST_ANSWERS);

/**
 * What most sets are empty by, told without a search: two wanted patterns begin differently, or all that
 * matches a wanted pattern matches an unwanted one, because it is the same or a beginning and then anything.
 */
function isEmptyByPrefixes(wanted: readonly Pattern[], unwanted: readonly Pattern[]): boolean {
  if (!beginAlike(wanted)) return true;
  const { prefix: longest } = longestPrefixOf(wanted);
  return unwanted.some(
    (pattern) =>
      wanted.includes(pattern) || (pattern.isPrefixAndAnything && longest.startsWith(pattern.prefix)),
  );
}

/** Whether some text begins as all of these patterns do; otherwise none matches them all. */
export function beginAlike(wanted: readonly Pattern[]): boolean {
  const { prefix: longest } = longestPrefixOf(wanted);
  return wanted.every(({ prefix }) => longest.startsWith(prefix));
}

/** The pattern that says most of how its matches begin. */
function longestPrefixOf(wanted: readonly Pattern[]): Pick<Pattern, 'prefix'> {
  return wanted.reduce<Pick<Pattern, 'prefix'>>(
    (longest, pattern) => (pattern.prefix.length > longest.prefix.length ? pattern : longest),
    { prefix: '' },
  );
}

/** Whether no text is in the set. */
export function isEmpty(set: TextSet): boolean {
  return witness(set) === undefined;
}

/** Whether every text that matches the first pattern matches one of the others. */
export function isCovered(pattern: Pattern, by: readonly Pattern[]): boolean {
  return isEmpty({ matching: [pattern], excluding: by });
}
