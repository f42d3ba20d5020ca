import { draft, keyThroughParameterStore, ORG_TAG, PARAMETER, toS3, VIA } from '../drafts';
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

/** What an administrator of the account does for an organization without reading anything of it. */
export const ADMINISTRATION = tableOf(
  {
    'administer-key': {
      sentence: "an administrator of the account administers an organization's key",
      by: 'administrator',
      requests: ({ own }) => KEY_ADMINISTRATION.map((action) => draft(action, own.keyArn)),
      evenSuspended: true,
    },
    'administer-platform-key': {
      sentence: "an administrator of the account administers the platform's key",
      by: 'administrator',
      requests: ({ shared }) => KEY_ADMINISTRATION.map((action) => draft(action, shared.platformKeyArn)),
      evenSuspended: true,
    },
    'grant-to-registry': {
      sentence:
        "an administrator of the account makes a repository, which ECR encrypts under the platform's key",
      by: 'administrator',
      requests: ({ shared }) => [
        draft('kms:CreateGrant', shared.platformKeyArn, { [VIA]: shared.throughEcr, [FOR_AWS]: 'true' }),
      ],
      evenSuspended: true,
    },
    'retire-grant-of-registry': {
      sentence: 'an administrator of the account deletes a repository, and ECR retires its grants',
      by: 'administrator',
      // KMS does not say of a grant that is retired whom it was for.
      requests: ({ shared }) => [
        draft('kms:RetireGrant', shared.platformKeyArn, { [VIA]: shared.throughEcr }),
      ],
      evenSuspended: true,
    },
    'administer-buckets': {
      sentence: 'an administrator of the account administers the buckets',
      by: 'administrator',
      requests: ({ shared }) =>
        shared.dataBucketArns.flatMap((arn) =>
          ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:PutLifecycleConfiguration'].map((action) =>
            toS3(action, arn),
          ),
        ),
      evenSuspended: true,
    },
    'write-secret': {
      sentence: 'an administrator of the account writes a connector secret',
      by: 'administrator',
      requests: (scene) => [
        draft('ssm:PutParameter', scene.own.secretArn),
        // The standard tier encrypts, the advanced one generates a data key.
        keyThroughParameterStore('kms:Encrypt', scene),
        keyThroughParameterStore('kms:GenerateDataKey', scene),
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
    'administer-key-as-hub': {
      sentence: "a hub administers its organization's key",
      twin: 'administer-key',
      change: { by: 'hub' },
    },
    'administer-key-as-other': {
      sentence: "an administrator tagged with another organization administers this one's key",
      twin: 'administer-key',
      change: { context: ORG_TAG, to: ({ other }) => other.slug },
    },
    'delete-key-as-user': {
      sentence: "a user has its organization's key deleted",
      twin: 'administer-key',
      request: 'kms:ScheduleKeyDeletion',
      change: { by: 'user' },
    },
    'grant-by-hand': {
      sentence: "an administrator of the account grants the platform's key by itself",
      twin: 'grant-to-registry',
      change: { context: VIA, to: undefined },
    },
    'grant-to-others': {
      sentence:
        "an administrator of the account has ECR grant the platform's key to somebody who is no service",
      twin: 'grant-to-registry',
      change: { context: FOR_AWS, to: 'false' },
    },
    'retire-grant-by-hand': {
      sentence: "an administrator of the account retires a grant of the platform's key by itself",
      twin: 'retire-grant-of-registry',
      change: { context: VIA, to: undefined },
    },
    'retire-grant-through-other-service': {
      sentence: "an administrator of the account has another service retire a grant of the platform's key",
      twin: 'retire-grant-of-registry',
      change: { context: VIA, to: ({ shared }) => shared.throughS3 },
    },
    'retire-grant-as-user': {
      sentence: "a user has ECR retire a grant of the platform's key",
      twin: 'retire-grant-of-registry',
      change: { by: 'user' },
    },
    'administer-platform-key-as-user': {
      sentence: "a user administers the platform's key",
      twin: 'administer-platform-key',
      change: { by: 'user' },
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
    'administer-bucket-as-user': {
      sentence: "a user changes a bucket's policy",
      twin: 'administer-buckets',
      request: 's3:PutBucketPolicy',
      change: { by: 'user' },
    },
    'administer-bucket-over-http': {
      sentence: 'an administrator of the account administers a bucket over plain HTTP',
      twin: 'administer-buckets',
      change: { context: 'aws:securetransport', to: 'false' },
    },
    'read-written-secret': {
      sentence: 'an administrator of the account decrypts a connector secret',
      twin: 'write-secret',
      request: 'kms:Encrypt',
      change: { action: 'kms:Decrypt' },
    },
    'encrypt-elsewhere': {
      sentence: "an administrator of the account has another service encrypt under an organization's key",
      twin: 'write-secret',
      request: 'kms:Encrypt',
      change: { context: VIA, to: ({ shared }) => shared.throughS3 },
    },
    'encrypt-other-parameter': {
      sentence: "an administrator of the account encrypts another organization's secret under this one's key",
      twin: 'write-secret',
      request: 'kms:Encrypt',
      change: { context: PARAMETER, to: ({ other }) => other.secretArn },
    },
    'data-key-for-no-parameter': {
      sentence: "an administrator of the account has a data key of an organization's made for no parameter",
      twin: 'write-secret',
      request: 'kms:GenerateDataKey',
      change: { context: PARAMETER, to: undefined },
    },
    'write-secret-as-other': {
      sentence: "an administrator tagged with another organization writes this one's secret",
      twin: 'write-secret',
      request: 'kms:Encrypt',
      change: { context: ORG_TAG, to: ({ other }) => other.slug },
    },
    'write-secret-as-hub': {
      sentence: 'a hub writes a connector secret',
      twin: 'write-secret',
      change: { by: 'hub' },
    },
  },
);
