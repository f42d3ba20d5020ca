import type { JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { known } from '../../../packages/isolation-proof/src/policies/facts';
import { EVERYTHING } from '../../../packages/isolation-proof/src/patterns/pattern';
import { readStatements, type Statement } from '../../../packages/isolation-proof/src/policies/statement';
import { comparePolicies, type Difference } from '../../../tools/mutation/compare-policies';
import { policyOf } from '../../packages/isolation-proof/fixtures/organizations';
import { resourceOf } from '../../packages/isolation-proof/fixtures/stack-of';

const SCOPE = {
  actions: '*',
  resources: [EVERYTHING],
  facts: new Map([['aws:principaltag/orgslug', known('acme')]]),
  seeds: ['acme', 'acme-eu'],
};

function policy(...statements: readonly JsonObject[]): readonly Statement[] {
  return readStatements(policyOf(...statements), resourceOf('AWS::IAM::ManagedPolicy'));
}

const allow = (resource: string, more: JsonObject = {}): JsonObject => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: resource,
  ...more,
});
const when = (operator: string, key: string, value: string): JsonObject => ({
  Condition: { [operator]: { [key]: value } },
});
const deny = (resource: string, more: JsonObject = {}): JsonObject => ({
  ...allow(resource, more),
  Effect: 'Deny',
});

test.each<[Difference, string, readonly JsonObject[], readonly JsonObject[]]>([
  ['same', 'another order', [allow('a/*'), allow('b')], [allow('b'), allow('a/*')]],
  ['same', 'upper case in an action', [allow('a')], [allow('a', { Action: 'S3:getobject' })]],
  ['same', 'an Allow of what is allowed already', [allow('a*')], [allow('a*'), allow('a/b')]],
  ['same', 'an Allow of what is denied', [deny('a*')], [deny('a*'), allow('a/b')]],
  ['same', 'the value of a variable', [allow('${aws:PrincipalTag/orgSlug}/*')], [allow('acme/*')]],
  [
    'same',
    'IfExists of a negated operator, which an absent key meets anyway',
    [deny('*', when('StringNotEquals', 's3:prefix', 'a'))],
    [deny('*', when('StringNotEqualsIfExists', 's3:prefix', 'a'))],
  ],
  ['looser', 'a slash less', [allow('acme/*')], [allow('acme*')]],
  ['looser', 'an action more', [allow('a')], [allow('a', { Action: 's3:*' })]],
  ['looser', 'a Deny less', [allow('*'), deny('a')], [allow('*')]],
  ['looser', 'a Deny less of what nothing here allows', [allow('b'), deny('a')], [allow('b')]],
  ['looser', 'no condition', [allow('a', when('StringEquals', 's3:prefix', 'x'))], [allow('a')]],
  [
    'looser',
    'IfExists in an Allow',
    [allow('a', when('StringEquals', 's3:prefix', 'x'))],
    [allow('a', when('StringEqualsIfExists', 's3:prefix', 'x'))],
  ],
  [
    'looser',
    'a lower number in a Deny',
    [deny('*', when('NumericLessThan', 's3:TlsVersion', '1.2'))],
    [deny('*', when('NumericLessThan', 's3:TlsVersion', '1.1'))],
  ],
  [
    'looser',
    'NotResource in an Allow',
    [allow('a')],
    [{ Effect: 'Allow', Action: 's3:GetObject', NotResource: 'b' }],
  ],
  ['tighter', 'a slash more', [allow('acme*')], [allow('acme/*')]],
  ['tighter', 'a Deny more', [allow('*')], [allow('*'), deny('a')]],
  ['looser', 'one thing less and another more', [allow('a')], [allow('b')]],
  [
    'unclear',
    'a quantifier in a Deny, of a key that may have several values',
    [deny('*', when('StringNotEquals', 's3:prefix', 'a'))],
    [deny('*', when('ForAllValues:StringNotEquals', 's3:prefix', 'a'))],
  ],
])('%s: %s', (difference, _what, before, after) => {
  expect(comparePolicies(policy(...before), policy(...after), SCOPE)).toBe(difference);
});

test('what a policy is never asked about makes no difference', () => {
  const [before, after] = [policy(deny('*', { Action: 's3:*' })), policy(deny('*', { Action: '*' }))];
  expect(comparePolicies(before, after, SCOPE)).toBe('tighter');
  expect(comparePolicies(before, after, { ...SCOPE, actions: 's3:*' })).toBe('same');
});

test('whom statements name is not compared', () => {
  const statement = { ...deny('*'), Principal: '*' };
  const other = { ...statement, Principal: { AWS: '111122223333' } };
  expect(comparePolicies(policy(statement), policy(other), SCOPE)).toBe('unclear');
});
