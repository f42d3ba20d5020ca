import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import type { Naming } from '../../config/naming';
import { retain } from '../retain';

/** Images without a tag are left behind by failed pushes. */
const UNTAGGED_IMAGE_DAYS = 14;

export interface ImageRepositoryProps {
  readonly naming: Naming;
  readonly repositoryName: string;
  readonly keyArn: string;
}

/**
 * ECR repository of one data connector, or of one pipeline. Tags are immutable, so that what runs is the image that
 * was reviewed; every image is scanned on push.
 */
export class ImageRepository extends Construct {
  /** For `docker pull`. */
  readonly uri: string;

  constructor(scope: Construct, id: string, { naming, repositoryName, keyArn }: ImageRepositoryProps) {
    super(scope, id);
    const repository = new CfnRepository(this, 'Repository', {
      repositoryName,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: 'KMS', kmsKey: keyArn },
      lifecyclePolicy: {
        lifecyclePolicyText: JSON.stringify({
          rules: [
            {
              rulePriority: 1,
              description: 'Expire untagged images',
              selection: {
                tagStatus: 'untagged',
                countType: 'sinceImagePushed',
                countUnit: 'days',
                countNumber: UNTAGGED_IMAGE_DAYS,
              },
              action: { type: 'expire' },
            },
          ],
        }),
      },
    });
    retain(repository);
    this.uri = naming.repositoryUri(repositoryName);
  }
}
