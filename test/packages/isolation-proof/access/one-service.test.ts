import type { Access, Question } from '../../../../packages/isolation-proof/src/access/access';
import {
  isOfOneService,
  ofOneService,
  resourcesFor,
} from '../../../../packages/isolation-proof/src/access/one-service';
import { EVERYTHING, wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import { statements, subject, USER } from '../decide/model-of';
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
])('%s on "%s" is a request that a service decides: %s', (action, resource, expected) => {
  expect(isOfOneService({ action, resource })).toBe(expected);
});

describe('a request of one service', () => {
  test.each<[string, string, readonly string[]]>([
    ['s3:getobject', USER, ['arn:aws:s3:::?*', 'arn:aws:s3:*', 'arn:*:s3:*']],
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
});
