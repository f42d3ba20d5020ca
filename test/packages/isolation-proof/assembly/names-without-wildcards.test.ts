import { refuseWildcardsInNames } from '../../../../packages/isolation-proof/src/assembly/names-without-wildcards';
import type { Unknown } from '../../../../packages/isolation-proof/src/templates/errors';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { stackOf } from '../fixtures/stack-of';

function refused(...resources: readonly JsonObject[]): Unknown[] {
  const unknowns: Unknown[] = [];
  const stack = stackOf(
    Object.fromEntries(
      resources.map((properties, index) => [`R${index}`, ['AWS::Any::Type', properties] as const]),
    ),
  );
  refuseWildcardsInNames([stack], unknowns);
  return unknowns;
}

test.each([
  ...['Alias', 'Bucket', 'Group', 'InstanceProfile', 'ManagedPolicy', 'Policy'].map((what) => `${what}Name`),
  ...['Repository', 'Role', 'ThingType', 'User', ''].map((what) => `${what}Name`),
  'RoleAlias',
])('%s is refused if it holds a wildcard, which no name may; write the name out', (property) => {
  for (const name of ['acme*', '*', 'ac?me', { 'Fn::Join': ['', ['a', '*']] }])
    expect(refused({ [property]: name })).toStrictEqual([
      { place: 'test/R0', reason: `its ${property} holds a wildcard, which no name may; write the name out` },
    ]);
});

test.each<[JsonObject]>([
  [{ BucketName: 'acme' }],
  [{}],
  // Whoever reads the name says what is not understood of it.
  [{ BucketName: { Ref: 'Parameter' } }],
  [{ BucketName: { 'Fn::Base64': '*' } }],
  // No names of resources that policies refer to.
  [{ Description: '*' }],
  [{ DomainName: '*.example.com' }],
  [{ BucketNamePrefix: '*' }],
  [{ NameServer: '*' }],
  [{ RoleAliasArn: '*' }],
  [{ TheRoleAlias: '*' }],
])('%j is not refused', (properties) => {
  expect(refused(properties)).toStrictEqual([]);
});

test('every name of every resource is looked at', () => {
  expect(refused({ BucketName: 'a' }, { PolicyName: '*', RoleName: '?' }, { UserName: '*' })).toStrictEqual([
    { place: 'test/R1', reason: 'its PolicyName holds a wildcard, which no name may; write the name out' },
    { place: 'test/R1', reason: 'its RoleName holds a wildcard, which no name may; write the name out' },
    { place: 'test/R2', reason: 'its UserName holds a wildcard, which no name may; write the name out' },
  ]);
});
