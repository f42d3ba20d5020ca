import { OTHER_REQUESTERS } from '../../../../lib/isolation/other-requesters';
import { PRINCIPAL_KINDS } from '../../../../lib/isolation/principal-kinds';
import { requestersOf } from '../../../../packages/isolation-proof/src/contract/requesters';
import { nameOf } from '../../../../packages/isolation-proof/src/decide/request';
import { SUPPORTED_REGIONS } from '../../../../config/region';
import type { EnvironmentConfig } from '../../../../config/environment-config';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { readTemplate } from '../../../../packages/isolation-proof/src/assembly/read-template';
import { environment, organization, regionNamed } from '../../../fixtures/environment';
import { synthesize, wholeOf } from '../../../fixtures/synthesize';
import { contractFor, evidenceOf, platform } from './platform';

/** The evidence of an environment as it is synthesized. */
function evidenceIn(config: EnvironmentConfig): ReturnType<typeof evidenceOf> {
  const { account, region } = config;
  const stacks = Object.entries(synthesize(wholeOf(config))).map(([name, template]) => {
    const stack = readTemplate(name, template as unknown as Json, {
      account,
      region: region.name,
      partition: region.partition,
      dnsSuffix: region.dnsSuffix,
    });
    if (typeof stack === 'string') throw new Error(stack);
    return stack;
  });
  return evidenceOf(stacks);
}

test('the app as it ships has everybody whom the contract asks about', () => {
  const evidence = evidenceOf(platform());
  for (const slug of ['acme', 'acme-eu']) {
    const sorted = requestersOf(PRINCIPAL_KINDS, OTHER_REQUESTERS, evidence, slug);
    expect(sorted.unclassified).toEqual([]);
    expect(sorted.absentKinds).toEqual([]);
  }
});

test('a policy that is attached to nobody is judged as in the hands of a user', () => {
  const evidence = evidenceIn(environment());
  const { requesters } = requestersOf(PRINCIPAL_KINDS, OTHER_REQUESTERS, evidence, 'acme');
  expect(requesters.get('user')?.map((user) => nameOf(user))).toEqual([
    'arn:aws:iam::111122223333:user/any-user',
  ]);
  expect(contractFor(evidence, ['acme', 'acme-eu']).failures).toEqual([]);
});

test('an organization alone is judged against one that is in no template', () => {
  const evidence = evidenceIn(environment({ organizations: [organization('acme-eu')] }));
  const { failures, requests } = contractFor(evidence, ['acme-eu']);
  expect(failures).toEqual([]);
  expect(requests).toBeGreaterThan(150);
});

test('it costs the same beside many others', () => {
  const many = Array.from({ length: 12 }, (_value, index) => organization(`org-${index}`));
  const few = contractFor(evidenceIn(environment()), ['acme']);
  const beside = contractFor(
    evidenceIn(environment({ organizations: [...environment().organizations, ...many] })),
    ['acme'],
  );
  expect(beside.requests).toBe(few.requests);
  expect(beside.failures).toEqual([]);
});

test.each([...SUPPORTED_REGIONS.keys()].filter((name) => /^(?:cn|us-gov)-|^us-east-1$/.test(name)))(
  'the contract holds in %s',
  (name) => {
    const evidence = evidenceIn(environment({ region: regionNamed(name), dataConnectorRepositories: [] }));
    expect(contractFor(evidence, ['acme']).failures).toEqual([]);
  },
);
