import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  paginateListAliases,
  paginateListResourceTags,
} from '@aws-sdk/client-kms';
import { everyPage } from '../account/every-page';
import { resourceReader } from './resource-reader';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html */
export const keyReader = resourceReader({
  type: 'AWS::KMS::Key',
  comparisons: {
    Description: 'value',
    Enabled: 'value',
    EnableKeyRotation: 'value',
    KeyPolicy: 'json',
    KeySpec: 'value',
    KeyUsage: 'value',
    MultiRegion: 'value',
    RotationPeriodInDays: 'value',
    Tags: 'tags',
  },
  read: async ({ physicalId: KeyId, clients: { kms } }) => {
    const [{ KeyMetadata }, { Policy }, rotation, tags] = await Promise.all([
      kms.send(new DescribeKeyCommand({ KeyId })),
      kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' })),
      kms.send(new GetKeyRotationStatusCommand({ KeyId })),
      everyPage(paginateListResourceTags({ client: kms }, { KeyId }), ({ Tags }) => Tags),
    ]);
    return {
      Description: KeyMetadata?.Description,
      Enabled: KeyMetadata?.Enabled,
      EnableKeyRotation: rotation.KeyRotationEnabled,
      KeyPolicy: Policy,
      KeySpec: KeyMetadata?.KeySpec,
      KeyUsage: KeyMetadata?.KeyUsage,
      MultiRegion: KeyMetadata?.MultiRegion,
      RotationPeriodInDays: rotation.RotationPeriodInDays,
      Tags: tags.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue })),
    };
  },
  attributes: async ({ physicalId: KeyId, clients: { kms } }) => {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    return KeyMetadata?.Arn === undefined ? {} : { Arn: KeyMetadata.Arn };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html */
export const keyAliasReader = resourceReader({
  type: 'AWS::KMS::Alias',
  comparisons: { AliasName: 'value', TargetKeyId: 'value' },
  read: async ({ physicalId, clients: { kms } }) => {
    const aliases = await everyPage(paginateListAliases({ client: kms }, {}), ({ Aliases }) => Aliases);
    const alias = aliases.find(({ AliasName }) => AliasName === physicalId);
    return { AliasName: alias?.AliasName, TargetKeyId: alias?.TargetKeyId };
  },
});
