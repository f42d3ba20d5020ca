import {
  DEAD,
  PatternAutomaton,
  type State,
} from '../../../../packages/isolation-proof/src/patterns/automaton';
import {
  concatenate,
  literalPattern,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';

function automatonOf(text: string): PatternAutomaton {
  return new PatternAutomaton(wildcardPattern(text));
}

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
  const literal = new PatternAutomaton(concatenate(literalPattern('a*'), wildcardPattern('?')));
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
