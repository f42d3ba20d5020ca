import { matchesText } from '../patterns/matches-text';
import { parseOperator } from '../policies/condition-operators';
import { ANY_CHARACTER, ANY_STRING, isVariable, type Pattern } from '../patterns/pattern';
import { addressesAround, holdsRange, ipRange } from './ip-range';
import { keyOfPattern, textOfPattern } from './pattern-text';
import { numberOf, timeOf } from './quantities';

/** What a condition asks of one value of a context key: whether it matches one of the condition's values. */
export interface ValueTest {
  /** The same for tests that ask the same, and for no others. */
  readonly id: string;
  readonly holds: (value: string) => boolean;
  /** Patterns of which every value that passes matches one; undefined if no pattern says anything of them. */
  readonly within: readonly Pattern[] | undefined;
  /** Whether every value that matches one of `within` passes. */
  readonly isExact: boolean;
  /** Values of interest, among them one that passes, if there are any and it is not for `within` to say. */
  readonly samples: readonly string[];
}

/** A condition operator as it is tested: without quantifier, `Not` and `IfExists`. */
export interface TestedOperator {
  readonly base: string;
  readonly quantifier: string | undefined;
  readonly negated: boolean;
  readonly ifExists: boolean;
  /** Whether it compares with patterns, in which `*` and `?` are wildcards. */
  readonly wildcards: boolean;
}

const NEGATED: Readonly<Record<string, string>> = { DateNotEquals: 'DateEquals', NotIpAddress: 'IpAddress' };

/** @throws NotUnderstoodError if the operator is not known */
export function testedOperator(operator: string): TestedOperator {
  const { quantifier, base, negated, ifExists, text } = parseOperator(operator);
  const positive = NEGATED[base];
  return {
    base: positive ?? base,
    quantifier,
    negated: negated || positive !== undefined,
    ifExists,
    wildcards: text?.wildcards ?? false,
  };
}

/**
 * The test of a positive operator.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * @param wanted its values, policy variables replaced; one whose variable has no value is left out, and matches nothing
 * @returns undefined for an operator whose outcome is not modelled
 */
export function valueTest(base: string, wanted: readonly Pattern[]): ValueTest | undefined {
  const id = JSON.stringify([base, ...wanted.map(keyOfPattern).sort()]);
  const texts = wanted.map(textOfPattern);
  const test = (holds: ValueTest['holds'], parts: Partial<ValueTest> = {}): ValueTest => ({
    id,
    holds,
    within: undefined,
    isExact: false,
    samples: texts,
    ...parts,
  });
  switch (base) {
    case 'StringEquals':
    case 'StringLike':
      return test((value) => wanted.some((pattern) => matchesText(pattern, value)), {
        within: wanted,
        isExact: true,
        samples: texts.flatMap(withWildcardsFilled),
      });
    case 'StringEqualsIgnoreCase':
      return test((value) => texts.some((text) => text.toLowerCase() === value.toLowerCase()), {
        samples: texts.flatMap(inOtherCases),
      });
    case 'ArnEquals':
    case 'ArnLike': {
      // Part by part: a pattern with fewer colons than an ARN matches none.
      const ofArns = wanted.filter(({ tokens }) => tokens.filter((token) => token === ':').length >= 5);
      const expressions = ofArns.map(expressionOfArn);
      const isArn = /^arn:(?:[^:]*:){4}/;
      return test((value) => isArn.test(value) && expressions.some((one) => one.test(value)), {
        within: ofArns,
        samples: texts.flatMap(withWildcardsFilled),
      });
    }
    case 'Bool':
      return test(
        (value) =>
          /^(?:true|false)$/i.test(value) && texts.some((text) => text.toLowerCase() === value.toLowerCase()),
        { samples: ['true', 'false', 'TRUE', 'FALSE', 'True', 'False'] },
      );
    case 'IpAddress': {
      const ranges = texts.flatMap((text) => ipRange(text) ?? []);
      const isWithin = (value: string): boolean => {
        const address = ipRange(value);
        return address !== undefined && ranges.some((range) => holdsRange(range, address));
      };
      return test(isWithin, { samples: [...addressesAround(ranges), '192.0.2.1'] });
    }
    default:
      return ordered(base, texts, test);
  }
}

/** Comparisons by size, of numbers and of dates. */
function ordered(
  base: string,
  texts: readonly string[],
  test: (holds: ValueTest['holds'], parts: Partial<ValueTest>) => ValueTest,
): ValueTest | undefined {
  const [, kind, name = ''] = /^(Numeric|Date)(.*)$/.exec(base) ?? [];
  const compare = COMPARISONS[name];
  if (kind === undefined || compare === undefined) return undefined;
  const read = kind === 'Numeric' ? numberOf : timeOf;
  // Later than any time that can be written: how AWS compares with it is not known.
  if (
    kind === 'Date' &&
    texts.some((text) => !Number.isNaN(numberOf(text)) && text.length > 4 && Number.isNaN(timeOf(text)))
  )
    return undefined;
  const write = kind === 'Numeric' ? String : (time: number): string => new Date(time).toISOString();
  const limits = texts.map(read).filter((limit) => !Number.isNaN(limit));
  const sorted = [...limits].sort((a, b) => a - b);
  // Between two limits, everything compares alike.
  const step = kind === 'Numeric' ? 1 : 1000;
  const between = sorted.flatMap((limit, index) => [
    (limit + (sorted[index + 1] ?? limit + 2 * step)) / 2,
    limit - step,
    limit - 2 * step,
  ]);
  // One number has several spellings, and a text may exclude one of them.
  const spellings = (text: string): string[] =>
    kind !== 'Numeric' ? [text] : [text, text.includes('.') ? `${text}0` : `${text}.0`];
  return test((value) => limits.some((limit) => compare(read(value), limit)), {
    samples: [...texts, ...between.map(write)].flatMap(spellings),
  });
}

const COMPARISONS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  Equals: (left, right) => left === right,
  LessThan: (left, right) => left < right,
  LessThanEquals: (left, right) => left <= right,
  GreaterThan: (left, right) => left > right,
  GreaterThanEquals: (left, right) => left >= right,
};

/** Texts that match a pattern; a colon in the place of a wildcard is what tells ARNs from other texts. */
function withWildcardsFilled(text: string): string[] {
  if (!/[*?]/.test(text)) return [text];
  const filled = ['', 'x', ':'].map((filling) =>
    text.replaceAll('*', filling).replaceAll('?', filling || 'x'),
  );
  return [...filled, text];
}

/** Texts that equal this one but for case. */
function inOtherCases(text: string): string[] {
  const toggled = Array.from(text).map((character, index) => {
    const other = character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase();
    return `${text.slice(0, index)}${other}${text.slice(index + 1)}`;
  });
  return [...new Set([text, text.toLowerCase(), text.toUpperCase(), ...toggled])];
}

/** ARNs are compared part by part: a wildcard stops at the first five colons. */
function expressionOfArn({ tokens }: Pattern): RegExp {
  let colons = 0;
  const source = tokens.map((token) => {
    if (token === ':') colons += 1;
    const character = colons < 5 ? '[^:]' : '[^]';
    if (token === ANY_STRING || isVariable(token)) return `${character}*`;
    if (token === ANY_CHARACTER) return character;
    return token.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
  });
  return new RegExp(`^${source.join('')}$`);
}
