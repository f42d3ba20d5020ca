import type { Json, JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { AUDIT } from './contract/audited-platform';
import { all, type Edit, inResource, inStatement, without } from './contract/platform';

const TRAIL_BUCKET = 'ts-test-audit-111122223333-eu-central-1-an';

const inTrail = (change: (properties: Record<string, Json>) => void): Edit =>
  inResource(AUDIT, 'AWS::CloudTrail::Trail', change);
const inTrailBucket = (change: (properties: Record<string, Json>) => void): Edit =>
  inResource(AUDIT, 'AWS::S3::Bucket', (properties) => {
    if (properties['BucketName'] === TRAIL_BUCKET) change(properties);
  });
const withoutProperty =
  (name: string) =>
  (properties: Record<string, Json>): void => {
    if (!Reflect.deleteProperty(properties, name)) throw new Error(`${name} stays`);
  };
/** Of the statements of this Sid, the one of the trail's bucket: keys have some of the same name. */
const onBucket =
  (change: (statement: JsonObject) => JsonObject | readonly JsonObject[]) =>
  (statement: JsonObject): JsonObject | readonly JsonObject[] =>
    JSON.stringify(statement['Resource'] ?? statement['NotResource']).includes(TRAIL_BUCKET)
      ? change(statement)
      : statement;
const onKey =
  (change: (statement: JsonObject) => JsonObject | readonly JsonObject[]) =>
  (statement: JsonObject): JsonObject | readonly JsonObject[] =>
    statement['Resource'] === '*' ? change(statement) : statement;

/** Mistakes in the trail, its bucket, its locks and its key, each with the claim that has to notice it. */
export const TRAIL_BUGS: readonly (readonly [bug: string, edit: Edit, claim: string])[] = [
  ['a trail that is off', inTrail((trail) => void (trail['IsLogging'] = false)), 'settings'],
  ['a trail of one Region', inTrail((trail) => void (trail['IsMultiRegionTrail'] = false)), 'trail-settings'],
  [
    'a trail without events of IAM',
    inTrail((trail) => void (trail['IncludeGlobalServiceEvents'] = false)),
    'trail-settings',
  ],
  [
    'a trail whose files nobody can check',
    inTrail((trail) => void (trail['EnableLogFileValidation'] = false)),
    'settings',
  ],
  ['a trail under no key', inTrail(withoutProperty('KMSKeyId')), 'trail-settings'],
  [
    'a trail of writes only',
    inTrail((trail) => {
      const [management] = trail['AdvancedEventSelectors'] as { FieldSelectors: Json[] }[];
      management?.FieldSelectors.push({ Field: 'readOnly', Equals: ['false'] });
    }),
    'trail-settings',
  ],
  [
    'a trail without the requests to KMS',
    inTrail((trail) => {
      const [management] = trail['AdvancedEventSelectors'] as { FieldSelectors: Json[] }[];
      management?.FieldSelectors.push({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] });
    }),
    'trail-settings',
  ],
  [
    'a trail that forgets one data bucket',
    inTrail((trail) => {
      const [, data] = trail['AdvancedEventSelectors'] as { FieldSelectors: { StartsWith?: Json[] }[] }[];
      data?.FieldSelectors.find(({ StartsWith: arns }) => arns !== undefined)?.StartsWith?.pop();
    }),
    'trail-settings',
  ],
  [
    'a trail that is kept in a bucket of somebody else',
    inTrail((trail) => void (trail['S3BucketName'] = 'logs-of-the-company')),
    'flows',
  ],
  [
    'a trail that is kept among the access logs, which are not locked',
    inTrail((trail) => void (trail['S3BucketName'] = 'ts-test-access-logs-111122223333-eu-central-1-an')),
    'trail-settings',
  ],
  [
    'a lock that an administrator can lift',
    inTrailBucket((bucket) => {
      bucket['ObjectLockConfiguration'] = {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 2192 } },
      };
    }),
    'trail-settings',
  ],
  [
    'a lock of a day',
    inTrailBucket((bucket) => {
      bucket['ObjectLockConfiguration'] = {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 1 } },
      };
    }),
    'trail-settings',
  ],
  ['no lock', inTrailBucket(withoutProperty('ObjectLockEnabled')), 'trail-settings'],
  [
    'a lock without a default',
    inTrailBucket((bucket) => void (bucket['ObjectLockConfiguration'] = { ObjectLockEnabled: 'Enabled' })),
    'trail-settings',
  ],
  [
    'log files that expire early',
    inTrailBucket((bucket) => {
      bucket['LifecycleConfiguration'] = {
        Rules: [{ Id: 'Expire', Status: 'Enabled', ExpirationInDays: 365 }],
      };
    }),
    'trail-settings',
  ],
  [
    'versions that somebody may delete',
    inStatement(
      AUDIT,
      'DenyDeletion',
      onBucket(() => []),
    ),
    'trail-access',
  ],
  [
    'retention that somebody may change',
    inStatement(AUDIT, 'DenyChangesOfLocks', (statement) => ({
      ...statement,
      Action: ['s3:PutBucketObjectLockConfiguration'],
    })),
    'trail-access',
  ],
  ['locks that somebody may change', without(AUDIT, 'DenyChangesOfLocks'), 'trail-access'],
  ['log files that anybody may write', without(AUDIT, 'DenyWritingByOthersThanTrail'), 'trail-access'],
  [
    'log files that any trail may write',
    inStatement(AUDIT, 'DenyWritingByOthersThanTrail', (statement) => ({
      ...statement,
      Condition: { ArnNotLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:*:trail/*' } },
    })),
    'trail-access',
  ],
  ['log files that an administrator reads', without(AUDIT, 'DenyReadingByOthersThanAuditor'), 'trail-access'],
  ['log files that an administrator lists', without(AUDIT, 'DenyListingByOthersThanAuditor'), 'trail-access'],
  [
    'log files that roles of longer names than the auditor read',
    inStatement(AUDIT, 'DenyReadingByOthersThanAuditor', (statement) => ({
      ...statement,
      Condition: {
        Null: { 'aws:PrincipalTag/orgSlug': 'true' },
        ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/ts-test-auditor*' },
      },
    })),
    'trail-access',
  ],
  [
    'log files that principals of organizations read',
    inStatement(
      AUDIT,
      'DenyOrganizationsButDelivery',
      onBucket(() => []),
    ),
    'access-logs',
  ],
  [
    'log files that whoever ends in --audit reads',
    inStatement(
      AUDIT,
      'DenyOrganizationsButDelivery',
      onBucket((statement) => ({
        ...statement,
        Condition: {
          Null: { 'aws:PrincipalTag/orgSlug': 'false' },
          ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*--audit' },
        },
      })),
    ),
    'access-logs',
  ],
  [
    'a key that an administrator decrypts with',
    all(
      without(AUDIT, 'DenyUseByOthersThanAuditor'),
      inStatement(AUDIT, 'AllowAuditor', (statement) => ({ ...statement, Condition: {} })),
      without(AUDIT, 'DenyUseOutsideS3'),
    ),
    'trail-access',
  ],
  ['a key that a grant opens', without(AUDIT, 'DenyUseByOthersThanAuditor'), 'trail-access'],
  ['a key that is used directly', without(AUDIT, 'DenyUseOutsideS3'), 'trail-access'],
  [
    'a key that organizations decrypt with',
    inStatement(
      AUDIT,
      'DenyOrganizationsButDelivery',
      onKey(() => []),
    ),
    'trail-access',
  ],
  ['results of the auditor that organizations read', without(AUDIT, 'DenyOrganizations'), 'access-logs'],
];
