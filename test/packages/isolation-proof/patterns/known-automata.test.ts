import { automatonOf, numbersOf } from '../../../../packages/isolation-proof/src/patterns/known-automata';
import {
  concatenate,
  variablePattern,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';

const pattern = concatenate(wildcardPattern('a/'), variablePattern('name'));

test('the automaton of a pattern is made once for each reading', () => {
  const [exactly, atMost] = [automatonOf(pattern, 'exactly'), automatonOf(pattern, 'at most')];
  expect(automatonOf(pattern, 'exactly')).toBe(exactly);
  expect(automatonOf(pattern, 'at most')).toBe(atMost);
  expect(exactly.accepts(exactly.after('a/x'))).toBe(false);
  expect(atMost.accepts(atMost.after('a/x'))).toBe(true);
});

test('automata are told apart by their numbers, in their order', () => {
  const [one, two, three] = [
    automatonOf(pattern, 'exactly'),
    automatonOf(pattern, 'at most'),
    // Another pattern of the same text.
    automatonOf(concatenate(wildcardPattern('a/'), variablePattern('name')), 'exactly'),
  ];
  const rows = [[], [one], [two], [three], [one, two], [two, one], [one, two, three]];
  expect(new Set(rows.map(numbersOf)).size).toBe(rows.length);
  expect(numbersOf([one, two])).toBe(numbersOf([one, two]));
  expect(numbersOf([one, two])).toMatch(/^\d+,\d+$/);
});
