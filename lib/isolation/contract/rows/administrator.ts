import { onlyTo } from '../../../../packages/isolation-proof/src/contract/axis';
import { CALLING_KMS, FOR_NO_PARAMETER, OF_OTHER, THROUGH_S3, TRANSPORT } from '../axes';
import { request, keyThroughParameterStore, toS3, VIA } from '../request-templates';
import { BY_HUB, BY_NODE, BY_USER, WITH_OTHER_TAG } from '../requester-axes';
import { tableOf } from '../table-of';

/**
 * Without these a key could be lost, or outlive what it is for.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-administrators
 */
const KEY_ADMINISTRATION = [
  'kms:DescribeKey',
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

const FOR_AWS = 'kms:grantisforawsresource';

/** How the platform's key must not be granted to others than ECR. */
const GRANTS = [CALLING_KMS, THROUGH_S3, BY_HUB, BY_NODE, BY_USER];

/** What an administrator of the account does for an organization without reading anything of it. */
export const ADMINISTRATION = tableOf(
  {
    'administer-key': {
      sentence: ({ who, whose }) => `${who} administers ${whose} key`,
      by: 'administrator',
      axes: [WITH_OTHER_TAG, BY_HUB, BY_NODE, BY_USER],
      requests: ({ own }) => KEY_ADMINISTRATION.map((action) => request(action, own.keyArn)),
      evenSuspended: true,
    },
    'administer-platform-key': {
      sentence: ({ who }) => `${who} administers the platform's key`,
      by: 'administrator',
      axes: [BY_HUB, BY_NODE, BY_USER],
      requests: ({ shared }) => KEY_ADMINISTRATION.map((action) => request(action, shared.platformKeyArn)),
      evenSuspended: true,
    },
    'grant-to-registry': {
      sentence: ({ who }) => `${who} grants ECR the use of the platform's key for a repository`,
      by: 'administrator',
      axes: GRANTS,
      requests: ({ shared }) => [
        request('kms:CreateGrant', shared.platformKeyArn, { [VIA]: shared.throughEcr, [FOR_AWS]: 'true' }),
      ],
      evenSuspended: true,
    },
    'retire-grant-of-registry': {
      sentence: ({ who }) => `${who} retires the grants that ECR has for a repository`,
      by: 'administrator',
      axes: GRANTS,
      // KMS does not say of a grant that is retired whom it was for.
      requests: ({ shared }) => [
        request('kms:RetireGrant', shared.platformKeyArn, { [VIA]: shared.throughEcr }),
      ],
      evenSuspended: true,
    },
    'administer-buckets': {
      sentence: ({ who }) => `${who} administers the buckets`,
      by: 'administrator',
      axes: [...TRANSPORT, BY_HUB, BY_NODE, BY_USER],
      requests: ({ shared }) =>
        shared.dataBucketArns.flatMap((arn) =>
          ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:PutLifecycleConfiguration'].map((action) =>
            toS3(action, arn),
          ),
        ),
      evenSuspended: true,
    },
    'write-secret': {
      sentence: ({ who, whose }) => `${who} writes one of ${whose} connector secrets`,
      by: 'administrator',
      requests: (fixtures) => [
        request('ssm:PutParameter', fixtures.own.secretArn),
        // The standard tier encrypts, the advanced one generates a data key.
        keyThroughParameterStore('kms:Encrypt', fixtures),
        keyThroughParameterStore('kms:GenerateDataKey', fixtures),
      ],
      axes: [
        // Administrators may write any parameter, and encrypt none for another organization.
        onlyTo('kms', OF_OTHER),
        CALLING_KMS,
        THROUGH_S3,
        FOR_NO_PARAMETER,
        onlyTo('kms', WITH_OTHER_TAG),
        BY_HUB,
        BY_NODE,
        BY_USER,
      ],
    },
  },
  {
    'decrypt-as-administrator': {
      sentence: "an administrator of the account decrypts under an organization's key",
      twin: 'administer-key',
      change: { action: 'kms:Decrypt' },
    },
    'encrypt-as-administrator': {
      sentence: "an administrator of the account encrypts under an organization's key by itself",
      twin: 'administer-key',
      change: { action: 'kms:Encrypt' },
    },
    're-encrypt-as-administrator': {
      sentence: "an administrator of the account moves data from an organization's key to another",
      twin: 'administer-key',
      change: { action: 'kms:ReEncryptFrom' },
    },
    'grant-as-administrator': {
      sentence: "an administrator of the account grants an organization's key to others",
      twin: 'administer-key',
      change: { action: 'kms:CreateGrant' },
    },
    'grant-to-others': {
      sentence:
        "an administrator of the account has ECR grant the platform's key to somebody who is not a service",
      twin: 'grant-to-registry',
      change: { context: FOR_AWS, to: 'false' },
    },
    'list-bucket-as-administrator': {
      sentence: 'an administrator of the account lists a bucket',
      twin: 'administer-buckets',
      change: { action: 's3:ListBucket' },
    },
    'list-uploads-as-administrator': {
      sentence: 'an administrator of the account lists uploads that are not finished',
      twin: 'administer-buckets',
      change: { action: 's3:ListBucketMultipartUploads' },
    },
    'read-written-secret': {
      sentence: 'an administrator of the account decrypts a connector secret',
      twin: 'write-secret',
      request: 'kms:Encrypt',
      change: { action: 'kms:Decrypt' },
    },
  },
);
