import {
  DEAD,
  PatternAutomaton,
  type Reading,
  type State,
} from '../../../../packages/isolation-proof/src/patterns/automaton';
import {
  concatenate,
  literalPattern,
  type Pattern,
  variablePattern,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';

function automatonOf(text: string): PatternAutomaton {
  return new PatternAutomaton(wildcardPattern(text), 'exactly');
}

/** By every step, where `after` takes the known ones at once. */
function after(automaton: PatternAutomaton, text: string): State {
  return Array.from(text).reduce((state, character) => automaton.next(state, character), automaton.start);
}

test.each<[string, readonly string[], readonly string[]]>([
  ['', [''], ['a']],
  ['ab', ['ab'], ['', 'a', 'b', 'abb', 'ba', 'aab']],
  ['a?', ['aa', 'ab', 'a*'], ['a', 'abc', 'ba']],
  ['??', ['ab'], ['a', 'abc']],
  ['*', ['', 'a', 'ab'], []],
  ['a*', ['a', 'ab', 'aaa'], ['', 'ba']],
  ['*a', ['a', 'ba', 'aa', 'aba'], ['', 'ab']],
  ['a*b', ['ab', 'aab', 'abb', 'axxb'], ['a', 'b', 'abx']],
  ['*a*b*', ['ab', 'xaxbx', 'aabb'], ['ba', 'a', 'bbaa']],
  ['a**?', ['ab', 'abc'], ['a']],
  ['?*', ['a', 'ab'], ['']],
  ['*a?b', ['aab', 'axb', 'aaab', 'xaaxb'], ['ab', 'axxb']],
])('"%s" accepts %j, and does not accept %j', (pattern, accepted, refused) => {
  const automaton = automatonOf(pattern);
  const accepts = (text: string): boolean => automaton.accepts(after(automaton, text));
  expect(accepted.filter((text) => !accepts(text))).toEqual([]);
  expect(refused.filter(accepts)).toEqual([]);
});

test('a text that cannot match any more is at the dead end, and stays there', () => {
  const automaton = automatonOf('ab');
  for (const text of ['b', 'aa', 'abc', 'abcab']) expect(after(automaton, text)).toBe(DEAD);
  expect(automaton.accepts(DEAD)).toBe(false);
  expect(automaton.acceptsEverything(DEAD)).toBe(false);
  expect(automaton.possibleCharacters(DEAD)).toEqual([]);
});

test.each<[string, string, boolean]>([
  ['*', '', true],
  ['a*', '', false],
  ['a*', 'a', true],
  ['a*', 'axx', true],
  ['a**', 'a', true],
  ['a*b*', 'a', false],
  ['a*b*', 'ab', true],
  ['*a', 'a', false],
  ['a', 'a', false],
  ['a?', 'a', false],
])('"%s" after "%s" accepts everything: %s', (pattern, text, expected) => {
  const automaton = automatonOf(pattern);
  expect(automaton.acceptsEverything(after(automaton, text))).toBe(expected);
});

test.each<[string, string, readonly string[] | undefined]>([
  ['ab', '', ['a']],
  ['ab', 'a', ['b']],
  ['ab', 'ab', []],
  ['?b', '', undefined],
  ['?b', 'x', ['b']],
  ['*b', '', undefined],
  ['*b', 'b', undefined],
  ['', '', []],
])('"%s" after "%s" can go on with %j', (pattern, text, expected) => {
  const automaton = automatonOf(pattern);
  expect(automaton.possibleCharacters(after(automaton, text))).toStrictEqual(expected);
});

test('the characters of a pattern are those that it names, and no wildcard', () => {
  expect([...automatonOf('a*b?a').characters]).toEqual(['a', 'b']);
  const literal = new PatternAutomaton(concatenate(literalPattern('a*'), wildcardPattern('?')), 'exactly');
  expect([...literal.characters]).toEqual(['a', '*']);
});

describe('a search that asks for states has few of them to go through', () => {
  /** States that texts of these characters reach, up to this length. */
  function statesOf(pattern: string, characters: string, length: number): ReadonlySet<State> {
    const automaton = automatonOf(pattern);
    const states = new Set([automaton.start]);
    for (let round = 0; round < length; round++) {
      for (const state of [...states]) {
        for (const character of characters) states.add(automaton.next(state, character));
      }
    }
    return states;
  }

  // With the dead end where texts can reach it.
  test.each<[string, number]>([
    ['*', 1],
    ['a*', 3],
    ['*a', 2],
    ['*a*', 2],
    ['*a*b*a*b*', 5],
    ['***a***', 2],
    // What could still match before the second `*` is forgotten once that is reached.
    ['*ab*cd*', 5],
    ['ab', 4],
  ])('%s has %i', (pattern, count) => {
    expect(statesOf(pattern, 'abcdx', 8).size).toBe(count);
  });

  test('characters that the pattern does not name lead to the same state', () => {
    const automaton = automatonOf('*a?b');
    for (const text of ['', 'a', 'aa', 'ax']) {
      expect(after(automaton, `${text}x`)).toBe(after(automaton, `${text}y`));
      expect(after(automaton, `${text}a`)).not.toBe(after(automaton, `${text}x`));
    }
  });
});

describe('a value of a policy variable', () => {
  const VALUE = '${name}';
  const symbolic = (before: string, after: string): Pattern =>
    concatenate(wildcardPattern(before), variablePattern('name'), wildcardPattern(after));

  /** Whether a pattern with the variable in the place of `$` matches a text, and whether that text can go on to match. */
  function reads(pattern: string, reading: Reading, letters: readonly string[]): [boolean, boolean] {
    const [before = '', after] = pattern.split('$');
    const automaton = new PatternAutomaton(
      after === undefined ? wildcardPattern(before) : symbolic(before, after),
      reading,
    );
    const state = letters.reduce((from, letter) => automaton.next(from, letter), automaton.start);
    return [automaton.accepts(state), state !== DEAD];
  }

  test.each<[string, readonly string[], [boolean, boolean], [boolean, boolean]]>([
    // What is certain, and what is possible.
    ['a/$/b', ['a', '/', VALUE, '/', 'b'], [true, true], [true, true]],
    ['a/$', ['a', '/', '${other}'], [false, false], [true, true]],
    ['a/$', ['a', '/', 'x'], [false, false], [true, true]],
    ['a/$/', ['a', '/', 'x'], [false, false], [false, true]],
    ['a/?', ['a', '/', VALUE], [false, false], [true, true]],
    ['a/*', ['a', '/', VALUE], [true, true], [true, true]],
    ['abc', [VALUE], [false, false], [true, true]],
    // It may read the first part of the pattern only, and a text behind it has to go on from there.
    ['abc', [VALUE, 'c'], [false, false], [true, true]],
    ['abc', [VALUE, 'x'], [false, false], [false, false]],
    ['abc', ['b', VALUE], [false, false], [false, false]],
    ['abc', ['a', 'b', VALUE, 'a'], [false, false], [false, false]],
  ])('"%s" reads %j exactly: %j, and at most: %j', (pattern, letters, exactly, atMost) => {
    expect(reads(pattern, 'exactly', letters)).toEqual(exactly);
    expect(reads(pattern, 'at most', letters)).toEqual(atMost);
  });

  test('is a character of its pattern, which can come next, where it is read exactly', () => {
    const exactly = new PatternAutomaton(symbolic('a', '?'), 'exactly');
    expect([...exactly.characters]).toEqual(['a', VALUE]);
    expect(exactly.possibleCharacters(exactly.next(exactly.start, 'a'))).toEqual([VALUE]);
    const atMost = new PatternAutomaton(symbolic('a', '?'), 'at most');
    expect([...atMost.characters]).toEqual(['a']);
    expect(atMost.possibleCharacters(atMost.next(atMost.start, 'a'))).toBeUndefined();
  });
});

test.each(['', 'ab', 'a?b', 'a*b*c', '*ab*', '??', 'a**?'])(
  '"%s" is where its steps lead after a text, and only distinct characters lead elsewhere than others',
  (pattern) => {
    const automaton = automatonOf(pattern);
    const letters = Array.from('abcx');
    const texts = ['', ...letters, ...letters.flatMap((one) => letters.map((two) => `${one}${two}a`))];
    for (const text of texts) {
      const state = after(automaton, text);
      expect(automaton.after(text)).toBe(state);
      const leads = letters.filter((letter) => automaton.next(state, letter) !== automaton.next(state, 'y'));
      expect(automaton.distinctCharacters(state)).toEqual(expect.arrayContaining(leads));
    }
  },
);

test('no character is distinct behind a literal, nor where only wildcards follow', () => {
  const [literal, wild] = [automatonOf('ab'), automatonOf('a*')];
  expect(literal.distinctCharacters(literal.after('a'))).toEqual(['b']);
  expect(literal.distinctCharacters(literal.after('ab'))).toEqual([]);
  expect(wild.distinctCharacters(wild.after('ax'))).toEqual([]);
});
