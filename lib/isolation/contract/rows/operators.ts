import { by } from '../../../../packages/isolation-proof/src/contract/axis';
import type { RequestTemplate } from '../../../../packages/isolation-proof/src/contract/request-template';
import type { OperatorUse } from '../../operators/operator-uses';
import {
  CALLING_KMS,
  FOR_NO_PARAMETER,
  type PlatformAxis,
  THROUGH_S3,
  TRANSPORT,
  UNDER_OTHER_KEY,
} from '../axes';
import { boundaryOf } from '../boundary-of';
import type { Fixtures } from '../fixtures';
import { BOUNDARY, keyThroughParameterStore, PASSED_TO, request, toS3 } from '../request-templates';
import { BY_NODE, BY_ORGANIZATIONS, BY_USER } from '../requester-axes';
import { tableOf } from '../table-of';

/** Others than whom a row is about. */
const byOperators = (...uses: readonly OperatorUse[]): PlatformAxis[] => uses.map((use) => by(use));

/** Only where the environment has the role, as axes are about the same requests by others. */
const requestsOf =
  (use: OperatorUse, requests: (fixtures: Fixtures) => readonly RequestTemplate[]) =>
  (fixtures: Fixtures): readonly RequestTemplate[] =>
    fixtures.operators.has(use) ? requests(fixtures) : [];

/** A thing, and a certificate, of the account of a resource of IoT. */
function thing({ own }: Fixtures): string {
  return own.hubShadowArn.slice(0, own.hubShadowArn.lastIndexOf('/'));
}

function certificate({ own }: Fixtures): string {
  return own.roleAliasArn.replace(/:rolealias\/.*$/, `:cert/${'0123456789abcdef'.repeat(4)}`);
}

function cuts(fixtures: Fixtures): RequestTemplate[] {
  return fixtures.hubRoleArns.map((arn) =>
    request('iam:PutRolePolicy', arn, { [BOUNDARY]: boundaryOf(arn, fixtures) }),
  );
}

/** What each role of operators is for, and what it is not. */
export const OPERATORS = tableOf(
  {
    'manage-hubs': {
      sentence: ({ who, whose }) => `${who} enrols and changes ${whose} hubs`,
      by: 'hub-operator',
      requests: requestsOf('hub-operator', (fixtures) => [
        ...['iot:CreateThing', 'iot:UpdateThing', 'iot:DeleteThing'].map((action) =>
          request(action, thing(fixtures)),
        ),
        request('iot:UpdateThingShadow', fixtures.own.hubShadowArn),
        ...['iot:AttachPolicy', 'iot:DeleteCertificate'].map((action) =>
          request(action, certificate(fixtures)),
        ),
        request('iot:CreateCertificateFromCsr', '*'),
        request('ssm:CreateActivation', '*'),
      ]),
      axes: [...byOperators('secret-writer', 'monitor', 'auditor'), BY_NODE, BY_USER],
      evenSuspended: true,
    },
    'pass-node-role': {
      sentence: ({ who, whose }) => `${who} passes ${whose} role of hybrid nodes to Systems Manager`,
      by: 'hub-operator',
      requests: requestsOf('hub-operator', ({ nodeRoleArns }) =>
        nodeRoleArns.map((arn) => request('iam:PassRole', arn, { [PASSED_TO]: 'ssm.amazonaws.com' })),
      ),
      axes: [
        ...byOperators('hub-revoker', 'secret-writer', 'monitor', 'auditor'),
        ...BY_ORGANIZATIONS,
        {
          id: 'to-other-service',
          wording: { how: ', and to another service' },
          variations: [
            { context: PASSED_TO, to: 'ec2.amazonaws.com' },
            { context: PASSED_TO, to: undefined },
          ],
        },
      ],
      evenSuspended: true,
    },
    'revoke-certificates': {
      sentence: ({ who, whose }) => `${who} revokes certificates of ${whose} hubs`,
      by: 'hub-revoker',
      requests: requestsOf('hub-revoker', (fixtures) => [
        request('iot:UpdateCertificate', certificate(fixtures)),
        request('iot:UpdateThing', thing(fixtures)),
      ]),
      axes: [...byOperators('secret-writer', 'monitor', 'auditor'), ...BY_ORGANIZATIONS],
      evenSuspended: true,
    },
    'cut-sessions': {
      sentence: ({ who, whose }) => `${who} cuts sessions of ${whose} hubs`,
      by: 'hub-revoker',
      requests: requestsOf('hub-revoker', cuts),
      axes: [
        ...byOperators('hub-operator', 'secret-writer', 'monitor', 'auditor'),
        ...BY_ORGANIZATIONS,
        {
          id: 'without-boundary',
          wording: { how: ', whose role is under no boundary or another one' },
          variations: [
            { context: BOUNDARY, to: undefined },
            { context: BOUNDARY, to: 'arn:aws:iam::aws:policy/AdministratorAccess' },
          ],
        },
      ],
      evenSuspended: true,
    },
    'write-secret-as-operator': {
      sentence: ({ who, whose }) => `${who} writes and deletes one of ${whose} connector secrets`,
      by: 'secret-writer',
      requests: requestsOf('secret-writer', (fixtures) => [
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
      requests: requestsOf('monitor', ({ own: { pipelines } }) =>
        pipelines === undefined ? [] : [request('sqs:GetQueueAttributes', pipelines.queueArn)],
      ),
      axes: [...byOperators('hub-operator', 'hub-revoker', 'secret-writer'), ...BY_ORGANIZATIONS],
      evenSuspended: true,
    },
    'watch-queries': {
      sentence: ({ who, whose }) => `${who} sees the settings of ${whose} workgroup`,
      by: 'monitor',
      requests: requestsOf('monitor', ({ own }) => [request('athena:GetWorkGroup', own.workgroupArn)]),
      axes: byOperators('hub-operator', 'hub-revoker', 'secret-writer'),
      evenSuspended: true,
    },
    'audit-policies': {
      sentence: ({ who, whose }) => `${who} sees the policies of ${whose} roles and key`,
      by: 'auditor',
      requests: requestsOf('auditor', ({ own, hubRoleArns }) => [
        request('kms:GetKeyPolicy', own.keyArn),
        ...hubRoleArns.flatMap((arn) => [request('iam:GetRole', arn), request('iam:GetRolePolicy', arn)]),
      ]),
      axes: [...byOperators('hub-operator', 'secret-writer', 'monitor'), ...BY_ORGANIZATIONS],
      evenSuspended: true,
    },
    'audit-buckets': {
      sentence: ({ who }) => `${who} sees the policies of the buckets`,
      by: 'auditor',
      requests: requestsOf('auditor', ({ shared }) =>
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
    'manage-other-things': {
      sentence: 'a hub operator changes a thing that is no hub',
      twin: 'manage-hubs',
      request: 'iot:UpdateThing',
      change: { resource: (fixtures) => thing(fixtures).replace(/thing\/.*$/, 'thing/example') },
    },
    'change-iot-policy': {
      sentence: "a hub operator changes the policy of an organization's certificates",
      twin: 'manage-hubs',
      request: 'iot:AttachPolicy',
      change: { action: 'iot:CreatePolicyVersion' },
    },
    'assume-node-role': {
      sentence: 'a hub operator assumes a role of hybrid nodes',
      twin: 'pass-node-role',
      change: { action: 'sts:AssumeRole' },
    },
    'attach-policy-to-hubs': {
      sentence: "a hub revoker attaches a policy to a hub's role",
      twin: 'cut-sessions',
      change: { action: 'iam:AttachRolePolicy' },
    },
    'remove-boundary-of-hubs': {
      sentence: "a hub revoker removes the boundary of a hub's role",
      twin: 'cut-sessions',
      change: { action: 'iam:DeleteRolePermissionsBoundary' },
    },
    'change-trust-of-hubs': {
      sentence: "a hub revoker changes who may assume a hub's role",
      twin: 'cut-sessions',
      change: { action: 'iam:UpdateAssumeRolePolicy' },
    },
    'tag-hubs': {
      sentence: "a hub revoker changes the tags of a hub's role",
      twin: 'cut-sessions',
      change: { action: 'iam:TagRole' },
    },
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
      sentence: 'a secret writer writes a parameter that is no connector secret',
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
