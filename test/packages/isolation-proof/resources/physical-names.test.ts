import {
  attributesOf,
  contentArns,
  physicalArn,
  physicalAttribute,
  physicalReference,
} from '../../../../packages/isolation-proof/src/resources/physical-names';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { resourceOf } from './resource';

/** As the engine's, for literal texts. */
const literal = (value: Json): string | undefined => (typeof value === 'string' ? value : undefined);

describe('what Ref, Fn::GetAtt and policies call a resource', () => {
  const HERE = 'eu-central-1:111122223333';

  it.each<[string, JsonObject, string | undefined, string | undefined]>([
    ['AWS::S3::Bucket', { BucketName: 'b' }, 'b', 'arn:aws:s3:::b'],
    ['AWS::S3::Bucket', {}, '(Stack.It)', 'arn:aws:s3:::(Stack.It)'],
    ['AWS::KMS::Key', {}, '(Stack.It)', `arn:aws:kms:${HERE}:key/(Stack.It)`],
    ['AWS::SNS::Topic', { TopicName: 't' }, `arn:aws:sns:${HERE}:t`, `arn:aws:sns:${HERE}:t`],
    [
      'AWS::SQS::Queue',
      { QueueName: 'q' },
      'https://sqs.eu-central-1.amazonaws.com/111122223333/q',
      `arn:aws:sqs:${HERE}:q`,
    ],
    ['AWS::IAM::Role', { RoleName: 'r' }, 'r', 'arn:aws:iam::111122223333:role/r'],
    ['AWS::IAM::Role', { RoleName: 'r', Path: '/a/' }, 'r', 'arn:aws:iam::111122223333:role/a/r'],
    [
      'AWS::IAM::OIDCProvider',
      { Url: 'https://login.example.com:8443/tenants/1' },
      'arn:aws:iam::111122223333:oidc-provider/login.example.com:8443/tenants/1',
      'arn:aws:iam::111122223333:oidc-provider/login.example.com:8443/tenants/1',
    ],
    [
      'AWS::IAM::SAMLProvider',
      { Name: 'staff' },
      'arn:aws:iam::111122223333:saml-provider/staff',
      'arn:aws:iam::111122223333:saml-provider/staff',
    ],
    [
      'AWS::IAM::OIDCProvider',
      { Url: 'login.example.com/https://1' },
      'arn:aws:iam::111122223333:oidc-provider/login.example.com/https://1',
      'arn:aws:iam::111122223333:oidc-provider/login.example.com/https://1',
    ],
    ['AWS::SSM::Parameter', { Name: '/a/b' }, '/a/b', `arn:aws:ssm:${HERE}:parameter/a/b`],
    ['AWS::SSM::Parameter', { Name: 'a/b' }, 'a/b', `arn:aws:ssm:${HERE}:parameter/a/b`],
    ['AWS::Scheduler::Schedule', { Name: 's' }, 's', `arn:aws:scheduler:${HERE}:schedule/default/s`],
    [
      'AWS::Scheduler::Schedule',
      { Name: 's', GroupName: 'g' },
      's',
      `arn:aws:scheduler:${HERE}:schedule/g/s`,
    ],
    ['AWS::Glue::Database', { DatabaseInput: { Name: 'd' } }, 'd', `arn:aws:glue:${HERE}:database/d`],
    ['AWS::Events::Rule', { Name: 'r' }, 'r', `arn:aws:events:${HERE}:rule/r`],
    ['AWS::Events::Rule', { Name: 'r', EventBusName: 'default' }, 'r', `arn:aws:events:${HERE}:rule/r`],
    [
      'AWS::Events::Rule',
      { Name: 'r', EventBusName: `arn:aws:events:${HERE}:event-bus/b` },
      'b|r',
      `arn:aws:events:${HERE}:rule/b/r`,
    ],
    [
      'AWS::Lambda::Alias',
      { FunctionName: `arn:aws:lambda:${HERE}:function:f`, Name: 'live' },
      `arn:aws:lambda:${HERE}:function:f:live`,
      `arn:aws:lambda:${HERE}:function:f:live`,
    ],
    ['AWS::S3::BucketPolicy', { Bucket: 'b' }, undefined, undefined],
    ['AWS::Unheard::Of', {}, undefined, undefined],
  ])('%s %j', (type, properties, reference, arn) => {
    const resource = resourceOf(type, properties);

    expect(physicalReference(resource, literal)).toBe(reference);
    expect(physicalArn(resource, literal)).toBe(arn);
  });

  it('is unknown if the name is', () => {
    const resource = resourceOf('AWS::S3::Bucket', { BucketName: { Ref: 'Parameter' } });

    expect(physicalReference(resource, literal)).toBeUndefined();
    expect(physicalArn(resource, literal)).toBeUndefined();
    expect(contentArns(resource, literal)).toStrictEqual([]);
  });

  it('is unknown if a part of the name is to be taken of what is unknown', () => {
    const rule = resourceOf('AWS::Events::Rule', { Name: 'r', EventBusName: { Ref: 'Bus' } });

    expect(physicalArn(rule, literal)).toBeUndefined();
  });

  it('is unknown of types that nobody has described, which hold nothing and have no attributes', () => {
    const resource = resourceOf('AWS::Unheard::Of', { Name: 'n' });

    expect(contentArns(resource, literal)).toStrictEqual([]);
    expect(physicalAttribute(resource, 'Arn', literal)).toBeUndefined();
    expect(attributesOf(resource.type)).toStrictEqual([]);
  });

  it('is an id that AWS makes, whatever a property of that name says', () => {
    const key = resourceOf('AWS::KMS::Key', { id: 'x' });

    expect(physicalReference(key, literal)).toBe('(Stack.It)');
  });

  it.each<JsonObject>([{ DatabaseInput: 'd' }, { DatabaseInput: {} }, { DatabaseInput: [{ Name: 'd' }] }])(
    'is generated if %j holds no name',
    (properties) => {
      expect(physicalReference(resourceOf('AWS::Glue::Database', properties), literal)).toBe('(Stack.It)');
    },
  );

  it('is no property of JavaScript', () => {
    const input = resourceOf('AWS::IAM::Role', { DatabaseInput: { Name: 'd' } });

    expect(physicalAttribute(input, 'constructor', literal)).toBeUndefined();
  });

  it('is unknown if an intrinsic function may hold the name', () => {
    const input = { 'Fn::If': ['Condition', { Name: 'a' }, { Name: 'b' }] };

    expect(
      physicalReference(resourceOf('AWS::Glue::Database', { DatabaseInput: input }), literal),
    ).toBeUndefined();
  });

  it('is generated if AWS::NoValue takes the name away', () => {
    const resource = resourceOf('AWS::S3::Bucket', { BucketName: { Ref: 'AWS::NoValue' } });

    expect(physicalReference(resource, literal)).toBe('(Stack.It)');
  });

  it('gives the attributes that are known, and no others', () => {
    const group = resourceOf('AWS::Logs::LogGroup', { LogGroupName: 'g' });

    expect(attributesOf(group.type)).toEqual(['Arn']);
    expect(physicalAttribute(group, 'Arn', literal)).toBe(`arn:aws:logs:${HERE}:log-group:g:*`);
    expect(physicalAttribute(group, 'toString', literal)).toBeUndefined();
  });

  it('gives patterns of what is in the resource', () => {
    const bucket = resourceOf('AWS::S3::Bucket', { BucketName: 'b' });
    const database = resourceOf('AWS::Glue::Database', { DatabaseInput: { Name: 'd' } });

    expect(contentArns(bucket, literal)).toEqual(['arn:aws:s3:::b/*']);
    expect(contentArns(database, literal)).toEqual([`arn:aws:glue:${HERE}:table/d/*`]);
  });
});
