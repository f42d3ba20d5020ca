import { keyUse, type KeyServices } from '../../../../packages/isolation-proof/src/claims/key-use';
import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { inlinePolicy, policyOf, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { found } from './found';
import { judged } from './judged';
import { key } from './keys';

const VIA = 'kms:ViaService';
const S3 = 's3.eu-central-1.amazonaws.com';
const SSM = 'ssm.eu-central-1.amazonaws.com';
const PARAMETER = 'kms:EncryptionContext:PARAMETER_ARN';
const SECRETS = `arn:aws:ssm:eu-central-1:${ACCOUNT}:parameter`;

const SERVICES: KeyServices = { through: ['s3', 'ssm'] };
const allow = (
  Condition: JsonObject,
  Action: string | string[] = ['kms:Decrypt', 'kms:GenerateDataKey'],
): JsonObject => ({
  Sid: 'Use',
  Effect: 'Allow',
  Action,
  Resource: '*',
  Condition,
});
const KEY = key('Key', 'acme', {});

/** Judges a role of acme that may do this, and whose boundary leaves it that. */
function judge(
  statements: readonly JsonObject[],
  boundary?: readonly JsonObject[],
  resources: Resources = KEY,
  services = SERVICES,
): Judgement {
  const bounded: Resources =
    boundary === undefined
      ? {}
      : {
          Boundary: [
            'AWS::IAM::ManagedPolicy',
            { ManagedPolicyName: 'boundary', PolicyDocument: policyOf(...boundary) },
          ],
        };
  const role = roleOf('acme', {
    ...(statements.length === 0 ? {} : inlinePolicy(...statements)),
    ...(boundary === undefined ? {} : { PermissionsBoundary: { Ref: 'Boundary' } }),
  });
  return judged(keyUse(services), twoOrganizations({ ...resources, ...bounded, Role: role }), () => ({
    ownSecrets: (tenant) => [`${SECRETS}/${tenant}/*`],
  }));
}
const via = (...services: readonly string[]): JsonObject => ({ StringEquals: { [VIA]: services } });

const OF_SSM = { ...via(SSM), StringLike: { [PARAMETER]: `${SECRETS}/acme/*` } };
const may = (action: string, how: string): string =>
  `acme-role may kms:${action} on arn:aws:kms:eu-central-1:${ACCOUNT}:key/(acme.Key), and not through a service that it is meant for (${how} more)`;

test('a role uses keys through services, and through Parameter Store for its own secrets', () => {
  const judgement = judge([allow(via(S3)), allow(OF_SSM), allow({}, 'kms:DescribeKey')]);
  expect(found(judgement)).toStrictEqual([]);
  expect(judgement.coverage).toMatchObject({ subjects: 2, principals: 1 });
});

test.each<[string, JsonObject, string]>([
  ['at all', {}, 'generatedatakey (identity policies alone, kms:viaservice (absent); 7'],
  [
    'through no service',
    { Null: { [VIA]: 'true' } },
    'generatedatakey (identity policies alone, kms:viaservice (absent); 1',
  ],
  [
    'through another service',
    via('sqs.eu-central-1.amazonaws.com'),
    'generatedatakey (identity policies alone, kms:viaservice (any other value); 1',
  ],
  [
    'through a service of another Region than the key',
    via('s3.eu-west-1.amazonaws.com'),
    'generatedatakey (identity policies alone, kms:viaservice (any other value); 1',
  ],
  [
    'for secrets of others',
    { ...via(SSM), StringLike: { [PARAMETER]: `${SECRETS}/*` } },
    `generatedatakey (identity policies alone, kms:viaservice ${SSM}, kms:encryptioncontext:parameter_arn (any other value); 1`,
  ],
  [
    'for Parameter Store without a secret',
    { ...via(SSM), StringLikeIfExists: { [PARAMETER]: `${SECRETS}/acme/*` } },
    `generatedatakey (identity policies alone, kms:viaservice ${SSM}, kms:encryptioncontext:parameter_arn (absent); 1`,
  ],
])('a role may not use keys %s', (_how, condition, what) => {
  const [action = '', how = ''] = what.split(/ \((.*)/s);
  const judgement = judge([allow(condition)]);
  expect(found(judgement)).toStrictEqual([may(action, how)]);
  expect(judgement.violations[0]?.remedy).toBe(
    'Narrow Use of acme/Role: key use needs kms:ViaService, and for secrets the ARN of the parameter.',
  );
});

test('other uses are for nobody, through whichever service', () => {
  expect(found(judge([allow(via(S3), 'kms:Encrypt')]))).toStrictEqual([
    may('encrypt', 'identity policies alone; 0'),
  ]);
});

describe('a boundary', () => {
  it('demands the service by itself, and tells no secrets apart', () => {
    expect(found(judge([allow(via(S3))], [allow(via(S3, SSM))]))).toStrictEqual([]);
    expect(found(judge([allow(via(S3))], [allow({})]))).toStrictEqual([
      may('generatedatakey', 'the permissions boundary alone, kms:viaservice (absent); 3'),
    ]);
  });

  it('leaves nobody other uses, whatever identity policies say', () => {
    expect(found(judge([], [allow({}, 'kms:Encrypt')]))).toStrictEqual([
      may('encrypt', 'the permissions boundary alone; 0'),
    ]);
  });
});

test('without a key nothing is asked', () => {
  const bucket = ['AWS::S3::Bucket', { BucketName: 'data', Tags: tagsOf('acme') }] as const;
  expect(judge([allow({})], undefined, { Bucket: bucket })).toMatchObject({
    violations: [],
    coverage: { subjects: 0, questions: 0 },
  });
});

test('certificates, which speak to IoT only, and roles of the platform are not meant', () => {
  const anything = { Effect: 'Allow', Action: '*', Resource: '*' };
  const certificates: Resources = {
    Certificates: [
      'AWS::IoT::Policy',
      { PolicyName: 'certificates', PolicyDocument: policyOf(anything), Tags: tagsOf('acme') },
    ],
  };
  const stacks = [
    stackOf({ Admin: roleOf('admin', { Tags: [], ...inlinePolicy(anything) }) }, 'shared'),
    ...twoOrganizations({ ...KEY, ...certificates }),
  ];
  expect(judged(keyUse(SERVICES), stacks)).toMatchObject({ violations: [], coverage: { subjects: 2 } });
});

test('it names the services', () => {
  const titles = (['s3', 'ssm'] as const).map(
    (_service, index, all) => keyUse({ through: all.slice(index) }).title,
  );
  expect(titles).toStrictEqual([
    'Principals of an organization use keys through S3 and Parameter Store only',
    'Principals of an organization use keys through Parameter Store only',
  ]);
  const all = ['dynamodb', 'logs', 's3', 'secretsmanager', 'sns', 'sqs', 'ssm'] as const;
  expect(keyUse({ through: all })).toMatchObject({
    id: 'key-use',
    title:
      'Principals of an organization use keys through DynamoDB, CloudWatch Logs, S3, Secrets Manager, SNS, SQS and Parameter Store only',
    about: 'keys, with roles or users of an organization',
  });
});
