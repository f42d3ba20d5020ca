import { CfnSecurityConfiguration } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import type { OrganizationContext } from '../organization/organization-principal';

/**
 * How Spark on Glue learns the organization's key: it names it in every write to S3.
 * https://docs.aws.amazon.com/glue/latest/dg/console-security-configurations.html
 */
export class GlueSecurityConfiguration extends Construct {
  constructor(scope: Construct, id: string, { naming, slug, keyArn }: OrganizationContext) {
    super(scope, id);
    new CfnSecurityConfiguration(this, 'Configuration', {
      name: naming.organization(slug).pipelineSecurityConfiguration,
      encryptionConfiguration: {
        s3Encryptions: [{ s3EncryptionMode: 'SSE-KMS', kmsKeyArn: keyArn }],
        // With a key here, Glue would change the key of log groups in the role's name (logs:AssociateKmsKey), which
        // no principal of an organization may. The log group of pipelines is under the organization's key already.
        cloudWatchEncryption: { cloudWatchEncryptionMode: 'DISABLED' },
        // Bookmarks are encrypted on the client, by the role itself: it uses its key through services only.
        jobBookmarksEncryption: { jobBookmarksEncryptionMode: 'DISABLED' },
      },
    });
  }
}
