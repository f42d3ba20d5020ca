import type { FactLookup } from './facts';
import { concatenate, literalPattern, type Pattern, wildcardPattern } from '../patterns/pattern';
import type { Resolved } from '../templates/resolved';

/**
 * The pattern of a text of a policy, its policy variables replaced by what is known of the request.
 * `${*}`, `${?}` and `${$}` are the characters themselves; `${key, 'default'}` has a value for an absent key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 * @param wildcards whether `*` and `?` in the text are wildcards; in a variable's value they never are
 * @returns undefined if the text, or the value of a variable, is not known
 */
export function patternOf(text: Resolved, facts: FactLookup, wildcards = true): Pattern | undefined {
  if (text === undefined) return undefined;
  if (!text.includes('${')) return wildcards ? wildcardPattern(text) : literalPattern(text);
  const pieces = text.split(/(\$\{[^}]*\})/).map((piece) => {
    const variable = /^\$\{([^}]*)\}$/.exec(piece)?.[1];
    return variable === undefined ? { piece } : { value: valueOf(variable, facts) };
  });
  const texts = pieces.map(({ piece, value }) => piece ?? value);
  if (texts.includes(undefined)) return undefined;
  // Values without a wildcard of their own can stand in the text as they are.
  if (pieces.every(({ value = '' }) => !/[*?]/.test(value))) {
    return wildcards ? wildcardPattern(texts.join('')) : literalPattern(texts.join(''));
  }
  return concatenate(
    ...pieces.map(({ piece, value = '' }) =>
      piece === undefined
        ? literalPattern(value)
        : wildcards
          ? wildcardPattern(piece)
          : literalPattern(piece),
    ),
  );
}

function valueOf(variable: string, facts: FactLookup): string | undefined {
  if (variable === '*' || variable === '?' || variable === '$') return variable;
  const [, key = variable, fallback] = /^([^,]*?)\s*,\s*'(.*)'$/.exec(variable) ?? [];
  const fact = facts.get(key.trim().toLowerCase());
  if (fact?.kind === 'text') return fact.text;
  return fact?.kind === 'absent' ? fallback : undefined;
}
