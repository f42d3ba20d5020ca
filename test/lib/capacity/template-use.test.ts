import type { QuotaKey } from '../../../config/quotas';
import { templateUse } from '../../../lib/capacity/template-use';
import type { JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { environment } from '../../fixtures/environment';
import { resources, stackOf, tagsOf } from './templates';

const PLACE = environment();
const use = (stack: Parameters<typeof templateUse>[0]): ReturnType<typeof templateUse> =>
  templateUse(stack, PLACE);

test.each<[type: string, key: QuotaKey]>([
  ['AWS::Athena::WorkGroup', 'athena-workgroups'],
  ['AWS::ECR::Repository', 'ecr-repositories'],
  ['AWS::Events::Rule', 'eventbridge-rules'],
  ['AWS::Glue::Database', 'glue-databases'],
  ['AWS::Glue::SecurityConfiguration', 'glue-security-configurations'],
  ['AWS::IAM::ManagedPolicy', 'iam-policies'],
  ['AWS::IAM::OIDCProvider', 'iam-oidc-providers'],
  ['AWS::IAM::Role', 'iam-roles'],
  ['AWS::IAM::SAMLProvider', 'iam-saml-providers'],
  ['AWS::IAM::User', 'iam-users'],
  ['AWS::IoT::RoleAlias', 'iot-role-aliases'],
  ['AWS::KMS::Key', 'kms-keys'],
  ['AWS::Logs::LogGroup', 'log-groups'],
  ['AWS::S3::Bucket', 's3-buckets'],
  ['AWS::SSM::Parameter', 'ssm-parameters'],
])('two of %s count as two of %s, for the organization whose tag they carry', (type, key) => {
  const { counts } = use(stackOf('acme-eu', resources(type, 2, 'acme-eu')));
  expect([...counts.keys()]).toEqual(['acme-eu']);
  expect(counts.get('acme-eu')?.get(key)).toBe(2);
  expect(
    use(stackOf('shared', resources(type, 2)))
      .counts.get(undefined)
      ?.get(key),
  ).toBe(2);
});

describe('whose a resource is', () => {
  test('follows its tag; without one, the only organization that its stack names', () => {
    const { counts, types } = use(
      stackOf('acme', { ...resources('AWS::KMS::Key', 1, 'acme'), ...resources('AWS::KMS::Alias', 1) }),
    );
    expect([...counts]).toEqual([
      [
        'acme',
        new Map([
          ['cloudformation-stacks', 1],
          ['kms-keys', 1],
        ]),
      ],
    ]);
    expect(types.get('acme')?.get('AWS::KMS::Alias')).toBe(1);
  });

  test('is nobody, for one without a tag in a stack that names two', () => {
    const { counts } = use(
      stackOf('both', {
        ...resources('AWS::KMS::Key', 1, 'acme'),
        ...resources('AWS::IAM::Role', 1, 'acme-eu'),
        ...resources('AWS::Glue::Database', 1),
      }),
    );
    expect(counts.get('acme')?.get('kms-keys')).toBe(1);
    expect(counts.get('acme-eu')?.get('iam-roles')).toBe(1);
    expect(counts.get(undefined)?.get('glue-databases')).toBe(1);
    expect(counts.get(undefined)?.get('cloudformation-stacks')).toBe(1);
  });

  test('is read from tags that are a map, too', () => {
    const { counts } = use(
      stackOf('x', { Role: { Type: 'AWS::IAM::Role', Properties: { Tags: { orgSlug: 'acme' } } } }),
    );
    expect(counts.get('acme')?.get('iam-roles')).toBe(1);
  });
});

test('only rules whose patterns have wildcards count as such', () => {
  const rule = (key: JsonObject): { Type: string; Properties: JsonObject } => ({
    Type: 'AWS::Events::Rule',
    Properties: {
      Tags: tagsOf('acme'),
      EventPattern: { source: ['aws.s3'], detail: { object: { key: [key] } } },
    },
  });
  const { counts } = use(
    stackOf('acme', { A: rule({ prefix: 'acme/' }), B: rule({ wildcard: 'acme/*.csv' }) }),
  );
  expect(counts.get('acme')?.get('eventbridge-rules')).toBe(2);
  expect(counts.get('acme')?.get('eventbridge-wildcard-rules')).toBe(1);
});

describe('the largest', () => {
  const document = (statements: number): JsonObject => ({
    Version: '2012-10-17',
    Statement: Array.from({ length: statements }, () => ({ Effect: 'Allow', Action: 's3:GetObject' })),
  });
  const size = (statements: number): number => JSON.stringify(document(statements)).length;

  test.each<[type: string, property: string, key: QuotaKey]>([
    ['AWS::IAM::ManagedPolicy', 'PolicyDocument', 'iam-managed-policy-size'],
    ['AWS::IAM::Role', 'AssumeRolePolicyDocument', 'iam-trust-policy-size'],
    ['AWS::IoT::Policy', 'PolicyDocument', 'iot-policy-size'],
    ['AWS::S3::BucketPolicy', 'PolicyDocument', 's3-bucket-policy-size'],
    ['AWS::KMS::Key', 'KeyPolicy', 'kms-key-policy-size'],
    ['AWS::SQS::QueuePolicy', 'PolicyDocument', 'sqs-queue-policy-size'],
    ['AWS::Events::Rule', 'EventPattern', 'eventbridge-pattern-size'],
  ])('%s %s is told as %s, with its place', (Type, property, key) => {
    const { largest } = use(
      stackOf('s', {
        Small: { Type, Properties: { [property]: document(1) } },
        Large: { Type, Properties: { [property]: document(3) } },
        Middle: { Type, Properties: { [property]: document(2) } },
      }),
    );
    expect(largest.get(key)).toEqual({ size: size(3), place: 's/Large' });
  });

  test('sum of inline policies is that of one role, however they are attached', () => {
    const { largest } = use(
      stackOf('s', {
        Hub: {
          Type: 'AWS::IAM::Role',
          Properties: { RoleName: 'hub', Policies: [{ PolicyName: 'p', PolicyDocument: document(1) }] },
        },
        Other: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'hub-2' } },
        ByReference: {
          Type: 'AWS::IAM::RolePolicy',
          Properties: { RoleName: { Ref: 'Hub' }, PolicyDocument: document(2) },
        },
        ByName: {
          Type: 'AWS::IAM::Policy',
          Properties: { Roles: ['hub', 'hub-2'], PolicyDocument: document(3) },
        },
      }),
    );
    expect(largest.get('iam-inline-policies-size')).toEqual({
      size: size(1) + size(2) + size(3),
      place: 's/Hub',
    });
  });

  test('number of managed policies is that of one role; a boundary is none', () => {
    const { largest } = use(
      stackOf('s', {
        Hub: {
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: 'hub',
            ManagedPolicyArns: ['arn:a', 'arn:b'],
            PermissionsBoundary: 'arn:c',
          },
        },
        Mine: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Roles: [{ Ref: 'Hub' }] } },
      }),
    );
    expect(largest.get('iam-policies-of-a-role')).toEqual({ size: 3, place: 's/Hub' });
  });

  test('of stacks are counted in resources, outputs, parameters and bytes as the CDK writes them', () => {
    const stack = stackOf('s', resources('AWS::SQS::Queue', 3), {
      Outputs: { A: { Value: 'ä' }, B: { Value: 'b' } },
      Parameters: { P: { Type: 'String' } },
    });
    const { largest } = use(stack);
    expect(largest.get('cloudformation-resources')).toEqual({ size: 3, place: 's' });
    expect(largest.get('cloudformation-outputs')?.size).toBe(2);
    expect(largest.get('cloudformation-parameters')?.size).toBe(1);
    const written = JSON.stringify(stack.template, undefined, 1);
    expect(largest.get('cloudformation-template-size')?.size).toBe(written.length + 1);
  });
});
