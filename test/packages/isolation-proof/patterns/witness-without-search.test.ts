import { PatternAutomaton } from '../../../../packages/isolation-proof/src/patterns/automaton';
import { wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { witness } from '../../../../packages/isolation-proof/src/patterns/witness';

interface Texts {
  readonly matching: readonly string[];
  readonly oneOf?: readonly (readonly string[])[];
  readonly excluding?: readonly string[];
}

/** What is found, and which prefixes searches began behind. Answers are remembered, so that each set is asked once. */
function witnessAnd({ matching, oneOf = [], excluding = [] }: Texts): [string | undefined, string[]] {
  const after = jest.spyOn(PatternAutomaton.prototype, 'after');
  try {
    const found = witness({
      matching: matching.map(wildcardPattern),
      oneOf: oneOf.map((choice) => choice.map(wildcardPattern)),
      excluding: excluding.map(wildcardPattern),
    });
    return [found, [...new Set(after.mock.calls.map(([prefix]) => prefix))]];
  } finally {
    after.mockRestore();
  }
}

test.each<[string, Texts, string | undefined]>([
  ['patterns that begin differently', { matching: ['a/b*', 'a/c*'] }, undefined],
  ['a pattern without itself', { matching: ['a/*b', 'a/*'], excluding: ['c', 'a/*b'] }, undefined],
  ['a pattern without all that begins so', { matching: ['a/b*?'], excluding: ['c', 'a/*'] }, undefined],
  ['a literal that other patterns match', { matching: ['a/b', 'a/*'], excluding: ['a/c*'] }, 'a/b'],
  ['a literal that another pattern does not match', { matching: ['a/b', 'a/*c'] }, undefined],
  ['a literal that is excluded', { matching: ['a/d'], excluding: ['a/?'] }, undefined],
  ['a literal that each choice has', { matching: ['a/b'], oneOf: [['c', 'a/*'], ['a/b']] }, 'a/b'],
  ['a literal that a choice has not', { matching: ['a/b'], oneOf: [['a/*'], ['c', 'a/?b']] }, undefined],
])('nothing is searched for %s', (_what, texts, found) => {
  expect(witnessAnd(texts)).toStrictEqual([found, []]);
});

test('a search begins behind the longest text that all have to begin with', () => {
  expect(witnessAnd({ matching: ['a/*', 'a/bc*', 'a/b?*'], excluding: ['a/bc'] })).toStrictEqual([
    'a/bcx',
    ['a/bc'],
  ]);
});

test('the same question is answered without another search', () => {
  const texts = { matching: ['a/*z'], oneOf: [['a/y*']], excluding: ['a/yz'] };
  expect(witnessAnd(texts)).toStrictEqual(['a/yxz', ['a/']]);
  expect(witnessAnd(texts)).toStrictEqual(['a/yxz', []]);
});
