import { CALLING_KMS, FOR_NO_PARAMETER, THROUGH_S3, TRANSPORT, UNDER_OTHER_KEY } from '../axes';
import { byOperators, requestsOfOperator } from '../platform-rows';
import { keyThroughParameterStore, request, toS3 } from '../request-templates';
import { BY_ORGANIZATIONS } from '../requester-axes';
import { tableOf } from '../table-of';

/** What those who write secrets, watch and audit do, and what they do not. */
export const OPERATORS = tableOf(
  {
    'write-secret-as-operator': {
      sentence: ({ who, whose }) => `${who} writes and deletes one of ${whose} connector secrets`,
      by: 'secret-writer',
      requests: requestsOfOperator('secret-writer', (fixtures) => [
        request('ssm:PutParameter', fixtures.own.secretArn),
        request('ssm:DeleteParameter', fixtures.own.secretArn),
        keyThroughParameterStore('kms:Encrypt', fixtures),
        keyThroughParameterStore('kms:GenerateDataKey', fixtures),
      ]),
      axes: [
        UNDER_OTHER_KEY,
        CALLING_KMS,
        THROUGH_S3,
        FOR_NO_PARAMETER,
        ...byOperators('hub-operator', 'hub-revoker', 'monitor', 'auditor'),
        ...BY_ORGANIZATIONS,
      ],
    },
    'watch-queues': {
      sentence: ({ who, whose }) => `${who} sees how many messages wait in ${whose} queues`,
      by: 'monitor',
      requests: requestsOfOperator('monitor', ({ own: { pipelines } }) =>
        pipelines === undefined ? [] : [request('sqs:GetQueueAttributes', pipelines.queueArn)],
      ),
      axes: [...byOperators('hub-operator', 'hub-revoker', 'secret-writer'), ...BY_ORGANIZATIONS],
      evenSuspended: true,
    },
    'watch-queries': {
      sentence: ({ who, whose }) => `${who} sees the settings of ${whose} workgroup`,
      by: 'monitor',
      requests: requestsOfOperator('monitor', ({ own }) => [
        request('athena:GetWorkGroup', own.workgroupArn),
      ]),
      axes: byOperators('hub-operator', 'hub-revoker', 'secret-writer'),
      evenSuspended: true,
    },
    'audit-policies': {
      sentence: ({ who, whose }) => `${who} sees the policies of ${whose} roles and key`,
      by: 'auditor',
      requests: requestsOfOperator('auditor', ({ own, hubRoleArns }) => [
        request('kms:GetKeyPolicy', own.keyArn),
        ...hubRoleArns.flatMap((arn) => [request('iam:GetRole', arn), request('iam:GetRolePolicy', arn)]),
      ]),
      axes: [...byOperators('hub-operator', 'secret-writer', 'monitor'), ...BY_ORGANIZATIONS],
      evenSuspended: true,
    },
    'audit-buckets': {
      sentence: ({ who }) => `${who} sees the policies of the buckets`,
      by: 'auditor',
      requests: requestsOfOperator('auditor', ({ shared }) =>
        shared.dataBucketArns.map((arn) => toS3('s3:GetBucketPolicy', arn)),
      ),
      axes: [
        ...TRANSPORT,
        ...byOperators('hub-operator', 'hub-revoker', 'secret-writer', 'monitor'),
        ...BY_ORGANIZATIONS,
      ],
      evenSuspended: true,
    },
  },
  {
    'read-secret-as-operator': {
      sentence: 'a secret writer reads a connector secret',
      twin: 'write-secret-as-operator',
      change: { action: 'ssm:GetParameter' },
    },
    'read-secret-history-as-operator': {
      sentence: 'a secret writer reads earlier values of a connector secret',
      twin: 'write-secret-as-operator',
      change: { action: 'ssm:GetParameterHistory' },
    },
    'decrypt-secret-as-operator': {
      sentence: 'a secret writer decrypts a connector secret',
      twin: 'write-secret-as-operator',
      request: 'kms:Encrypt',
      change: { action: 'kms:Decrypt' },
    },
    'write-beside-secrets': {
      sentence: 'a secret writer writes a parameter that is not a connector secret',
      twin: 'write-secret-as-operator',
      change: { resource: ({ own }) => own.secretArn.replace('/connectors/', '/other/') },
    },
    'receive-as-monitor': {
      sentence: 'a monitor receives messages of a queue of arrivals',
      twin: 'watch-queues',
      change: { action: 'sqs:ReceiveMessage' },
    },
    'read-query-as-monitor': {
      sentence: 'a monitor reads the text of a query',
      twin: 'watch-queries',
      change: { action: 'athena:GetQueryExecution' },
    },
    'read-results-as-monitor': {
      sentence: 'a monitor reads results of a query',
      twin: 'watch-queries',
      change: { action: 'athena:GetQueryResults' },
    },
    'decrypt-as-auditor': {
      sentence: "an auditor decrypts under an organization's key",
      twin: 'audit-policies',
      change: { action: 'kms:Decrypt' },
    },
    'change-policies-as-auditor': {
      sentence: 'an auditor changes a policy of a role',
      twin: 'audit-policies',
      request: 'iam:GetRolePolicy',
      change: { action: 'iam:PutRolePolicy' },
    },
    'list-buckets-as-auditor': {
      sentence: 'an auditor lists a bucket of data',
      twin: 'audit-buckets',
      change: { action: 's3:ListBucket' },
    },
    'change-buckets-as-auditor': {
      sentence: 'an auditor changes the policy of a bucket',
      twin: 'audit-buckets',
      change: { action: 's3:PutBucketPolicy' },
    },
  },
);
