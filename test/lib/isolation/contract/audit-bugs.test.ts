import { AUDIT, AUDITED } from './audited-platform';
import { ACME, all, type Edit, failedRows, SHARED, without, withoutAction } from './platform';

/** What delivery needs, and analysts to read it: without one of these the nightly query fails, or theirs does. */
test.each<[string, Edit, string[]]>([
  ['as it ships', all(), []],
  [
    'delivery that finds no buckets',
    without(ACME, 'FindAuditBuckets'),
    ['find-trail-bucket', 'find-buckets-of-delivery'],
  ],
  [
    'a boundary of delivery that forgets the buckets',
    without(AUDIT, 'FindAuditBuckets'),
    ['find-trail-bucket', 'find-buckets-of-delivery'],
  ],
  ['delivery without listings of the trail', without(ACME, 'ListTrail'), ['read-trail']],
  ['delivery that decrypts nothing', without(ACME, 'DecryptTrail'), ['decrypt-trail']],
  [
    'delivery that lists nothing of its own',
    without(ACME, 'ListOwnAudit'),
    ['deliver-audit', 'write-results-of-delivery'],
  ],
  [
    'delivery that cannot write',
    withoutAction(ACME, 'WriteOwnAudit', 's3:PutObject'),
    ['deliver-audit', 'write-results-of-delivery'],
  ],
  [
    'delivery that cannot give up',
    withoutAction(ACME, 'WriteOwnAudit', 's3:AbortMultipartUpload'),
    ['deliver-large-audit', 'write-results-of-delivery'],
  ],
  ['delivery without a table', without(ACME, 'FindTrailTable'), ['find-trail-table', 'find-trail-catalog']],
  [
    'a boundary of delivery that forgets the default database',
    without(AUDIT, 'FindDefaultDatabase'),
    ['find-trail-catalog'],
  ],
  ['analysts who do not find the bucket of audits', without(ACME, 'FindOwnAudit'), ['find-audit']],
  ['a boundary that forgets the bucket of audits', without(SHARED, 'FindOwnAudit'), ['find-audit']],
  ['analysts who cannot list audits', without(ACME, 'ListDeliveredAudit'), ['read-audit']],
])('%s', (_bug, edit, rows) => {
  expect(failedRows(edit, 'acme', AUDITED)).toEqual(rows);
});
