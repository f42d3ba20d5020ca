import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const secret: ResourceType = {
  type: 'AWS::SecretsManager::Secret',
  // AWS puts six random characters behind the name.
  arn: arn('secretsmanager', 'secret:${Name}-${id}'),
  ref: '${arn}',
  attributes: { Id: '${arn}' },
  tags: 'Tags',
  keys: ['KmsKeyId', 'ReplicaRegions.KmsKeyId'],
  because: 'it holds a value; replicas of it stay in the account',
};

const resourcePolicy: ResourceType = {
  type: 'AWS::SecretsManager::ResourcePolicy',
  policies: [{ document: 'ResourcePolicy', of: { property: 'SecretId', form: 'secret' } }],
  harmless: [{ properties: ['BlockPublicPolicy'], because: 'it refuses policies that are public' }],
  because: 'it is the policy of its secret',
};

const rotationSchedule: ResourceType = {
  type: 'AWS::SecretsManager::RotationSchedule',
  partOf: { SecretId: 'secret' },
  sources: [{ property: 'SecretId', form: 'secret', data: 'the value' }],
  destinations: [{ property: 'RotationLambdaARN', form: 'function', data: 'the value' }],
  roles: [
    {
      property: 'ExternalSecretRotationRoleArn',
      assumedBy: 'secretsmanager.amazonaws.com',
      directs: 'rotation of the value',
    },
  ],
  undecided: { HostedRotationLambda: 'CloudFormation makes a function that is not in the template' },
  because: 'its function changes the value under the role of the function',
};

const targetAttachment: ResourceType = {
  type: 'AWS::SecretsManager::SecretTargetAttachment',
  partOf: { SecretId: 'secret' },
  ref: '${SecretId}',
  sources: [{ property: 'TargetId', form: 'ref', data: 'address of the database' }],
  destinations: [{ property: 'SecretId', form: 'secret', data: 'address of the database' }],
  because: 'it writes the address of a database into a secret',
};

export const SECRETS_MANAGER: readonly ResourceType[] = [
  secret,
  resourcePolicy,
  rotationSchedule,
  targetAttachment,
];
