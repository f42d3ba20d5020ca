import { type Facts, absent, known } from '../policies/facts';
import type { Statement } from '../policies/statement';
import { literalPattern } from '../patterns/pattern';
import { type Domain, witnessOf } from './atoms';
import { findValue } from './find-value';

/** Values that are tried for one key, and combinations for all of them, before a question is given up. */
const MOST_VALUES = 24;
const MOST_COMBINATIONS = 150;

/**
 * Values of keys that statements use as policy variables and that may have any: none, one that nothing mentions, and
 * every one that a statement mentions for the key, or that would make a text with the variable one without.
 */
export function chosenValues(
  keys: ReadonlySet<string>,
  statements: readonly Statement[],
  domains: ReadonlyMap<string, Domain>,
): { readonly choices: readonly Facts[]; readonly isComplete: boolean } {
  let choices: Facts[] = [new Map()];
  let isComplete = true;
  for (const key of [...keys].sort()) {
    const domain = domains.get(key);
    const every = mentioned(key, statements).filter(
      (value) =>
        domain === undefined ||
        witnessOf({
          ...domain.values,
          matching: [literalPattern(value), ...domain.values.matching],
        }) !== 'none',
    );
    const free =
      domain === undefined
        ? []
        : [findValue([], domain.values)].flatMap((found) => (typeof found === 'string' ? [] : [found.value]));
    const values = [...new Set([...free, ...every])].slice(0, MOST_VALUES);
    const facts = [...(domain?.isAlwaysPresent === true ? [] : [absent]), ...values.map(known)];
    isComplete &&= values.length < MOST_VALUES;
    choices = choices.flatMap((chosen) => facts.map((fact) => new Map([...chosen, [key, fact]])));
  }
  return {
    choices: choices.slice(0, MOST_COMBINATIONS),
    isComplete: isComplete && choices.length <= MOST_COMBINATIONS,
  };
}

function mentioned(key: string, statements: readonly Statement[]): string[] {
  const compared = statements.flatMap(({ conditions }) =>
    conditions.filter((one) => one.key === key).flatMap(({ values }) => values.flatMap(withoutWildcards)),
  );
  const ofResources = statements.flatMap(({ resources }) => resources.texts);
  const parts = ofResources.flatMap((text) => replacements(text ?? '', key, ofResources));
  // A condition that compares with the variable: whatever its key is compared with otherwise.
  const every = statements.flatMap(({ conditions }) => conditions);
  const ofConditions = every.flatMap(({ key: other, values }) => {
    const texts = every.filter((one) => one.key === other).flatMap((one) => one.values);
    return values.flatMap((text) => replacements(text ?? '', key, texts));
  });
  const others = [...compared, ...parts, ...ofConditions];
  return [...new Set([unlike(others), '', ...others])];
}

/** Values of which the first is taken that no other value begins or ends with. */
const FREE = ['x', 'y', 'z', 'q', 'j', 'k', 'w', 'v', '7', '9'];

/** A value that no other one is like: where those are parts of patterns, it matches none of the patterns. */
function unlike(others: readonly string[]): string {
  return FREE.find((free) => !others.some((one) => one.startsWith(free) || one.endsWith(free))) ?? 'xyz';
}

/** What would have to stand in the place of a variable, so that a text with it is one of these, or a part of it. */
function replacements(text: string, key: string, others: readonly (string | undefined)[]): string[] {
  return around(text, key).flatMap(({ before, after }) =>
    others.flatMap((other = '') => {
      if (!other.startsWith(before)) return [];
      const rest = withoutWildcards(other.slice(before.length));
      return rest.map((one) =>
        after !== '' && one.includes(after) ? one.slice(0, one.indexOf(after)) : one,
      );
    }),
  );
}

/** What stands before and after a variable of this key, each time it stands in a text. */
function around(text: string, key: string): { readonly before: string; readonly after: string }[] {
  return [...text.matchAll(/\$\{([^},]*)[^}]*\}/g)]
    .filter(([, name = '']) => name.trim().toLowerCase() === key)
    .map(({ 0: whole, index }) => ({
      before: text.slice(0, index),
      after: text.slice(index + whole.length).replace(/[*?$].*$/, ''),
    }));
}

/** A text as a value: nothing for its wildcards, and the characters that `${*}` and the like stand for. */
function withoutWildcards(text: string | undefined): string[] {
  const plain = text?.replaceAll(/[*?](?!\})/g, '').replaceAll(/\$\{([*?$])\}/g, '$1');
  return plain === undefined || plain.includes('${') ? [] : [plain];
}
