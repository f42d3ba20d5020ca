import { byReason, UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';

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
