import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { policyOf, tagsOf } from '../fixtures/organizations';
import { allow, compared, lines, NOTHING_MUCH, type Version } from './change';

const DATA = 'arn:aws:s3:::acme-data/*';
const ROOT = 'arn:aws:iam::111122223333:root';
const USER = 'arn:aws:iam::111122223333:user/ann';
const SESSION = 'arn:aws:sts::111122223333:assumed-role/acme-role/one';

/** acme's role within a boundary, and a bucket and a key with policies. */
function version(ofBucket: JsonObject | undefined, ...ofKey: JsonObject[]): Version {
  const boundary: JsonObject = { PolicyDocument: policyOf(NOTHING_MUCH, allow('kms:*', '*')) };
  return {
    role: { PermissionsBoundary: { Ref: 'Boundary' } },
    statements: [allow('kms:*', '*')],
    acme: {
      Boundary: ['AWS::IAM::ManagedPolicy', boundary],
      Data: ['AWS::S3::Bucket', { BucketName: 'acme-data', Tags: tagsOf('acme') }],
      ...(ofBucket && {
        DataPolicy: ['AWS::S3::BucketPolicy', { Bucket: 'acme-data', PolicyDocument: policyOf(ofBucket) }],
      }),
      ...(ofKey.length > 0 && {
        Key: ['AWS::KMS::Key', { KeyPolicy: policyOf(...ofKey), Tags: tagsOf('acme') }],
      }),
    },
  };
}
const decrypt = (...AWS: string[]): JsonObject => allow('kms:Decrypt', '*', { Principal: { AWS } });
const refuse = (...AWS: string[]): JsonObject => ({ ...decrypt(...AWS), Effect: 'Deny' });

test('what a bucket allows a session is beyond the boundary of its role', () => {
  const head = version(allow('s3:GetObject', DATA, { Principal: { AWS: SESSION } }));
  expect(lines(compared(version(undefined), head))).toEqual([`acme-role gained: s3:getobject on ${DATA}`]);
});

test.each<[string, Version, Version]>([
  ['allows', version(undefined, decrypt(ROOT)), version(undefined, decrypt(ROOT, SESSION))],
  [
    'denies',
    version(undefined, decrypt('*'), refuse(ROOT)),
    version(undefined, decrypt('*'), refuse(ROOT, SESSION)),
  ],
])('a session is no news where a key %s what its account may', (_what, base, head) => {
  expect(lines(compared(base, head))).toEqual([]);
  expect(lines(compared(head, base))).toEqual([]);
});

test('what a key allows a session of a role that no template has is told', () => {
  const unknown = 'arn:aws:sts::111122223333:assumed-role/unknown/one';
  const [base, head] = [
    version(undefined, decrypt(ROOT)),
    version(undefined, decrypt(ROOT), decrypt(unknown)),
  ];
  expect(lines(compared(base, head))).toEqual([]);
  const of = (...who: string[]): Version => version(undefined, decrypt(...who));
  expect(lines(compared(of(USER), of(USER, unknown)))).toEqual([
    'one gained: kms:decrypt on arn:aws:kms:eu-central-1:111122223333:key/(acme/Key)',
  ]);
});
