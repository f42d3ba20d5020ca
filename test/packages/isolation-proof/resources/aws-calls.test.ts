import { problemOfCall } from '../../../../packages/isolation-proof/src/resources/aws-calls';
import { undecidedReasons } from '../../../../packages/isolation-proof/src/resources/undecided';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { resourceOf } from './resource';

const call = (service: string, action: string, more = ''): string =>
  `{"service":"${service}","action":"${action}","parameters":{}${more}}`;

it.each<[service: string, action: string]>([
  ['DynamoDB', 'putItem'],
  ['@aws-sdk/client-dynamodb', 'PutItemCommand'],
  ['dynamodb', 'BatchWriteItem'],
  ['S3', 'getObject'],
  ['S3', 'PutObject'],
  ['SSM', 'getParameter'],
  ['SSM', 'GetParametersByPathCommand'],
  ['EC2', 'describeVpcs'],
  ['IAM', 'listRoles'],
  ['DynamoDB', 'query'],
  ['DynamoDB', 'scan'],
  ['SQS', 'sendMessage'],
])('a call of %s that is %s looks, or writes what is in a resource', (service, action) => {
  expect(problemOfCall(call(service, action))).toBeUndefined();
  const rest = `{"x":"`;
  const [start = '', end = ''] = call(service, action, `,"more":${rest}|","n":|}`).split('|');
  expect(
    problemOfCall({ 'Fn::Join': ['', [start, { Ref: 'Table' }, end, { Ref: 'Number' }, '}}']] }),
  ).toBeUndefined();
});

it.each<[service: string, action: string]>([
  ['IAM', 'putRolePolicy'],
  ['S3', 'putBucketPolicy'],
  ['S3', 'putBucketNotificationConfiguration'],
  ['S3', 'copyObject'],
  ['Lambda', 'addPermission'],
  ['CloudWatchLogs', 'putSubscriptionFilter'],
  ['EventBridge', 'putTargets'],
  ['KMS', 'createGrant'],
  ['STS', 'getSessionToken'],
  ['sts', 'getFederationToken'],
  ['STS', 'assumeRole'],
  ['X', 'listen'],
  ['X', 'gettingOn'],
  ['IAM', 'putItem'],
])('a call of %s that is %s may set what no template shows', (service, action) => {
  expect(problemOfCall(call(service, action))).toBe(
    `it calls ${action} of ${service} at deployment, and what that sets no template shows`,
  );
});

it('a call under another role has the rights of that role', () => {
  const reason = 'it calls getObject of S3 under a role that it assumes';
  const [start = '', end = ''] = call('S3', 'getObject', ',"assumedRoleArn":"|"').split('|');
  expect(problemOfCall(`${start}arn:x${end}`)).toBe(reason);
  expect(problemOfCall({ 'Fn::Join': ['', [start, { Ref: 'A' }, end]] })).toBe(reason);
});

it('the order in which a call is written makes no difference', () => {
  expect(problemOfCall('{"parameters":{},"action":"getObject","service":"S3"}')).toBeUndefined();
  expect(
    problemOfCall('{"parameters":{"action":"getObject"},"action":"assume","service":"S3"}'),
  ).toBeDefined();
});

it.each<[string, string | JsonObject]>([
  ['an object, as the CDK wrote it once', { service: 'S3', action: 'getObject' }],
  ['a reference', { Ref: 'Call' }],
  ['a text that is no JSON', `x${call('S3', 'getObject')}`],
  ['JSON that is no object', '[]'],
  ['one without a service', '{"action":"getObject"}'],
  ['one without an action', '{"service":"S3"}'],
  [
    'one whose service is a reference',
    { 'Fn::Join': ['', ['{"service":"', { Ref: 'X' }, '","action":"get"}']] },
  ],
  [
    'one whose action comes with the deployment',
    { 'Fn::Join': ['', ['{"service":"S3","action":"get', { Ref: 'X' }, '"}']] },
  ],
  ['one in pieces with something between them', { 'Fn::Join': [' ', [call('S3', 'getObject')]] }],
  ['one in no pieces', { 'Fn::Join': ['', { Ref: 'X' }] }],
  ['nothing', ''],
])('%s is a call that is not known', (_what, written) => {
  expect(problemOfCall(written)).toBe('it makes a call of AWS that is not known');
});

it("is looked for in what the CDK's AwsCustomResource makes, and nowhere else", () => {
  const reasons = (type: string, properties: JsonObject): string[] =>
    undecidedReasons(resourceOf(type, properties));
  const calls = { Create: call('IAM', 'putRolePolicy'), Delete: call('S3', 'deleteObject') };
  const said = (type: string): string =>
    `${type} is not supported: it calls putRolePolicy of IAM at deployment, and what that sets no template shows; if it grants, carries and sends nothing, add declare: { '${type}': { grants: 'nothing', because: '…' } }`;
  expect(reasons('Custom::AWS', calls)).toStrictEqual([said('Custom::AWS')]);
  expect(reasons('Custom::Other', { ...calls, InstallLatestAwsSdk: false })).toStrictEqual([
    said('Custom::Other'),
  ]);
  expect(reasons('Custom::Other', calls)).toStrictEqual([]);
  for (const property of ['Create', 'Update', 'Delete']) {
    expect(reasons('Custom::AWS', { [property]: 'anything' })).toHaveLength(1);
  }
  expect(reasons('Custom::AWS', { Other: 'anything' })).toStrictEqual([]);
});
