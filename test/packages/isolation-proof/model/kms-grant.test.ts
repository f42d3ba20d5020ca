import type { GuardedResource } from '../../../../packages/isolation-proof/src/model/guarded-resource';
import { withGrant } from '../../../../packages/isolation-proof/src/model/kms-grant';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';

const EVERYTHING = { texts: ['*'], negated: false };
const source = { path: 'acme/Key' } as GuardedResource['source'];
const deny = { effect: 'Deny', name: 'OthersKeepOut', source } as Statement;
const key = { kind: 'key', arn: 'arn:key', contents: [], owner: 'acme', policy: [deny], source } as const;

test('a grant allows everything to everybody, under no condition, beside what the policy denies', () => {
  const granted = withGrant({ ...key, facts: new Map() });

  expect(granted).toEqual({
    ...key,
    facts: new Map(),
    policy: [
      deny,
      {
        effect: 'Allow',
        actions: EVERYTHING,
        resources: EVERYTHING,
        principals: { negated: false, aws: ['*'], services: [], federated: [], others: [] },
        conditions: [],
        name: 'a KMS grant',
        source,
      },
    ],
  });
});

test('the key itself stays without it', () => {
  withGrant({ ...key, facts: new Map() });
  expect(key.policy).toEqual([deny]);
});
