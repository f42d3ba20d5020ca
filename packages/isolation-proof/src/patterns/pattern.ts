import { Memo } from './memo';

/**
 * An IAM pattern: literal characters, `?` (any one character) and `*` (any number of any characters).
 * Kept as tokens, so that a literal `*` that came out of a policy variable is not taken for a wildcard.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export interface Pattern {
  readonly tokens: readonly Token[];
  /** What every match begins with: the pattern up to its first wildcard or variable. */
  readonly prefix: string;
  /** Whether the pattern is its prefix and then anything. */
  readonly isPrefixAndAnything: boolean;
}

export const ANY_STRING: unique symbol = Symbol('*');
export const ANY_CHARACTER: unique symbol = Symbol('?');
/** A policy variable of which only this is known: it has a value, the same wherever the variable stands. */
export interface Variable {
  /** Its context key, in lower case. */
  readonly variable: string;
}
/** One UTF-16 code unit, a wildcard, or a policy variable. */
export type Token = string | typeof ANY_STRING | typeof ANY_CHARACTER | Variable;

/**
 * The pattern of a text in which `*` and `?` are wildcards. One for each text, so that its automaton is made
 * once, however often it is asked for.
 */
export function wildcardPattern(text: string): Pattern {
  return wildcards.of(text, () =>
    patternOfTokens(
      Array.from({ length: text.length }, (_value, index) => wildcardToken(text.charAt(index))),
    ),
  );
}

/** The pattern that matches exactly this text. */
export function literalPattern(text: string): Pattern {
  return literals.of(text, () => patternOfTokens(text.split('')));
}

/** Patterns of each sort that are remembered: more than an app of a thousand tenants has. */
const MOST_PATTERNS = 100_000;
const wildcards = new Memo<Pattern>(MOST_PATTERNS);
const literals = new Memo<Pattern>(MOST_PATTERNS);

/** One pattern after the other. */
export function concatenate(...patterns: readonly Pattern[]): Pattern {
  return patternOfTokens(patterns.flatMap(({ tokens }) => tokens));
}

/** The same pattern in lower case. */
export function lowerCasePattern({ tokens }: Pattern): Pattern {
  return patternOfTokens(tokens.map((token) => (typeof token === 'string' ? token.toLowerCase() : token)));
}

/** Everything: the pattern `*`. */
export const EVERYTHING: Pattern = patternOfTokens([ANY_STRING]);

/** The pattern that matches the value of a policy variable, whatever it is. */
export function variablePattern(key: string): Pattern {
  return patternOfTokens([{ variable: key }]);
}

export function isVariable(token: Token | undefined): token is Variable {
  return typeof token === 'object';
}

/**
 * The value of a policy variable as one letter of a text: it reads as the variable is written. No other letter has
 * more than one character.
 */
export function letterOf({ variable }: Variable): string {
  return `\${${variable}}`;
}

/** Whether a letter stands for the value of a policy variable. */
export function isValue(letter: string): boolean {
  return letter.length > 1;
}

/** The pattern of tokens, one after the other. */
export function patternOfTokens(tokens: readonly Token[]): Pattern {
  const firstWildcard = tokens.findIndex((token) => typeof token !== 'string');
  return {
    tokens,
    prefix: tokens
      .slice(0, firstWildcard === -1 ? tokens.length : firstWildcard)
      .filter((token) => typeof token === 'string')
      .join(''),
    isPrefixAndAnything: firstWildcard === tokens.length - 1 && tokens.at(-1) === ANY_STRING,
  };
}

function wildcardToken(character: string): Token {
  if (character === '*') return ANY_STRING;
  return character === '?' ? ANY_CHARACTER : character;
}
