import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { Construct } from 'constructs';
import type { Naming } from '../../config/naming';
import { retain } from '../retain';

/** Images without a tag are left behind by failed pushes. */
const UNTAGGED_IMAGE_DAYS = 14;

export interface ConnectorRepositoryProps {
  readonly naming: Naming;
  /** Name of the data connector, for example `postgres`. */
  readonly connector: string;
  readonly keyArn: string;
}

/**
 * ECR repository of one data connector. Tags are immutable, so that a hub runs the image that was reviewed;
 * every image is scanned on push.
 */
export class ConnectorRepository extends Construct {
  /** For `docker pull`. */
  readonly uri: string;

  constructor(scope: Construct, id: string, { naming, connector, keyArn }: ConnectorRepositoryProps) {
    super(scope, id);
    const repositoryName = naming.connectorRepository(connector);
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
