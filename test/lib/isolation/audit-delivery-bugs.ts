import { isObject, type Json, type JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { AUDIT } from './contract/audited-platform';
import { ACME, all, type Edit, inResource, inStatement, without } from './contract/platform';

const inSchedule = (change: (target: Record<string, Json>) => void): Edit =>
  inResource(ACME, 'AWS::Scheduler::Schedule', (properties) => {
    change(properties['Target'] as Record<string, Json>);
  });
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

/** Mistakes in how an organization gets its part of the trail, each with the claim that has to notice it. */
export const AUDIT_DELIVERY_BUGS: readonly (readonly [bug: string, edit: Edit, claim: string])[] = [
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
      Resource: 'arn:aws:s3:::ts-test-audit-111122223333-eu-central-1-an/*',
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
];
