import {
  DescribeRepositoriesCommand,
  GetLifecyclePolicyCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-ecr';
import { resourceReader } from './resource-reader';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html */
export const repositoryReader = resourceReader({
  type: 'AWS::ECR::Repository',
  comparisons: {
    EncryptionConfiguration: 'value',
    ImageScanningConfiguration: 'value',
    ImageTagMutability: 'value',
    LifecyclePolicy: 'value',
    RepositoryName: 'value',
    Tags: 'tags',
  },
  read: async ({ physicalId, clients: { ecr } }) => {
    const { repositories } = await ecr.send(
      new DescribeRepositoriesCommand({ repositoryNames: [physicalId] }),
    );
    const repository = repositories?.[0];
    const [{ lifecyclePolicyText }, { tags }] = await Promise.all([
      ecr.send(new GetLifecyclePolicyCommand({ repositoryName: physicalId })),
      ecr.send(new ListTagsForResourceCommand({ resourceArn: repository?.repositoryArn })),
    ]);
    return {
      EncryptionConfiguration: {
        EncryptionType: repository?.encryptionConfiguration?.encryptionType,
        KmsKey: repository?.encryptionConfiguration?.kmsKey,
      },
      ImageScanningConfiguration: { ScanOnPush: repository?.imageScanningConfiguration?.scanOnPush },
      ImageTagMutability: repository?.imageTagMutability,
      LifecyclePolicy: { LifecyclePolicyText: lifecyclePolicyText },
      RepositoryName: repository?.repositoryName,
      Tags: tags,
    };
  },
});
