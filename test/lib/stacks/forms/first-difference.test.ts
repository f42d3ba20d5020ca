import fc from 'fast-check';
import { firstDifference } from '../../../../lib/stacks/forms/first-difference';

test.each([
  [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, '$.a[1].b'],
  [{ a: 1 }, { a: 1, c: 2 }, '$.c'],
  [{ a: [1] }, { a: { 0: 1 } }, '$.a'],
  [[1], [1, 2], '$[1]'],
  [null, {}, '$'],
])('%j and %j differ at %s', (one, other, place) => {
  expect(firstDifference(one, other)).toBe(place);
  expect(firstDifference(other, one)).toBe(place);
});

test('nothing differs from itself', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const same = JSON.parse(JSON.stringify(value)) as unknown;
      expect(firstDifference(same, JSON.parse(JSON.stringify(value)))).toBeUndefined();
    }),
  );
});
