import { chosenValues } from '../../../../packages/isolation-proof/src/difference/chosen-values';
import type { Domain } from '../../../../packages/isolation-proof/src/difference/atoms';
import { literalPattern, wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { statements } from '../fixtures/statements-and-requests';

const KEY = 'a:k';
const VAR = '${a:k}';
const none = new Map<string, Domain>();

/** Values that are tried for one key; null for its absence. */
function values(list: readonly JsonObject[], domain?: Domain): (string | null)[] {
  const domains = domain === undefined ? none : new Map([[KEY, domain]]);
  const { choices } = chosenValues(new Set([KEY]), statements(...list), domains);
  return choices.map((facts) => {
    const fact = facts.get(KEY);
    return fact?.kind === 'text' ? fact.text : null;
  });
}
const when = (operator: string, key: string, ...compared: string[]): JsonObject => ({
  Condition: { [operator]: { [key]: compared } },
});

test('without a key there is one choice: nothing', () => {
  expect(chosenValues(new Set(), [], none)).toStrictEqual({ choices: [new Map()], isComplete: true });
});

describe('the values that are tried for a key', () => {
  test.each<[string, JsonObject[], string[]]>([
    ['those that nothing mentions', [{}], []],
    ['those that it is compared with', [when('StringEquals', KEY, 'p', 'q')], ['p', 'q']],
    ['none that another key is compared with', [when('StringEquals', 'a:other', 'p')], []],
    ['what wildcards are left out of', [when('StringLike', KEY, 'p*q?')], ['pq']],
    ['characters that look like wildcards', [when('StringLike', KEY, 'p${*}q${?}${$}')], ['p*q?$']],
    ['none with another variable', [when('StringEquals', KEY, 'p${a:other}')], []],
    ['what makes a resource another one', [{ Resource: [`home/${VAR}/x`, 'home/ann/x'] }], ['ann']],
    ['what makes a resource begin as another one', [{ Resource: [`home/${VAR}`, 'home/ann/b'] }], ['ann/b']],
    [
      'what ends where the text after it begins',
      [{ Resource: [`home/${VAR}/*`, 'home/ann/bob/x'] }],
      ['ann'],
    ],
    [
      'what is whole where the text after it is not there',
      [{ Resource: [`home/${VAR}/y`, 'home/ann'] }],
      ['ann'],
    ],
    ['none of a resource that begins otherwise', [{ Resource: [`home/${VAR}`, 'house/ann'] }], []],
    [
      'what wildcards of the other resource are left out of',
      [{ Resource: [`home/${VAR}`, 'home/ann*'] }],
      ['ann'],
    ],
    [
      'of a variable in any case, with spaces and a default',
      [{ Resource: ["home/${ A:K , 'x'}", 'home/ann'] }],
      ['ann'],
    ],
    ['none of a variable of another key', [{ Resource: ['home/${a:other}', 'home/ann'] }], []],
    [
      'what makes a value of a condition another one',
      [when('StringEquals', 'a:other', `p-${VAR}`), when('StringEquals', 'a:other', 'p-ann')],
      ['ann'],
    ],
    [
      'none of a condition on yet another key',
      [when('StringEquals', 'a:other', `p-${VAR}`), when('StringEquals', 'a:third', 'p-ann')],
      [],
    ],
    ['each once', [when('StringEquals', KEY, 'p', 'q'), when('StringLike', KEY, 'p')], ['p', 'q']],
  ])('%s', (_what, list, expected) => {
    expect(values(list)).toStrictEqual([null, 'x', '', ...expected]);
  });

  test.each([
    [['x'], 'y'],
    [['xa', 'by'], 'z'],
    [['axb'], 'x'],
    [['x', 'y', 'z', 'q', 'j', 'k', 'w', 'v', '7', '9'], 'xyz'],
  ])('where %j are mentioned, %s is one that is not', (mentioned, expected) => {
    expect(values([when('StringLike', KEY, ...mentioned)])[1]).toBe(expected);
  });

  test('of two variables in a text, what stands in the place of each', () => {
    expect(values([{ Resource: [`a/${VAR}/b/${VAR}/*`, 'a/p/b/q/r'] }])).toStrictEqual([null, 'x', '', 'p']);
  });
});

describe('a key of which something is known', () => {
  const like = (text: string, isAlwaysPresent: boolean): Domain => ({
    values: { matching: [wildcardPattern(text)], excluding: [] },
    isAlwaysPresent,
  });

  test('has a value that may be, and of those that are mentioned the ones that may be', () => {
    expect(values([when('StringEquals', KEY, 'role/a', 'user/a')], like('role/?', true))).toStrictEqual([
      expect.stringMatching(/^role\/.$/),
      'role/a',
    ]);
  });

  test('is absent, too, unless it is always there', () => {
    expect(values([{}], like('a', false))).toStrictEqual([null, 'a']);
    expect(values([{}], like('a', true))).toStrictEqual(['a']);
  });

  test('has no value that it cannot have', () => {
    const nothing = {
      values: { matching: [literalPattern('a')], excluding: [literalPattern('a')] },
      isAlwaysPresent: false,
    };
    expect(values([{}], nothing)).toStrictEqual([null]);
  });
});

describe('several keys', () => {
  const choicesOf = (keys: string[], ...list: JsonObject[]) =>
    chosenValues(new Set(keys), statements(...list), none);

  test('are tried with all values of each other, in the order of their names', () => {
    const { choices, isComplete } = choicesOf(['b:k', KEY], {});
    expect(isComplete).toBe(true);
    expect(
      choices.map((facts) =>
        [...facts].map(([key, fact]) => `${key}=${fact.kind === 'text' ? fact.text : '-'}`).join(),
      ),
    ).toStrictEqual(['-', 'x', ''].flatMap((a) => ['-', 'x', ''].map((b) => `a:k=${a},b:k=${b}`)));
  });

  test('more than 24 values are not all tried', () => {
    const of = (count: number): ReturnType<typeof choicesOf> =>
      choicesOf(
        [KEY],
        when('StringEquals', KEY, ...Array.from({ length: count }, (_one, index) => `v${index}`)),
      );
    // With `x` and the empty text; and the absent key comes in addition.
    expect(of(21)).toMatchObject({ isComplete: true, choices: { length: 24 } });
    expect(of(22)).toMatchObject({ isComplete: false, choices: { length: 25 } });
    expect(of(30)).toMatchObject({ isComplete: false, choices: { length: 25 } });
  });

  test('more than 150 combinations are not all tried', () => {
    const four = ['a', 'b', 'c', 'd'].map((one) => `${one}:k`);
    expect(choicesOf(four, {})).toMatchObject({ isComplete: true, choices: { length: 81 } });
    expect(choicesOf([...four, 'e:k'], {})).toMatchObject({ isComplete: false, choices: { length: 150 } });
    // One key that is not complete makes all of it so, whichever it is.
    const many = when('StringEquals', KEY, ...Array.from({ length: 30 }, (_one, index) => `v${index}`));
    expect(choicesOf([KEY, 'b:k'], many).isComplete).toBe(false);
  });
});
