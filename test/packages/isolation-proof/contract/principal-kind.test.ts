import { trustedBy } from '../../../../packages/isolation-proof/src/contract/principal-kind';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { principal, ROLE, statements } from '../fixtures/statements-and-requests';

const by = (...services: string[]): JsonObject[] => services.map((Service) => ({ Principal: { Service } }));

test.each<[string, boolean, JsonObject[]]>([
  ['the service', true, by('glue.amazonaws.com')],
  ['the service, too', true, by('lambda.amazonaws.com', 'glue.amazonaws.com')],
  ['another service', false, by('lambda.amazonaws.com')],
  ['a service that is called alike', false, by('glue.amazonaws.com.cn')],
  ['all but the service', false, by('glue.amazonaws.com').map((one) => ({ ...one, Effect: 'Deny' }))],
  ['everybody', false, [{ Principal: '*' }]],
  ['nobody', false, [{}]],
])('a role that trusts %s is one that the service may assume: %s', (_whom, expected, trust) => {
  const role = principal('role', ROLE, statements(...trust));
  expect(trustedBy('glue.amazonaws.com')(role)).toBe(expected);
});
