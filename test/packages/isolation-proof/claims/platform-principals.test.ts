import {
  type Administrator,
  platformPrincipals,
} from '../../../../packages/isolation-proof/src/claims/platform-principals';
import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { inlinePolicy, policyOf, roleOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { found } from './found';
import { judged } from './judged';
import { key } from './keys';

const VIA = 'kms:ViaService';
const SSM = 'ssm.eu-central-1.amazonaws.com';
const PARAMETER = 'kms:EncryptionContext:PARAMETER_ARN';
const SECRETS = `arn:aws:ssm:eu-central-1:${ACCOUNT}:parameter`;

const allow = (Action: string | string[], Condition: JsonObject = {}, Resource = '*'): JsonObject => ({
  Sid: 'May',
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});
/** Lets the account in: identity policies decide. */
const OPEN: JsonObject = {};

/** Judges a role of the platform that may do this, and an administrator. */
function judge(
  statements: readonly JsonObject[],
  options: Administrator = {},
  bucketPolicy: readonly JsonObject[] = [],
  keyPolicy: readonly JsonObject[] = [OPEN],
): Judgement {
  const shared: Resources = {
    Data: ['AWS::S3::Bucket', { BucketName: 'data' }],
    Other: ['AWS::S3::Bucket', { BucketName: 'other' }],
    ...(bucketPolicy.length === 0
      ? {}
      : {
          Policy: [
            'AWS::S3::BucketPolicy',
            {
              Bucket: 'data',
              PolicyDocument: policyOf(
                ...bucketPolicy.map((one) => ({
                  Effect: 'Deny',
                  Principal: '*',
                  Action: 's3:*',
                  Resource: ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'],
                  ...one,
                })),
              ),
            },
          ],
        }),
    Reports: roleOf('reports', { Tags: [], ...(statements.length === 0 ? {} : inlinePolicy(...statements)) }),
    ...key('SharedKey', undefined, OPEN),
  };
  return judged(
    platformPrincipals(options),
    [
      stackOf(shared, 'shared'),
      ...twoOrganizations({
        ...key('Key', 'acme', ...keyPolicy),
        Role: roleOf('acme', inlinePolicy(allow('*'))),
      }),
    ],
    ({ guarded }) => ({
      dataBuckets: guarded.filter(({ arn }) => arn === 'arn:aws:s3:::data'),
      ownSecrets: (tenant) => [`${SECRETS}/${tenant}/*`],
    }),
  );
}

const CFN = { StringEquals: { 'aws:CalledViaLast': 'cloudformation.amazonaws.com' } };
const ATHENA = { StringEquals: { 'aws:CalledViaLast': 'athena.amazonaws.com' } };
const DATA = 'arn:aws:s3:::data';
const KEY = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/(acme.Key)`;
const OWN_SECRETS = { StringEquals: { [VIA]: SSM }, StringLike: { [PARAMETER]: `${SECRETS}/acme/*` } };
const WRITES = ['kms:Encrypt', 'kms:GenerateDataKey'];
const may = (what: string, how: string, who = 'reports-role'): string =>
  `${who}, who belongs to no organization, may ${what} (${how} more)`;

test.each<[string, JsonObject]>([
  ['read other buckets', allow('s3:*', {}, 'arn:aws:s3:::other*')],
  ['look at the settings of buckets of data', allow('s3:GetBucketPolicy', {}, DATA)],
  ['find out by CloudFormation whether a bucket is there', allow('s3:ListBucket', CFN, DATA)],
  ['look at keys', allow('kms:DescribeKey')],
  ["write tenants' secrets", allow(WRITES, OWN_SECRETS)],
])('a principal of the platform may %s', (_what, statement) => {
  expect(found(judge([statement]))).toStrictEqual([]);
});

test.each<[string, JsonObject, string, string]>([
  ['read objects', allow('s3:GetObject'), `s3:getobject on ${DATA}/x`, 'all policies; 0'],
  [
    'list objects',
    allow('s3:ListBucket', {}, DATA),
    `s3:listbucket on ${DATA}`,
    'all policies, aws:calledvialast (absent); 1',
  ],
  [
    'list objects by another service than CloudFormation',
    allow('s3:ListBucket', ATHENA, DATA),
    `s3:listbucket on ${DATA}`,
    'all policies, aws:calledvialast (any other value); 0',
  ],
  [
    'list versions, even by CloudFormation',
    allow('s3:ListBucketVersions', CFN, DATA),
    `s3:listbucketversions on ${DATA}`,
    'all policies; 0',
  ],
  ['decrypt', allow('kms:Decrypt'), `kms:decrypt on ${KEY}`, 'all policies; 0'],
  ['decrypt secrets', allow('kms:Decrypt', OWN_SECRETS), `kms:decrypt on ${KEY}`, 'all policies; 0'],
  [
    'encrypt something else than secrets',
    allow(WRITES),
    `kms:encrypt on ${KEY}`,
    'all policies, kms:viaservice (absent); 3',
  ],
])('a principal of the platform may not %s', (_what, statement, what, how) => {
  const judgement = judge([statement]);
  expect(found(judgement)).toStrictEqual([may(what, how)]);
  expect(judgement.violations[0]?.remedy).toMatch(
    /^Narrow May of shared\/Reports(?: or statement 1 of acme\/Key)?, or deny the request in the policy of .*: objects and uses of keys belong to principals that carry an organization's tags\.$/,
  );
});

describe('an administrator who is in no template', () => {
  const isNobodys = { Null: { 'aws:PrincipalTag/orgSlug': 'true' } };
  const denied: JsonObject = { Condition: isNobodys };

  it('is held back by the policies of resources alone, if that is claimed', () => {
    expect(found(judge([], { administrator: true }))).toStrictEqual([
      may(
        `kms:encrypt on ${KEY}`,
        'resource policies alone, kms:viaservice (absent); 4',
        'any-administrator',
      ),
      may(`s3:x on ${DATA}/x`, 'resource policies alone; 3', 'any-administrator'),
    ]);
    const judgement = judge([], { administrator: true }, [denied], [OPEN, { Effect: 'Deny', ...denied }]);
    expect(found(judgement)).toStrictEqual([]);
    // The administrator and the role.
    expect(judgement.coverage).toMatchObject({ subjects: 2, principals: 2 });
  });

  it('is not asked about otherwise', () => {
    expect(judge([])).toMatchObject({ violations: [], coverage: { subjects: 2, principals: 1 } });
  });
});

test('it says what it is about', () => {
  expect(platformPrincipals()).toMatchObject({
    id: 'platform-principals',
    title: 'No platform principal decrypts, reads, writes or lists organization data',
    about: 'keys of organizations or buckets of their data',
  });
});
