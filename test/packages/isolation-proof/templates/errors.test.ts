import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';

it('tells each reason once, with all its places', () => {
  const { message, unknowns } = new UndecidedError([
    { place: 'acme/Role', reason: 'the policy is not known' },
    { place: 'acme/Queue', reason: 'its ARN is not known' },
    { place: 'acme-eu/Role', reason: 'the policy is not known' },
  ]);

  expect(message).toBe('acme/Role, acme-eu/Role: the policy is not known\nacme/Queue: its ARN is not known');
  expect(unknowns).toHaveLength(3);
});
