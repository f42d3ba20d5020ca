import {
  numberOf,
  quantitiesBetween,
  timeOf,
} from '../../../../packages/isolation-proof/src/difference/quantities';

test.each([
  ['10', 10],
  ['-1.5', -1.5],
  ['007', 7],
  ['12.25', 12.25],
  ['', NaN],
  ['x', NaN],
  ['1e1', NaN],
  ['10x', NaN],
  ['x10', NaN],
  ['1.', NaN],
  ['.5', NaN],
  ['1.x', NaN],
])('the number %p is %p', (text, expected) => {
  expect(numberOf(text)).toBe(expected);
});

test.each([
  ['2024-05-06T00:00:00Z', 1714953600000],
  ['2024-05-06', 1714953600000],
  ['2024-05', 1714521600000],
  ['2024', 1704067200000],
  ['1714953600', 1714953600000],
  ['12345', 12345000],
  ['0', NaN],
  ['x12345', NaN],
  ['x2024-05-06', NaN],
  ['May 6, 2024 UTC', NaN],
  ['12345x', NaN],
  ['8639999913600', 8639999913600000],
  ['8639999913601', NaN],
  ['99999999999999999999', NaN],
])('the time %p is %p', (text, expected) => {
  expect(timeOf(text)).toBe(expected);
});

test('between numbers, in whichever order they come, and dates', () => {
  expect(quantitiesBetween(['30', '9', '10', 'x'])).toStrictEqual(['9.5', '20']);
  expect(quantitiesBetween(['2024-05-06T00:00:01Z', 'x', '2024-05-06'])).toStrictEqual([
    '2024-05-06T00:00:00.500Z',
  ]);
});

test('between numbers that are no times, because there is none so late, no time is told', () => {
  expect(quantitiesBetween(['10000', '20000000000001', '40000000000003'])).toStrictEqual([
    '10000000005000.5',
    '30000000000002',
  ]);
});

test.each([[[]], [['10']], [['x', 'y']], [['2024-05-06']]])('between %p there is nothing', (texts) => {
  expect(quantitiesBetween(texts)).toStrictEqual([]);
});
