import {
  byReason,
  UndecidedError,
  unknownInSome,
} from '../../../../packages/isolation-proof/src/templates/errors';

it('tells each reason once, with all its places', () => {
  const { message, unknowns, code, name } = new UndecidedError([
    { place: 'acme/Role', reason: 'the policy is not known' },
    { place: 'acme/Queue', reason: 'its ARN is not known' },
    { place: 'acme-eu/Role', reason: 'the policy is not known' },
  ]);

  expect(message).toBe('acme/Role, acme-eu/Role: the policy is not known\nacme/Queue: its ARN is not known');
  expect(unknowns).toHaveLength(3);
  expect([code, name]).toEqual(['UNDECIDED', 'UndecidedError']);
});

it('tells a place once for each of its reasons', () => {
  const twice = { place: 'acme/Role', reason: 'x' };
  expect(byReason([twice, twice, { place: 'acme/Role', reason: 'y' }])).toEqual([
    { reason: 'x', places: ['acme/Role'] },
    { reason: 'y', places: ['acme/Role'] },
  ]);
});

it('tells of all what some tell as well, and everything if these tell nothing of it', () => {
  const [acme, newco] = ['acme/Role', 'newco/Role'].map((place) => ({ place, reason: 'x' }));
  const all = [acme, newco].filter((one) => one !== undefined);
  expect(
    unknownInSome(
      all,
      all.slice(0, 1).map((one) => ({ ...one })),
    ),
  ).toStrictEqual([acme]);
  expect(unknownInSome(all, [])).toStrictEqual(all);
  expect(
    unknownInSome(all, [
      { place: 'acme/Role', reason: 'y' },
      { place: 'beta/Role', reason: 'x' },
    ]),
  ).toStrictEqual(all);
});
