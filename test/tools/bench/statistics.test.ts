import { median, runsFor } from '../../../tools/bench/statistics';

test.each([
  [[3], 3],
  [[1, 3], 2],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 2.5],
  // As text, 10 would sort before 9.
  [[10, 9, 100], 10],
  [[1, 1, 1000], 1],
  [[-1, 0.5, 0], 0],
])('median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

test('a median leaves its values as they are', () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});

test('no values have no median', () => {
  expect(() => median([])).toThrow(new RangeError('no median of no values'));
});

test.each([
  [1, 5],
  [10, 5],
  [11, 3],
  [1000, 3],
])('%d organizations are measured %d times', (organizations, runs) => {
  expect(runsFor(organizations)).toBe(runs);
});
