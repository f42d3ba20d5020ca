import {
  encryptionAndTransport,
  type KeyTag,
} from '../../../../packages/isolation-proof/src/claims/encryption-and-transport';
import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { inlinePolicy, policyOf, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { circumstances, judged, told } from './judged';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/acme';
const SSE = 's3:x-amz-server-side-encryption';
const SSE_KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const CUSTOMER_KEY = 's3:x-amz-server-side-encryption-customer-algorithm';

/** What a bucket denies, by name. */
const DENIALS: Readonly<Record<string, JsonObject>> = {
  PlainHttp: { Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
  OldTls: { Action: 's3:*', Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
  NoEncryption: { Condition: { Null: { [SSE]: 'true' } } },
  OtherEncryption: { Condition: { Null: { [SSE]: 'false' }, StringNotEquals: { [SSE]: 'aws:kms' } } },
  NoKey: { Condition: { Null: { [SSE_KEY]: 'true' } } },
  OtherKey: {
    Condition: {
      Null: { [SSE_KEY]: 'false' },
      StringNotEquals: { [SSE_KEY]: '${aws:PrincipalTag/orgKeyArn}' },
    },
  },
  NoKeyTag: { Condition: { Null: { 'aws:PrincipalTag/orgKeyArn': 'true' } } },
  CustomerKey: { Condition: { Null: { [CUSTOMER_KEY]: 'false' } } },
};

/** A bucket with these denials. */
function bucket(id: string, name: string, denials: readonly JsonObject[], tags: JsonObject = {}): Resources {
  const Resource = [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`];
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource };
  const statements = denials.map((denial) => ({ ...deny, ...denial }));
  return {
    [id]: ['AWS::S3::Bucket', { BucketName: name, ...tags }],
    ...(statements.length === 0
      ? {}
      : {
          [`${id}Policy`]: [
            'AWS::S3::BucketPolicy',
            { Bucket: { Ref: id }, PolicyDocument: policyOf(...statements) },
          ],
        }),
  };
}

/** Denials, but for one. */
const without = (left?: string): JsonObject[] =>
  Object.entries(DENIALS).flatMap(([name, denial]) => (name === left ? [] : [denial]));

const WRITES = inlinePolicy({ Effect: 'Allow', Action: ['s3:PutObject', 's3:GetObject'], Resource: '*' });
/** A role of acme that may read and write anywhere, and knows its key. */
const WRITER = roleOf('acme', {
  ...WRITES,
  Tags: [...tagsOf('acme'), { Key: 'orgKeyArn', Value: KEY }],
});

/** Judges shared buckets of data and of logs. */
function judge(
  options: KeyTag,
  data: readonly JsonObject[],
  logs?: readonly JsonObject[],
  role = WRITER,
): Judgement {
  const shared = stackOf(
    { ...bucket('Data', 'data', data), ...(logs === undefined ? {} : bucket('Logs', 'logs', logs)) },
    'shared',
  );
  const certificates: Resources = {
    Certificates: [
      'AWS::IoT::Policy',
      {
        PolicyName: 'certificates',
        PolicyDocument: policyOf({ Effect: 'Allow', Action: '*', Resource: '*' }),
        Tags: tagsOf('acme'),
      },
    ],
  };
  return judged(
    encryptionAndTransport(options),
    [shared, ...twoOrganizations({ Role: role, ...certificates })],
    ({ guarded }) => ({
      dataBuckets: guarded.filter(({ arn }) => arn === 'arn:aws:s3:::data'),
      logBuckets: guarded.filter(({ arn }) => arn === 'arn:aws:s3:::logs'),
    }),
  );
}
const WITH_KEYS = { keyTag: 'orgKeyArn' };
const ANY_ROLE = 'arn:aws:iam::111122223333:role/any';
const write = (who: string, what: string): string =>
  `${who} may s3:putobject on arn:aws:s3:::data/x without ${what}`;
const byAcme = (what: string): string => write('arn:aws:iam::111122223333:role/acme-role', what);

test('buckets that deny every insecure write are proved, whoever writes', () => {
  const judgement = judge(WITH_KEYS, without(), without());
  expect(told(judgement)).toStrictEqual([]);
  // Two roles, an administrator and whoever has no key; no certificate, which speaks to IoT only.
  expect(judgement.coverage).toMatchObject({ subjects: 2, principals: 4 });
});

test.each<[string, string, string]>([
  ['PlainHttp', 'TLS 1.2', 'aws:securetransport false'],
  ['OldTls', 'TLS 1.2', 's3:tlsversion 1.0'],
  ['NoEncryption', "its organization's key", `${SSE} (absent)`],
  ['OtherEncryption', "its organization's key", `${SSE} (any other value)`],
  ['NoKey', "its organization's key", `${SSE_KEY} (absent)`],
  ['OtherKey', "its organization's key", `${SSE_KEY} (any other value)`],
  ['CustomerKey', "its organization's key", `${CUSTOMER_KEY} AES256`],
])('each denial is needed, whatever identity policies say: %s', (left, what, context) => {
  const judgement = judge(WITH_KEYS, without(left), without());
  expect(told(judgement)).toStrictEqual([byAcme(what), byAcme(what)]);
  expect(circumstances(judgement)).toStrictEqual([
    `all policies; ${context}`,
    `resource policies alone; ${context}`,
  ]);
  expect(judgement.violations[0]?.remedy).toBe(
    'Narrow statement 1 of acme/Role, or deny the request in the policy of shared/DataPolicy: absent or other SSE headers, customer-provided keys, plain HTTP and TLS below 1.2 must be denied.',
  );
});

test('TLS 1.1 is too old', () => {
  const denials = [
    ...without('OldTls'),
    { Action: 's3:*', Condition: { NumericLessThan: { 's3:TlsVersion': '1.1' } } },
  ];
  expect(circumstances(judge({}, denials))).toStrictEqual([
    'all policies; s3:tlsversion 1.1',
    'resource policies alone; s3:tlsversion 1.1',
  ]);
});

test('writes of whoever has no key are denied by the bucket, whatever their identity policies say', () => {
  // The role of acme-eu has no tag that says which key is its own.
  const judgement = judge(WITH_KEYS, without('NoKeyTag'), without());
  expect(told(judgement)).toStrictEqual([
    write('arn:aws:iam::111122223333:role/acme-eu-role', "its organization's key"),
  ]);
  expect(judgement.violations).toMatchObject([{ more: 2 }]);
});

test('a request to a bucket itself is as insecure as one to its objects', () => {
  const lister = roleOf(
    'acme',
    inlinePolicy({ Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::data' }),
  );
  expect(told(judge({}, without('PlainHttp'), undefined, lister))).toContain(
    'arn:aws:iam::111122223333:role/acme-role may s3:listbucket on arn:aws:s3:::data without TLS 1.2',
  );
});

test('buckets of logs are asked about transport, of whoever is not in the templates', () => {
  const judgement = judge(WITH_KEYS, without(), without('PlainHttp'));
  expect(told(judgement)).toStrictEqual([
    `${ANY_ROLE}-administrator may s3:getobject on arn:aws:s3:::logs/x without TLS 1.2`,
  ]);
  expect(told(judge(WITH_KEYS, without(), without('NoKey')))).toStrictEqual([]);
});

describe('without a key of each tenant', () => {
  it('nothing is asked about keys', () => {
    expect(told(judge({}, without('OtherKey')))).toStrictEqual([]);
    expect(told(judge({}, without('PlainHttp')))).not.toStrictEqual([]);
  });

  it("buckets of tenants' own are buckets of data; with one, they are no shared buckets", () => {
    const own = twoOrganizations({
      ...bucket('Own', 'own', [], { Tags: tagsOf('acme') }),
      Role: WRITER,
      Queue: ['AWS::SQS::Queue', { Tags: tagsOf('acme') }],
    });
    const notOwn = stackOf(bucket('Other', 'other', []), 'shared');
    const { coverage, violations } = judged(encryptionAndTransport(), [...own, notOwn]);
    expect(coverage.subjects).toBe(1);
    expect(violations[0]?.what).toContain('on arn:aws:s3:::own/x without TLS 1.2');
    const keyed = judged(encryptionAndTransport(WITH_KEYS), [...own, notOwn]);
    expect([keyed.coverage.subjects, keyed.violations]).toStrictEqual([0, []]);
  });
});

test('it says what it is about', () => {
  expect(encryptionAndTransport()).toMatchObject({
    id: 'encryption-and-transport',
    title: 'Every request to a bucket of data is over TLS 1.2 or better',
    about: 'buckets of data',
  });
  expect(encryptionAndTransport(WITH_KEYS)).toMatchObject({
    title: "Every write is under its organization's key, and every request over TLS 1.2 or better",
    about: 'shared buckets',
  });
});
