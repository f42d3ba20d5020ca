import type { FactLookup } from './facts';
import {
  concatenate,
  EVERYTHING,
  literalPattern,
  type Pattern,
  variablePattern,
  wildcardPattern,
} from '../patterns/pattern';
import type { Resolved } from '../templates/resolved';

/**
 * The pattern of a text of a policy, its policy variables replaced by what is known of the request.
 * `${*}`, `${?}` and `${$}` are the characters themselves; `${key, 'default'}` has a value for an absent key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 * @param wildcards whether `*` and `?` in the text are wildcards; in a variable's value they never are
 * @returns undefined if the text, or the value of a variable, is not known
 */
export function patternOf(text: Resolved, facts: FactLookup, wildcards = true): Pattern | undefined {
  return composed(text, facts, { wildcards });
}

/**
 * A pattern that matches at least what the text matches: a variable whose value is not known stands for any text.
 * That covers a variable without a value, too, whatever AWS makes of it: the statement says nothing, or the variable
 * is taken as it is written.
 * @returns undefined if the text itself is not known
 */
export function widestPatternOf(text: Resolved, facts: FactLookup): Pattern | undefined {
  return composed(text, facts, { wildcards: true, unknown: EVERYTHING });
}

interface Reading {
  readonly wildcards: boolean;
  /** In the place of a value that is not known; without it, the whole text is not known. */
  readonly unknown?: Pattern;
}

function composed(text: Resolved, facts: FactLookup, { wildcards, unknown }: Reading): Pattern | undefined {
  if (text === undefined) return undefined;
  const literally = wildcards ? wildcardPattern : literalPattern;
  if (!text.includes('${')) return literally(text);
  const parts = text.split(/(\$\{[^}]*\})/).map((piece) => {
    const variable = /^\$\{([^}]*)\}$/.exec(piece)?.[1];
    return variable === undefined ? { piece } : { value: valueOf(variable, facts) ?? unknown };
  });
  // Values without a wildcard of their own can stand in the text as they are.
  const plain = parts.map(({ piece, value }) => piece ?? (isPlain(value) ? value : undefined));
  if (plain.every((part) => part !== undefined)) return literally(plain.join(''));
  const patterns = parts.map(({ piece, value }) => {
    if (piece !== undefined) return literally(piece);
    return typeof value === 'string' ? literalPattern(value) : value;
  });
  return patterns.every((pattern) => pattern !== undefined) ? concatenate(...patterns) : undefined;
}

function isPlain(value: string | Pattern | undefined): value is string {
  return typeof value === 'string' && !/[*?]/.test(value);
}

function valueOf(variable: string, facts: FactLookup): string | Pattern | undefined {
  if (variable === '*' || variable === '?' || variable === '$') return variable;
  const [, key = variable, fallback] = /^([^,]*?)\s*,\s*'(.*)'$/.exec(variable) ?? [];
  const name = key.trim().toLowerCase();
  const fact = facts.get(name);
  if (fact?.kind === 'text') return fact.text;
  if (fact?.kind === 'any') return variablePattern(name);
  return fact?.kind === 'absent' ? fallback : undefined;
}
