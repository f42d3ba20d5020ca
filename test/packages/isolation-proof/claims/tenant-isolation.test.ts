import { tenantIsolation } from '../../../../packages/isolation-proof/src/claims/tenant-isolation';
import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import type { Locks } from '../../../../packages/isolation-proof/src/claims/locks';
import type { Exception, Tenancy } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { inlinePolicy, policyOf, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { found } from './found';
import { judged } from './judged';
import { key } from './keys';

const DATA = 'arn:aws:s3:::data';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/acme-role`;
const allow = (
  Action: string | string[],
  Resource: string | string[] = '*',
  Condition: JsonObject = {},
): JsonObject => ({ Sid: 'May', Effect: 'Allow', Action, Resource, Condition });
const prefix = (...values: readonly string[]): JsonObject => ({ StringLike: { 's3:prefix': values } });

interface Options extends Locks {
  readonly tenancy?: Partial<Tenancy>;
  readonly resources?: Resources;
  /** A statement of the permissions boundary of acme's role. */
  readonly boundary?: JsonObject;
  /** A statement of the policy of the bucket of data. */
  readonly denied?: JsonObject;
  /** Whether the bucket of data is the only one. */
  readonly bare?: boolean;
}

/** Judges what a role of acme may do to what tenants share and have, of which each owns its folder and its queues. */
function judge(
  statements: readonly JsonObject[],
  { locks = 'together', tenancy = {}, resources = {}, boundary, denied, bare = false }: Options = {},
): Judgement {
  const shared = stackOf(
    {
      Data: ['AWS::S3::Bucket', { BucketName: 'data' }],
      ...(denied === undefined
        ? {}
        : {
            Policy: [
              'AWS::S3::BucketPolicy',
              {
                Bucket: 'data',
                PolicyDocument: policyOf({
                  Effect: 'Deny',
                  Principal: '*',
                  Action: 's3:*',
                  Resource: [DATA, `${DATA}/*`],
                  ...denied,
                }),
              },
            ],
          }),
      ...(bare ? {} : { Other: ['AWS::S3::Bucket', { BucketName: 'other' }] as const }),
      Queue: ['AWS::SQS::Queue', { QueueName: 'shared' }],
    },
    'shared',
  );
  const bounded = boundary === undefined ? {} : { PermissionsBoundary: { Ref: 'Boundary' } };
  const own: Resources = {
    ...(bare ? {} : { Own: ['AWS::S3::Bucket', { BucketName: 'acme-own', Tags: tagsOf('acme') }] as const }),
    ...(boundary === undefined
      ? {}
      : { Boundary: ['AWS::IAM::ManagedPolicy', { PolicyDocument: policyOf(boundary) }] }),
    Role: roleOf('acme', { ...(statements.length === 0 ? {} : inlinePolicy(...statements)), ...bounded }),
    ...resources,
  };
  return judged(tenantIsolation({ locks }), [shared, ...twoOrganizations(own)], ({ guarded }) => ({
    dataBuckets: guarded.filter(({ arn }) => arn === DATA),
    ownResources: (tenant) => [
      `${DATA}/${tenant}/*`,
      `arn:aws:s3:::${tenant}-own`,
      `arn:aws:s3:::${tenant}-own/*`,
    ],
    ...tenancy,
  }));
}

const SHARED_QUEUE = `arn:aws:sqs:eu-central-1:${ACCOUNT}:shared`;
const may = (what: string, how: string): string =>
  `acme-role of acme may ${what}, which is not acme's (${how} more)`;

test('a principal reaches what is its own', () => {
  const own = [`${DATA}/acme/*`, 'arn:aws:s3:::acme-own', 'arn:aws:s3:::acme-own/*'];
  const judgement = judge([allow('s3:*', own)]);
  expect(found(judgement)).toStrictEqual([]);
  expect(judgement.coverage).toMatchObject({ subjects: 2, principals: 2, statements: 1 });
});

test("a principal reaches nothing of others, and nothing that is nobody's", () => {
  const judgement = judge([allow('sqs:SendMessage')]);
  expect(found(judgement)).toStrictEqual([
    may(`sqs:sendmessage on arn:aws:sqs::${ACCOUNT}:x`, 'all policies; 0'),
  ]);
  expect(judgement.violations[0]?.remedy).toBe(
    "Narrow May of acme/Role, or deny the request in the permissions boundary: only resources under the organization's own names, with a slash between the slug and any wildcard.",
  );
});

test('what all may use is left out, for the actions that are named', () => {
  const commons = [{ actions: ['sqs:sendmessage'], resources: [SHARED_QUEUE], because: 'so' }];
  const statement = allow(['sqs:SendMessage'], SHARED_QUEUE);
  expect(found(judge([statement], { tenancy: { commons } }))).toStrictEqual([]);
  expect(found(judge([allow('sqs:ReceiveMessage', SHARED_QUEUE)], { tenancy: { commons } }))).toStrictEqual([
    may(`sqs:receivemessage on ${SHARED_QUEUE}`, 'all policies; 0'),
  ]);
});

describe('a listing', () => {
  const LISTINGS = { actions: ['s3:listbucket'], resources: [DATA, 'arn:aws:s3:::other'], because: 'so' };
  const tenancy = { commons: [LISTINGS] };
  const list = (resource: string, condition: JsonObject = {}): string[] =>
    found(judge([allow('s3:ListBucket', resource, condition)], { tenancy }));

  it('of a shared bucket is of its own folder', () => {
    expect(list(DATA, prefix('acme/*'))).toStrictEqual([]);
  });

  it('of its own bucket is of anything', () => {
    expect(list('arn:aws:s3:::acme-own')).toStrictEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['everything', {}, 's3:prefix (absent); 1'],
    ['folders that begin like its own', prefix('acme*'), 's3:prefix (any other value); 0'],
    [
      'everything, without a prefix',
      { StringLikeIfExists: { 's3:prefix': 'acme/*' } },
      's3:prefix (absent); 0',
    ],
  ])('of a shared bucket is not of %s', (_what, condition, how) => {
    expect(list(DATA, condition)).toStrictEqual([may(`s3:listbucket on ${DATA}`, `all policies, ${how}`)]);
  });

  it('of another bucket is not allowed', () => {
    expect(list('arn:aws:s3:::other')).toStrictEqual([
      may('s3:listbucket on arn:aws:s3:::other', 'all policies, s3:prefix (absent); 1'),
    ]);
  });
});

describe('an exception', () => {
  const EXCEPTION: Exception = {
    principal: ROLE,
    actions: ['s3:listbucket', 'sqs:sendmessage'],
    resources: [DATA, SHARED_QUEUE],
    because: 'it is so',
  };
  const judgeWith = (statement: JsonObject, ...exceptions: readonly Exception[]): Judgement =>
    judge([statement], { tenancy: { exceptions } });
  const BOTH = allow(['s3:ListBucket', 'sqs:SendMessage'], [DATA, SHARED_QUEUE]);

  it("lets one principal use what is nobody's, and is told", () => {
    const judgement = judgeWith(BOTH, { ...EXCEPTION, actions: ['x:y'] }, EXCEPTION);
    expect(found(judgement)).toStrictEqual([]);
    expect(judgement.notes).toStrictEqual([
      `Exception, as declared: ${ROLE} may x:y on ${DATA}, ${SHARED_QUEUE}, because it is so.`,
      `Exception, as declared: ${ROLE} may s3:listbucket, sqs:sendmessage on ${DATA}, ${SHARED_QUEUE}, because it is so.`,
    ]);
  });

  it('is of no other principal', () => {
    const judgement = judgeWith(BOTH, { ...EXCEPTION, principal: 'arn:aws:iam::111122223333:role/other' });
    expect(judgement.violations).toHaveLength(1);
    expect(judgement.notes).toStrictEqual([]);
  });

  it('is of no other action, and of no other bucket', () => {
    expect(found(judgeWith(allow('s3:ListBucketVersions', DATA), EXCEPTION))).toStrictEqual([
      may(`s3:listbucketversions on ${DATA}`, 'all policies; 2'),
    ]);
    expect(found(judgeWith(allow('s3:ListBucket', 'arn:aws:s3:::other'), EXCEPTION))).toHaveLength(1);
  });
});

describe('each lock alone', () => {
  const alone = (statements: readonly JsonObject[], options: Options = {}): string[] =>
    found(judge(statements, { locks: 'each alone', bare: true, ...options }));
  const OTHERS = { Condition: { StringNotEquals: { 'aws:PrincipalTag/orgSlug': 'acme' } } };
  const OWN_OBJECTS = allow('s3:GetObject', `${DATA}/acme/*`);

  it('holds with a bucket policy that denies, and identity policies that allow nothing else', () => {
    expect(alone([OWN_OBJECTS], { denied: {} })).toStrictEqual([]);
    expect(alone([OWN_OBJECTS], { denied: {}, boundary: OWN_OBJECTS })).toStrictEqual([]);
  });

  it('is asked of the policies of buckets of data, of objects and of listings', () => {
    expect(alone([])).toStrictEqual([may(`s3:x on ${DATA}/x`, 'resource policies alone; 2')]);
    expect(alone([], { denied: OTHERS })).toStrictEqual([
      may(`s3:x on ${DATA}/x`, 'resource policies alone; 2'),
    ]);
    expect(alone([], { denied: { Resource: `${DATA}/*` } })).toStrictEqual([
      may(`s3:listbucket on ${DATA}`, 'resource policies alone, s3:prefix (absent); 1'),
    ]);
  });

  it('is asked of other buckets, which hold no data of tenants, by their listings', () => {
    expect(alone([], { denied: {}, bare: false })).toStrictEqual([
      may('s3:listbucket on arn:aws:s3:::other', 'resource policies alone, s3:prefix (absent); 3'),
      expect.stringMatching(/^acme-eu-role of acme-eu may s3:listbucket on arn:aws:s3:::acme-own,/),
    ]);
  });

  it('is asked of identity policies, whatever the boundary leaves', () => {
    const options = { denied: {}, boundary: OWN_OBJECTS };
    const statement = allow('s3:GetObject', `${DATA}/x/*`);
    expect(alone([statement], options)).toStrictEqual([
      may(`s3:getobject on ${DATA}/x/`, 'identity policies alone; 0'),
    ]);
    expect(alone([statement], { ...options, locks: 'together' })).toStrictEqual([]);
  });

  it('is asked of the boundary, whatever identity policies allow', () => {
    expect(
      alone([OWN_OBJECTS], { denied: {}, boundary: allow('sqs:SendMessage', SHARED_QUEUE) }),
    ).toStrictEqual([may(`sqs:sendmessage on ${SHARED_QUEUE}`, 'the permissions boundary alone; 0')]);
  });

  it('is asked of certificates together only', () => {
    const policy = policyOf(allow('iot:Publish'));
    const resources: Resources = {
      Certificates: ['AWS::IoT::Policy', { PolicyDocument: policy, Tags: tagsOf('acme') }],
    };
    expect(alone([], { denied: {}, resources })).toStrictEqual([
      expect.stringMatching(/\(acme\.Certificates\) of acme may iot:publish on .* \(all policies; 0 more\)$/),
    ]);
  });

  const ofKey = (statement: JsonObject): string[] => {
    const role = roleOf(
      'acme',
      inlinePolicy(allow(['kms:Decrypt', 'kms:DescribeKey'], 'arn:aws:kms:x:1:key/y')),
    );
    const shared = stackOf(key('Shared', undefined, {}), 'shared');
    const stacks = [shared, ...twoOrganizations({ Role: role }, key('Key', 'acme-eu', statement))];
    const judgement = judged(tenantIsolation({ locks: 'each alone' }), stacks, () => ({
      commons: [
        { actions: ['kms:decrypt', 'kms:describekey'], resources: ['arn:aws:kms:x:1:key/y'], because: 'so' },
      ],
    }));
    return found(judgement).map((text) => text.replace(/ on .*which/, ', which'));
  };

  it('is asked of uses of keys of other tenants, not of their administration, nor of keys of no tenant', () => {
    expect(ofKey({})).toStrictEqual([may('kms:decrypt', 'resource policies alone; 5')]);
    expect(ofKey({ Action: 'kms:DescribeKey' })).toStrictEqual([]);
  });
});

test('it says what it is about', () => {
  expect(tenantIsolation()).toMatchObject({
    id: 'tenant-isolation',
    title: 'No principal of an organization reaches what is not its own',
    about: 'principals of an organization',
  });
});
