import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { allow, compared, lines } from './change';

const DATA = 'arn:aws:s3:::acme-data/*';
const OTHER = 'arn:aws:s3:::other/*';
const deny = (Action: string, Resource: string, more: JsonObject = {}): JsonObject => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...more,
});
const when = (operator: string, key: string, value: string | string[]): JsonObject => ({
  Condition: { [operator]: { [key]: value } },
});

describe('the same in other words', () => {
  test.each<[string, JsonObject[], JsonObject[]]>([
    [
      'order of statements',
      [allow('s3:GetObject', DATA), allow('s3:PutObject', OTHER)],
      [allow('s3:PutObject', OTHER), allow('s3:GetObject', DATA)],
    ],
    [
      'order of actions',
      [allow(['s3:GetObject', 's3:PutObject'], DATA)],
      [allow(['s3:PutObject', 's3:GetObject'], DATA)],
    ],
    [
      'split',
      [allow(['s3:GetObject', 's3:PutObject'], [DATA, OTHER])],
      [allow('s3:GetObject', [DATA, OTHER]), allow('s3:PutObject', [DATA, OTHER])],
    ],
    [
      'a name',
      [allow('s3:GetObject', DATA, { Sid: 'One' })],
      [allow('s3:GetObject', DATA, { Sid: 'Other' })],
    ],
    ['case of actions', [allow('s3:GetObject', DATA)], [allow('S3:getobject', DATA)]],
    ['a list of one', [allow('s3:GetObject', DATA)], [allow(['s3:GetObject'], [DATA])]],
    [
      'what another statement says, too',
      [allow('s3:Get*', DATA)],
      [allow('s3:Get*', DATA), allow('s3:GetObject', DATA)],
    ],
    [
      'a folder of what is allowed',
      [allow('s3:GetObject', DATA)],
      [allow('s3:GetObject', [DATA, 'arn:aws:s3:::acme-data/a/*'])],
    ],
    [
      'a condition on what is allowed anyway',
      [allow('s3:GetObject', DATA)],
      [allow('s3:GetObject', DATA), allow('s3:GetObject', DATA, when('StringEquals', 's3:x', 'y'))],
    ],
    [
      'two conditions that leave nothing out',
      [allow('s3:GetObject', DATA)],
      [
        allow('s3:GetObject', DATA, when('Bool', 'aws:SecureTransport', 'true')),
        allow('s3:GetObject', DATA, when('BoolIfExists', 'aws:SecureTransport', 'false')),
        allow('s3:GetObject', DATA, when('StringNotEquals', 'aws:SecureTransport', ['true', 'TRUE'])),
      ],
    ],
    [
      'StringLike without wildcards',
      [allow('s3:GetObject', DATA, when('StringEquals', 's3:x', 'y'))],
      [allow('s3:GetObject', DATA, when('StringLike', 's3:x', 'y'))],
    ],
    [
      'two services with their own resources each',
      [allow(['s3:GetObject', 'sns:Publish'], [DATA, 'arn:aws:sns:::x'])],
      [allow('s3:GetObject', DATA), allow('sns:Publish', 'arn:aws:sns:::x')],
    ],
    [
      'numbers that are written otherwise',
      [allow('s3:GetObject', DATA, when('NumericLessThan', 's3:max-keys', '10'))],
      [allow('s3:GetObject', DATA, when('NumericLessThan', 's3:max-keys', '10.0'))],
    ],
    [
      'ranges of addresses that add up',
      [allow('s3:GetObject', DATA, when('IpAddress', 'aws:SourceIp', '10.0.0.0/8'))],
      [allow('s3:GetObject', DATA, when('IpAddress', 'aws:SourceIp', ['10.0.0.0/9', '10.128.0.0/9']))],
    ],
  ])('%s: nothing is told', (_what, base, head) => {
    expect(lines(compared({ statements: base }, { statements: head }))).toEqual([]);
    expect(lines(compared({ statements: head }, { statements: base }))).toEqual([]);
  });
});

describe('what a change decides', () => {
  const GET_ABOVE_9 = allow('s3:GetObject', DATA, when('NumericGreaterThan', 's3:x', '9'));
  const GET = allow('s3:GetObject', DATA);
  test.each<[string, JsonObject[], JsonObject[], string[]]>([
    [
      'an action',
      [GET],
      [allow(['s3:GetObject', 's3:PutObject'], DATA)],
      [`acme-role gained: s3:putobject on ${DATA}`],
    ],
    ['a wildcard', [GET], [allow('s3:Get*', DATA)], [`acme-role gained: s3:get* on ${DATA}`]],
    [
      'a resource',
      [GET],
      [allow('s3:GetObject', [DATA, OTHER])],
      [`acme-role gained: s3:getobject on ${OTHER}`],
    ],
    [
      'an operator with IfExists',
      [allow('s3:GetObject', DATA, when('StringEquals', 's3:x', 'y'))],
      [allow('s3:GetObject', DATA, when('StringEqualsIfExists', 's3:x', 'y'))],
      [`acme-role gained: s3:getobject on ${DATA} {"s3:x":null}`],
    ],
    [
      'another value',
      [allow('s3:GetObject', DATA, when('StringEquals', 's3:x', 'y'))],
      [allow('s3:GetObject', DATA, when('StringEquals', 's3:x', 'z'))],
      [
        `acme-role gained: s3:getobject on ${DATA} {"s3:x":"z"}`,
        `acme-role lost: s3:getobject on ${DATA} {"s3:x":"y"}`,
      ],
    ],
    [
      'Null',
      [allow('s3:GetObject', DATA, when('Null', 's3:x', 'true'))],
      [allow('s3:GetObject', DATA, when('Null', 's3:x', 'false'))],
      [
        `acme-role gained: s3:getobject on ${DATA} {"s3:x":"x"}`,
        `acme-role lost: s3:getobject on ${DATA} {"s3:x":null}`,
      ],
    ],
    [
      'a wider range of addresses',
      [allow('s3:GetObject', DATA, when('IpAddress', 'aws:SourceIp', '10.0.0.0/9'))],
      [allow('s3:GetObject', DATA, when('IpAddress', 'aws:SourceIp', '10.0.0.0/8'))],
      [`acme-role gained: s3:getobject on ${DATA} {"aws:sourceip":"10.128.0.0"}`],
    ],
    [
      'a later date',
      [allow('s3:GetObject', DATA, when('DateLessThan', 'aws:CurrentTime', '2026-01-01T00:00:00Z'))],
      [allow('s3:GetObject', DATA, when('DateLessThan', 'aws:CurrentTime', '2027-01-01T00:00:00Z'))],
      [`acme-role gained: s3:getobject on ${DATA} {"aws:currenttime":"2026-12-31T23:59:59.000Z"}`],
    ],
    [
      'a Deny that leaves nothing but what lies between two limits',
      [GET_ABOVE_9, deny('s3:GetObject', DATA)],
      [GET_ABOVE_9, deny('s3:GetObject', DATA, when('NumericGreaterThanEquals', 's3:x', '10'))],
      [`acme-role gained: s3:getobject on ${DATA} {"s3:x":"9.5"}`],
    ],
    [
      'a Deny that is taken away',
      [GET, deny('s3:GetObject', 'arn:aws:s3:::acme-data/secret/*')],
      [GET],
      ['acme-role gained: s3:getobject on arn:aws:s3:::acme-data/secret/*'],
    ],
    [
      'a Deny',
      [GET],
      [GET, deny('s3:*', 'arn:aws:s3:::acme-data/secret/*')],
      ['acme-role lost: s3:getobject on arn:aws:s3:::acme-data/secret/*'],
    ],
    [
      'NotAction',
      [{ Effect: 'Allow', NotAction: 's3:*', Resource: 'arn:aws:s3:::x' }],
      [{ Effect: 'Allow', NotAction: 's3:Put*', Resource: 'arn:aws:s3:::x' }],
      ['acme-role gained: s3:* on arn:aws:s3:::x'],
    ],
    [
      'NotResource',
      [GET, { Effect: 'Deny', Action: 's3:GetObject', NotResource: 'arn:aws:s3:::acme-data/a/*' }],
      [
        GET,
        {
          Effect: 'Deny',
          Action: 's3:GetObject',
          NotResource: ['arn:aws:s3:::acme-data/a/*', 'arn:aws:s3:::acme-data/b/*'],
        },
      ],
      [`acme-role gained: s3:getobject on ${DATA}`],
    ],
    [
      'a set of tags',
      [
        allow(
          'sns:TagResource',
          'arn:aws:sns:::x',
          when('ForAllValues:StringEquals', 'aws:TagKeys', ['a', 'b']),
        ),
      ],
      [
        allow(
          'sns:TagResource',
          'arn:aws:sns:::x',
          when('ForAnyValue:StringEquals', 'aws:TagKeys', ['a', 'b']),
        ),
      ],
      [
        'acme-role gained: sns:tagresource on arn:aws:sns:::x {"aws:tagkeys":["a","x"]}',
        'acme-role lost: sns:tagresource on arn:aws:sns:::x {"aws:tagkeys":null}',
      ],
    ],
    [
      'ARNs part by part',
      [allow('s3:GetObject', DATA, when('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:1:x'))],
      [allow('s3:GetObject', DATA, when('StringLike', 'aws:SourceArn', 'arn:aws:sns:*:1:x'))],
      [`acme-role gained: s3:getobject on ${DATA} {"aws:sourcearn":"arn:aws:sns:::1:x"}`],
    ],
    [
      'a Deny that hides a permission',
      [GET, deny('s3:PutObject', '*')],
      [GET, allow('s3:PutObject', DATA), deny('s3:PutObject', '*')],
      [],
    ],
  ])('%s', (_what, base, head, told) => {
    expect(lines(compared({ statements: base }, { statements: head }))).toEqual(told);
  });
});
