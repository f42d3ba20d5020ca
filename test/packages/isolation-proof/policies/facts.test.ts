import { absent, combine, known } from '../../../../packages/isolation-proof/src/policies/facts';

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
  expect(combine().get('a')).toBeUndefined();
});

test('facts that are added to a map later count', () => {
  const some = new Map([['a', known('x')]]);
  const facts = combine(some);
  some.set('b', known('y'));
  expect(facts.get('b')).toEqual(known('y'));
});
