import type { Access, Question } from '../../../../packages/isolation-proof/src/access/access';
import {
  isOfOneService,
  ofOneService,
  resourcesFor,
  resourceServices,
  serviceOfResource,
} from '../../../../packages/isolation-proof/src/access/one-service';
import { EVERYTHING, wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { actionClasses } from '../../../../packages/isolation-proof/src/policies/action-classes';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import { statements, subject, USER } from '../fixtures/statements-and-requests';
import { anything, questionOf } from './asked-access';

test.each<[string, string, boolean]>([
  ['s3:getobject', 'arn:aws:s3:::data/x', true],
  ['s3:getobject', 'arn:aws:kms:eu-central-1:111122223333:key/x', false],
  ['s3:getobject', '', false],
  ['s3:getobject', 'x', false],
  ['s3:getobject', 'arn:aws:s3', false],
  ['sts:assumerole', 'arn:aws:iam::111122223333:role/x', true],
  ['sts:assumerole', 'arn:aws:s3:::data', false],
  ['iam:listroles', '*', true],
  ['kafka-cluster:readdata', 'arn:aws:kafka:eu-central-1:111122223333:topic/acme/1/x', true],
  ['kafka:describecluster', 'arn:aws:kafka:eu-central-1:111122223333:cluster/acme/1', true],
  ['kafka-cluster:readdata', 'arn:aws:rds:eu-central-1:111122223333:cluster:acme', false],
  ['rds-data:executestatement', 'arn:aws:rds:eu-central-1:111122223333:cluster:acme', true],
  [
    'redshift-data:executestatement',
    'arn:aws:redshift-serverless:eu-central-1:111122223333:workgroup/1',
    true,
  ],
])('%s on "%s" is a request that a service decides: %s', (action, resource, expected) => {
  expect(isOfOneService({ action, resource })).toBe(expected);
});

test.each<[string, string | undefined]>([
  ['arn:aws:s3:::x', 's3'],
  ['arn:aws:s3:', 's3'],
  ['arn:aws:s3', undefined],
  ['arn:aws::eu-central-1:1:x', undefined],
  ['xarn:aws:s3:::x', undefined],
  ['', undefined],
])('"%s" is a resource of %s', (arn, expected) => {
  expect(serviceOfResource(arn)).toBe(expected);
});

test.each([
  ['iam:getrole', ['iam']],
  ['sts:assumerole', ['iam', 'sts']],
  ['eks-auth:assumeroleforpodidentity', ['eks']],
  ['ec2-instance-connect:sendsshpublickey', ['ec2']],
])('%s is about resources of %j', (action, expected) => {
  expect(resourceServices(action)).toEqual(expected);
});

describe('a request of one service', () => {
  test.each<[string, JsonObject, RegExp]>([
    ['its own', { Action: '*' }, /^iam:/],
    ['STS, which is about roles of IAM', { NotAction: 'iam:*' }, /^sts:/],
  ])('of many actions on a role is one of %s', (_what, statement, expected) => {
    const identity = statements({ ...statement, Resource: 'arn:aws:iam::*' });
    const question = questionOf({ who: subject(USER, identity) });
    // Some of all actions that are alike to the statement.
    const action = actionClasses(identity).find(({ example }) => !example.startsWith('iam:'));
    if (action === undefined) throw new Error('there is no class of actions');
    const found = ofOneService(
      { ...question, action, resources: { matching: [EVERYTHING], excluding: [] } },
      // Of the same class, and of a service that has nothing to do with roles.
      { principal: USER, action: 'x:y', resource: 'arn:aws:iam::1:role/x', allowedBy: [] },
    );
    expect(found?.action).toMatch(expected);
    expect(found?.resource).toBe('arn:aws:iam::');
  });

  test.each<[string, string, readonly string[]]>([
    ['s3:getobject', USER, ['arn:aws:s3:::?*', 'arn:aws:s3:*', 'arn:*:s3:*']],
    ['glue:gettable', 'anybody', ['arn:aws:glue:*::?*', 'arn:aws:glue:*', 'arn:*:glue:*']],
    [
      'glue:gettable',
      'arn:aws-cn:iam::1:user/x',
      ['arn:aws-cn:glue:*:1:?*', 'arn:aws-cn:glue:*', 'arn:*:glue:*'],
    ],
  ])('of %s is looked for from the most to the least like an ARN', (action, arn, expected) => {
    const { tokens } = wildcardPattern('*');
    const shown = resourcesFor(action, arn).map((pattern) =>
      pattern.tokens
        .map((token) => (token === tokens[0] ? '*' : typeof token === 'string' ? token : '?'))
        .join(''),
    );
    expect(shown).toEqual([...expected, '*']);
  });

  test('is what was found, or another one that the policies allow, or none', () => {
    const across = statements({ Action: 's3:GetObject', Resource: 'arn:aws:kms:*' });
    const asked = (identity: readonly Statement[]): Question => ({
      ...questionOf({ who: subject(USER, identity) }),
      resources: { matching: [EVERYTHING], excluding: [] },
    });
    const wrong: Access = {
      principal: USER,
      action: 's3:getobject',
      resource: 'arn:aws:kms:x:1:key/y',
      allowedBy: [],
    };
    expect(ofOneService(asked(across), wrong)).toBeUndefined();
    expect(ofOneService(asked(anything), wrong)).toMatchObject({
      action: 's3:getobject',
      resource: 'arn:aws:s3:::x',
    });
    const right = { ...wrong, resource: 'arn:aws:s3:::y' };
    expect(ofOneService(asked(anything), right)).toBe(right);
  });

  test('is none on a shortest text, which is a resource of no service', () => {
    const identity = statements({ Resource: 'arn:*' });
    const [action] = actionClasses(identity);
    if (action === undefined) throw new Error('there is no class of actions');
    const question: Question = {
      ...questionOf({ who: subject(USER, identity) }),
      action,
      resources: { matching: [EVERYTHING], excluding: [] },
    };
    // Of the same class is an action of KMS, which is allowed on `arn:`, too.
    const found = ofOneService(question, {
      principal: USER,
      action: action.example,
      resource: 'arn:aws:kms:x:1:key/y',
      allowedBy: identity,
    });
    expect(found && isOfOneService(found)).toBe(true);
  });
});
