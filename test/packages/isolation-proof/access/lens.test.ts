import {
  ALL_POLICIES,
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  RESOURCE_POLICIES_ALONE,
} from '../../../../packages/isolation-proof/src/access/lens';

const LENSES = [ALL_POLICIES, IDENTITY_ALONE, BOUNDARY_ALONE, RESOURCE_POLICIES_ALONE];

test('each says which policies count, and counts others than the rest', () => {
  const names = LENSES.map(({ name }) => name);
  expect(names.map((name) => name.length > 0)).toStrictEqual([true, true, true, true]);
  expect(new Set(names).size).toBe(LENSES.length);
  const counted = LENSES.map(({ name: _name, ...kinds }) => Object.values(kinds).filter(Boolean).length);
  // One lock alone is one: with a second one, it would not be known which of them holds.
  expect(counted).toStrictEqual([3, 1, 1, 1]);
});
