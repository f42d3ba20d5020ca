import { auditKeyPolicy } from '../../../policies/audit/audit-key-policy';
import { auditResultsBucketPolicy } from '../../../policies/audit/results-bucket-policy';
import { trailBucketPolicy } from '../../../policies/audit/trail-bucket-policy';
import { policyDocument, type Statement } from '../../../policies/statement';
import { NAMING } from '../../fixtures/environment';

const TRAIL = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/ts-test';
const ARCHIVE = { account: '222233334444', region: 'eu-west-1' };

const allowing = (statements: readonly Statement[]): unknown[] =>
  policyDocument(statements)
    .Statement.filter(({ Effect: effect }) => effect === 'Allow')
    .map(({ Sid: sid }) => sid);

test('the bucket of the trail lets in CloudTrail for the one trail, and nobody else', () => {
  const statements = trailBucketPolicy(NAMING, { organizations: true });
  expect(allowing(statements)).toEqual(['AllowTrailToLookAtBucket', 'AllowTrailToWrite']);
  expect(statements.find(({ Sid: sid }) => sid === 'AllowTrailToWrite')?.Condition).toEqual({
    StringEquals: { 'aws:SourceArn': TRAIL, 's3:x-amz-acl': 'bucket-owner-full-control' },
  });
});

test('in another account it lets in the readers, too, each by its name', () => {
  const statements = trailBucketPolicy(NAMING, { organizations: true, archive: ARCHIVE });
  expect(allowing(statements)).toEqual([
    'AllowTrailToLookAtBucket',
    'AllowTrailToWrite',
    'AllowAuditor',
    'AllowAuditDelivery',
  ]);
  expect(allowing(trailBucketPolicy(NAMING, { organizations: false, archive: ARCHIVE }))).not.toContain(
    'AllowAuditDelivery',
  );
});

test('the key is for CloudTrail, the auditor and delivery; that of results for the auditor', () => {
  expect(allowing(auditKeyPolicy(NAMING, { trail: true, organizations: true }))).toEqual([
    'AllowAdministrationWithoutUse',
    'AllowEncryptionByTrail',
    'AllowTrailToDescribe',
    'AllowAuditor',
    'AllowAuditDelivery',
  ]);
  expect(allowing(auditKeyPolicy(NAMING, { trail: false, organizations: true }))).toEqual([
    'AllowAdministrationWithoutUse',
    'AllowAuditor',
  ]);
});

test('results of the auditor are opened to nobody by their bucket', () => {
  expect(allowing(auditResultsBucketPolicy(NAMING))).toEqual([]);
});
