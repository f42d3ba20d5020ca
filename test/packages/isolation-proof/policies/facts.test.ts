import { evaluateConditions } from '../../../../packages/isolation-proof/src/policies/conditions';
import {
  absent,
  anyValue,
  combine,
  type Fact,
  known,
  NOTHING_KNOWN,
} from '../../../../packages/isolation-proof/src/policies/facts';

test('of several facts about a key, the latest wins, and what nothing is said of stays unknown', () => {
  const facts = combine(
    new Map([
      ['a', known('first')],
      ['b', known('first')],
    ]),
    new Map([['b', absent]]),
    new Map(),
  );
  expect(['a', 'b', 'c'].map((key) => facts.get(key))).toEqual([known('first'), absent, undefined]);
  expect(combine(NOTHING_KNOWN, NOTHING_KNOWN, NOTHING_KNOWN).get('a')).toBeUndefined();
});

test('of the same facts there is one lookup, and of others another one', () => {
  const some = new Map([['a', known('x')]]);
  const lookup = combine(some, NOTHING_KNOWN, NOTHING_KNOWN);
  expect(combine(some, NOTHING_KNOWN, NOTHING_KNOWN)).toBe(lookup);
  const others = [
    combine(NOTHING_KNOWN, some, NOTHING_KNOWN),
    combine(new Map(some), NOTHING_KNOWN, NOTHING_KNOWN),
  ];
  for (const other of others) expect(other).not.toBe(lookup);
  expect(combine(some, new Map([['a', absent]]), NOTHING_KNOWN).get('a')).toEqual(absent);
});

test.each<[string, Fact, string, string, string]>([
  ['that is absent', absent, 'true', 'false', 'false'],
  ['with any value', anyValue, 'false', 'true', 'unknown'],
  ['with this value', known('a'), 'false', 'true', 'true'],
  ['with another value', known('b'), 'false', 'true', 'false'],
])('a key %s is as conditions ask for it', (_what, fact, isAbsent, isPresent, isThis) => {
  const ask = (operator: string, value: string): string =>
    evaluateConditions([{ operator, key: 'k', values: [value] }], new Map([['k', fact]]));
  expect([ask('Null', 'true'), ask('StringLike', '*'), ask('StringEquals', 'a')]).toEqual([
    isAbsent,
    isPresent,
    isThis,
  ]);
});
