import { SPECIFICATION } from '../../../lib/isolation/specification';
import { examine } from '../../../packages/isolation-proof/src/judge/examine';
import { judge } from '../../../packages/isolation-proof/src/judge/prove';
import { isObject, type Json, type JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { AUDIT, AUDITED } from './contract/audited-platform';
import { ACME, all, type Edit, inResource, inStatement, platform, without } from './contract/platform';

/**
 * Mistakes in the audit that an engineer could make, and the claims that have to notice them.
 * @param asked the claims to judge: all of them take several times as long as one
 */
function violated(edit?: Edit, asked = SPECIFICATION.claims): string[] {
  return examine(platform(edit, AUDITED), SPECIFICATION, (evidence) => judge(evidence, asked))
    .claims.filter(({ verdict }) => verdict !== 'proved' && verdict !== 'nothing to ask')
    .map(({ id }) => id);
}

const TRAIL_BUCKET = 'ts-test-audit-111122223333-eu-central-1-an';
const TRAIL_OBJECTS = `arn:aws:s3:::${TRAIL_BUCKET}/AWSLogs/111122223333/CloudTrail/*`;

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
const inSchedule = (change: (target: Record<string, Json>) => void): Edit =>
  inResource(ACME, 'AWS::Scheduler::Schedule', (properties) => {
    change(properties['Target'] as Record<string, Json>);
  });
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
const allowed = (sid: string, action: Json, resource: Json): JsonObject => ({
  Sid: sid,
  Effect: 'Allow',
  Action: action,
  Resource: resource,
});
/** Adds to the identity policy of acme's delivery, and to its boundary. */
const grantedToDelivery = (action: Json, resource: Json): Edit =>
  all(
    ...[ACME, AUDIT].map((stack) =>
      inStatement(stack, 'StartDelivery', (statement) => [statement, allowed('More', action, resource)]),
    ),
  );
const replacedInText = (from: RegExp, to: string): Edit =>
  inSchedule((target) => {
    let changed = 0;
    const replace = (value: Json): Json => {
      if (Array.isArray(value)) return (value as readonly Json[]).map(replace);
      if (isObject(value)) {
        return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, replace(part)]));
      }
      if (typeof value !== 'string' || !from.test(value)) return value;
      changed += 1;
      return value.replace(from, to);
    };
    target['Input'] = replace(target['Input'] ?? null);
    if (changed === 0) throw new Error(`the query has no ${String(from)}`);
  });

test('the platform with an audit is proved', () => {
  expect(violated()).toEqual([]);
});

test.each<[string, Edit, string]>([
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
  [
    'a query that leaves out whose lines it is about',
    replacedInText(/OR cardinality\(own_things\) > 0/, 'OR true'),
    'audit-delivery',
  ],
  [
    'a query that writes into the folder of a similarly named organization',
    replacedInText(/\/acme\/run=/, '/acme-eu/run='),
    'audit-delivery',
  ],
  [
    'a query in the workgroup of the auditor',
    replacedInText(/"ts-test-acme"/, '"ts-test--audit"'),
    'audit-delivery',
  ],
  [
    'a schedule that calls something else',
    inSchedule((target) => void (target['Arn'] = 'arn:aws:scheduler:::aws-sdk:athena:createNamedQuery')),
    'audit-delivery',
  ],
  [
    'a schedule under the role of another organization',
    inSchedule(
      (target) => void (target['RoleArn'] = 'arn:aws:iam::111122223333:role/ts-test-acme-eu--audit'),
    ),
    'flows',
  ],
  [
    'a role that any schedule may take on',
    inStatement(ACME, 'AuditSchedules', (statement) => ({
      ...statement,
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    })),
    'audit-delivery',
  ],
  [
    'a role that pipelines may take on as well',
    inStatement(ACME, 'AuditSchedules', (statement) => ({
      ...statement,
      Principal: { Service: ['scheduler.amazonaws.com', 'glue.amazonaws.com'] },
    })),
    'audit-delivery',
  ],
  [
    'delivery into standardized data',
    grantedToDelivery(
      's3:PutObject',
      'arn:aws:s3:::ts-test-standardized-111122223333-eu-central-1-an/${aws:PrincipalTag/orgSlug}/*',
    ),
    'audit-delivery',
  ],
  [
    'delivery into any folder',
    grantedToDelivery('s3:PutObject', 'arn:aws:s3:::ts-test-org-audit-111122223333-eu-central-1-an/*'),
    'tenant-isolation',
  ],
  [
    'delivery that reads digests of log files too',
    inStatement(ACME, 'ReadTrail', (statement) => ({
      ...statement,
      Resource: TRAIL_OBJECTS.replace('/AWSLogs/111122223333/CloudTrail/*', '/*'),
    })),
    'tenant-isolation',
  ],
  [
    'delivery that decrypts with any key of nobody',
    inStatement(ACME, 'DecryptTrail', ({ Condition: _condition, ...statement }) => statement),
    'tenant-isolation',
  ],
  [
    'an analyst who may write what the organization is told',
    without(AUDIT, 'DenyWritingByOthersThanAuditDelivery'),
    'audit-delivery',
  ],
  [
    'an analyst who may change schedules',
    inStatement(ACME, 'RunQueries', (statement) => [
      statement,
      allowed('Schedules', 'scheduler:UpdateSchedule', '*'),
    ]),
    'audit-delivery',
  ],
  [
    'a workload that may stop the trail',
    inStatement(ACME, 'RunQueries', (statement) => [
      statement,
      allowed('Trail', 'cloudtrail:StopLogging', '*'),
    ]),
    'action-ceiling',
  ],
])('%s', (_bug, edit, claim) => {
  expect(
    violated(
      edit,
      SPECIFICATION.claims.filter(({ id }) => id === claim),
    ),
  ).toEqual([claim]);
});
