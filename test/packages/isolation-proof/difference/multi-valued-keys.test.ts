import { multiValuedIn } from '../../../../packages/isolation-proof/src/difference/multi-valued-keys';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { statements } from '../fixtures/statements-and-requests';

const asking = (Condition: JsonObject) => statements({ Condition });

/** Those of AWS's documentation that say so; the reference of a service calls their type `ArrayOfString`. */
test.each([
  'aws:CalledVia',
  'aws:PrincipalOrgPaths',
  'aws:PrincipalServiceNamesList',
  'aws:ResourceOrgPaths',
  'aws:SourceOrgPaths',
  'aws:TagKeys',
  'aws:VpceOrgPaths',
  'dynamodb:Attributes',
  'dynamodb:LeadingKeys',
  'kms:EncryptionContextKeys',
  'kms:GrantOperations',
  'kms:ResourceAliases',
  's3:RequestObjectTagKeys',
])('%s may have several values, whoever asks for it', (key) => {
  expect(multiValuedIn([])(key.toLowerCase())).toBe(true);
});

test.each(['aws:CalledViaFirst', 'aws:PrincipalOrgID', 'aws:RequestTag/team', 's3:prefix'])(
  '%s has one value',
  (key) => {
    expect(multiValuedIn(asking({ StringEquals: { [key]: 'a' } }))(key.toLowerCase())).toBe(false);
  },
);

test.each(['ForAllValues', 'ForAnyValue'])(
  'a key that a statement asks for with %s may have several',
  (quantifier) => {
    const isMultiValued = multiValuedIn([
      ...asking({
        [`${quantifier}:StringEquals`]: { 'lambda:Layer': 'a' },
        StringEquals: { 's3:prefix': 'b' },
      }),
      ...statements({}),
    ]);
    expect(['lambda:layer', 's3:prefix'].map(isMultiValued)).toEqual([true, false]);
  },
);
