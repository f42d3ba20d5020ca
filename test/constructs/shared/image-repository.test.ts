import { ImageRepository } from '../../../constructs/shared/image-repository';
import { NAMING } from '../../fixtures/environment';
import { templateOf } from '../../fixtures/cdk-app';

test('a repository of images has immutable tags, scans on push, is encrypted, tidied and kept', () => {
  const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/platform';
  const template = templateOf(
    (scope) =>
      new ImageRepository(scope, 'Connector', {
        naming: NAMING,
        repositoryName: 'data-connector-postgres',
        keyArn,
      }),
  );
  template.hasResource('AWS::ECR::Repository', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      RepositoryName: 'data-connector-postgres',
      ImageTagMutability: 'IMMUTABLE',
      ImageScanningConfiguration: { ScanOnPush: true },
      EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: keyArn },
    },
  });
  const [repository] = Object.values(template.findResources('AWS::ECR::Repository'));
  const { LifecyclePolicy } = (
    repository as { Properties: { LifecyclePolicy: { LifecyclePolicyText: string } } }
  ).Properties;
  expect(JSON.parse(LifecyclePolicy.LifecyclePolicyText)).toEqual({
    rules: [
      {
        rulePriority: 1,
        description: 'Expire untagged images',
        selection: {
          tagStatus: 'untagged',
          countType: 'sinceImagePushed',
          countUnit: 'days',
          countNumber: 14,
        },
        action: { type: 'expire' },
      },
    ],
  });
});
