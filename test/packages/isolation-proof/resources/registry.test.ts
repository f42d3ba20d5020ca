import { DESCRIBED_TYPES, descriptionOf } from '../../../../packages/isolation-proof/src/resources/registry';

test('every type is described once, under its name', () => {
  const types = DESCRIBED_TYPES.map(({ type }) => type);

  expect(new Set(types).size).toBe(types.length);
  for (const description of DESCRIBED_TYPES) expect(descriptionOf(description.type)).toBe(description);
});

test('a custom resource of any name takes what it is given', () => {
  expect(descriptionOf('Custom::Anything')).toMatchObject({ anyProperty: true });
  // These have a description of their own.
  expect(descriptionOf('Custom::AWS')?.calls).toStrictEqual({ properties: ['Create', 'Update', 'Delete'] });
});

test.each(['AWS::Never::Described', 'MyCustom::Thing', 'custom::Thing', ''])('%j is not known', (type) => {
  expect(descriptionOf(type)).toBeUndefined();
});
