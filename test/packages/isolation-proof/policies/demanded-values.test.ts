import { demandedValues } from '../../../../packages/isolation-proof/src/policies/demanded-values';
import { readStatements } from '../../../../packages/isolation-proof/src/policies/statement';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { policyOf } from '../fixtures/organizations';
import { resourceOf } from '../fixtures/stack-of';

const KEY = 'aws:SourceAccount';
const ACCOUNT = '111122223333';

test.each<[string, JsonObject, readonly string[] | undefined]>([
  ['one value', { StringEquals: { [KEY]: ACCOUNT } }, [ACCOUNT]],
  [
    'one of several values',
    { StringEquals: { [KEY]: [ACCOUNT, '444455556666'] } },
    [ACCOUNT, '444455556666'],
  ],
  ['beside another key', { StringEquals: { 'aws:SourceArn': 'x', [KEY]: ACCOUNT } }, [ACCOUNT]],
  ['after another demand', { StringLike: { [KEY]: '1*' }, StringEquals: { [KEY]: ACCOUNT } }, [ACCOUNT]],
  ['nothing', {}, undefined],
  ['another key', { StringEquals: { 'aws:SourceArn': ACCOUNT } }, undefined],
  // A request without the key has none of the values.
  ['where the key exists', { StringEqualsIfExists: { [KEY]: ACCOUNT } }, undefined],
  ['all values there are', { 'ForAllValues:StringEquals': { [KEY]: ACCOUNT } }, undefined],
  ['what is like it', { StringLike: { [KEY]: ACCOUNT } }, undefined],
  ['anything else', { StringNotEquals: { [KEY]: ACCOUNT } }, undefined],
  // What it is depends on the request.
  ['a variable', { StringEquals: { [KEY]: '${aws:PrincipalAccount}' } }, undefined],
  ['a variable among values', { StringEquals: { [KEY]: [ACCOUNT, 'x${aws:PrincipalAccount}'] } }, undefined],
  ['a value that is not known', { StringEquals: { [KEY]: { Ref: 'Parameter' } } }, undefined],
])('a statement that demands %s', (_what, Condition, expected) => {
  const [statement] = readStatements(
    policyOf({ Effect: 'Allow', Action: '*', Resource: '*', Condition }),
    resourceOf('AWS::IAM::ManagedPolicy'),
  );
  expect(statement && demandedValues(statement, 'aws:sourceaccount')).toEqual(expected);
});
