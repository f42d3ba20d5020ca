import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const key: ResourceType = {
  type: 'AWS::KMS::Key',
  arn: arn('kms', 'key/${id}'),
  ref: '${id}',
  attributes: { Arn: '${arn}', KeyId: '${id}' },
  tags: 'Tags',
  policies: [{ document: 'KeyPolicy' }],
  settings: [
    { property: 'EnableKeyRotation', expected: true, promises: 'its material is renewed every year' },
  ],
  because: 'its policy says who uses it',
};

const alias: ResourceType = {
  type: 'AWS::KMS::Alias',
  arn: arn('kms', '${AliasName}'),
  ref: '${AliasName}',
  // What is encrypted under the alias is in the hands of whoever has the key.
  sources: [{ property: 'TargetKeyId', form: 'ref', data: 'the key', whole: 'shared' }],
  because: 'it is a name; the policy of the key decides who uses it',
};

const replicaKey: ResourceType = {
  type: 'AWS::KMS::ReplicaKey',
  arn: arn('kms', 'key/${id}'),
  ref: '${id}',
  attributes: { Arn: '${arn}', KeyId: '${id}' },
  tags: 'Tags',
  policies: [{ document: 'KeyPolicy' }],
  sources: [{ property: 'PrimaryKeyArn', form: 'arn', data: 'the key' }],
  because: 'it is a copy of a key, and its policy says who uses it',
};

export const KMS: readonly ResourceType[] = [key, alias, replicaKey];
