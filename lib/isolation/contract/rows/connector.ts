import { CERTIFICATE, draft, keyThroughParameterStore, ORG_TAG, PARAMETER, VIA } from '../drafts';
import { tableOf } from '../table-of';

/** Pulling an image: https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html */
const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** What a connector needs to run on a hub: its secrets, and its image. */
export const CONNECTORS = tableOf(
  {
    'read-secret': {
      sentence: "a hub reads one of its organization's connector secrets",
      by: 'hub',
      requests: (scene) => [
        draft('ssm:GetParameter', scene.own.secretArn),
        draft('ssm:GetParameters', scene.own.secretArn),
        keyThroughParameterStore('kms:Decrypt', scene),
      ],
    },
    'log-in-to-registry': {
      sentence: 'a hub logs in to ECR',
      by: 'hub',
      requests: () => [draft('ecr:GetAuthorizationToken', '*')],
    },
    'pull-image': {
      sentence: 'a hub pulls the image of every connector',
      by: 'hub',
      requests: ({ shared }) =>
        shared.connectorRepositoryArns.flatMap((arn) => PULL.map((action) => draft(action, arn))),
    },
  },
  {
    'read-secret-of-other': {
      sentence: "a hub reads another organization's connector secret",
      twin: 'read-secret',
      change: { resource: ({ other }) => other.secretArn },
    },
    'read-secrets-of-other': {
      sentence: "a hub reads another organization's connector secrets",
      twin: 'read-secret',
      request: 'ssm:GetParameters',
      change: { resource: ({ other }) => other.secretArn },
    },
    'read-secrets-by-path': {
      sentence: 'a hub reads all parameters under a path',
      twin: 'read-secret',
      change: { action: 'ssm:GetParametersByPath' },
    },
    'read-secret-history': {
      sentence: 'a hub reads earlier values of a secret',
      twin: 'read-secret',
      change: { action: 'ssm:GetParameterHistory' },
    },
    'write-secret-by-hub': {
      sentence: 'a hub changes a secret',
      twin: 'read-secret',
      change: { action: 'ssm:PutParameter' },
    },
    'read-secret-without-thing': {
      sentence: 'a session without a thing name reads a secret',
      twin: 'read-secret',
      change: { context: 'credentials-iot:thingname', to: undefined },
    },
    'read-secret-when-revoked': {
      sentence: 'a hub reads a secret with credentials of a revoked certificate',
      twin: 'read-secret',
      change: { context: CERTIFICATE, to: ({ revokedCertificate }) => revokedCertificate },
    },
    'pull-when-revoked': {
      sentence: 'a hub pulls an image with credentials of a revoked certificate',
      twin: 'pull-image',
      change: { context: CERTIFICATE, to: ({ revokedCertificate }) => revokedCertificate },
    },
    'log-in-when-revoked': {
      sentence: 'a hub logs in to ECR with credentials of a revoked certificate',
      twin: 'log-in-to-registry',
      change: { context: CERTIFICATE, to: ({ revokedCertificate }) => revokedCertificate },
    },
    'read-beside-secrets': {
      sentence: "a hub reads a parameter outside of its organization's connector secrets",
      twin: 'read-secret',
      change: { resource: ({ own }) => own.secretArn.replace('/example/', '-example/') },
    },
    'read-secret-with-other-tag': {
      sentence: 'a hub whose role is tagged with another organization reads a secret in its policy',
      twin: 'read-secret',
      change: { context: ORG_TAG, to: ({ other }) => other.slug },
    },
    'read-secret-by-node': {
      sentence: "a hybrid node's agent reads a connector secret",
      twin: 'read-secret',
      change: { by: 'node' },
    },
    'read-secret-by-user': {
      sentence: 'a user reads a connector secret',
      twin: 'read-secret',
      change: { by: 'user' },
    },
    'decrypt-secret-of-other': {
      sentence: "a hub decrypts another organization's connector secret",
      twin: 'read-secret',
      request: 'kms:Decrypt',
      change: { context: PARAMETER, to: ({ other }) => other.secretArn },
    },
    'decrypt-secret-under-other-key': {
      sentence: "a hub has Parameter Store use another organization's key",
      twin: 'read-secret',
      request: 'kms:Decrypt',
      change: { resource: ({ other }) => other.keyArn },
    },
    'decrypt-secret-directly': {
      sentence: 'a hub decrypts a secret with KMS directly, not through Parameter Store',
      twin: 'read-secret',
      request: 'kms:Decrypt',
      change: { context: VIA, to: undefined },
    },
    'decrypt-secret-by-administrator': {
      sentence: 'an administrator of the account has a connector secret decrypted',
      twin: 'read-secret',
      request: 'kms:Decrypt',
      change: { by: 'administrator' },
    },
    'create-repository': {
      sentence: 'a hub creates a repository',
      twin: 'log-in-to-registry',
      change: { action: 'ecr:CreateRepository' },
    },
    'pull-other-image': {
      sentence: 'a hub pulls an image that is not a connector',
      twin: 'pull-image',
      request: 'ecr:BatchGetImage',
      change: { resource: ({ shared }) => shared.otherRepositoryArn },
    },
    'push-image': {
      sentence: 'a hub changes the image of a connector',
      twin: 'pull-image',
      change: { action: 'ecr:PutImage' },
    },
    'pull-without-thing': {
      sentence: 'a session without a thing name pulls an image',
      twin: 'pull-image',
      request: 'ecr:BatchGetImage',
      change: { context: 'credentials-iot:thingname', to: undefined },
    },
  },
);
