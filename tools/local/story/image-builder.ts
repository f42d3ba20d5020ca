import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CONNECTOR_REPOSITORY_PREFIX, PIPELINE_REPOSITORY_PREFIX } from '../../../config/name-patterns';
import type { AccessKey } from '../caller-clients';
import { assumeRole } from './role-session';
import type { StoryContext } from './story-context';

const ROLE = 'image-builder';

/**
 * A session of a role that pushes images, as a CI system would assume it. It is made here, because the platform has
 * none: who builds connectors is not its business. Its permissions are those that AWS documents for pushing.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 * @param caller who may assume any role
 */
export async function hireImageBuilder(context: StoryContext, caller: AccessKey): Promise<AccessKey> {
  const { clients, naming } = context;
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: naming.accountPrincipalArn() }, Action: 'sts:AssumeRole' },
    ],
  };
  const permissions = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
      {
        Effect: 'Allow',
        Action: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:InitiateLayerUpload',
          'ecr:UploadLayerPart',
          'ecr:CompleteLayerUpload',
          'ecr:PutImage',
        ],
        Resource: [CONNECTOR_REPOSITORY_PREFIX, PIPELINE_REPOSITORY_PREFIX].map((prefix) =>
          naming.repositoryArn(`${prefix}*`),
        ),
      },
    ],
  };
  await clients.iam.send(
    new CreateRoleCommand({ RoleName: ROLE, AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  await clients.iam.send(
    new PutRolePolicyCommand({
      RoleName: ROLE,
      PolicyName: 'push-images',
      PolicyDocument: JSON.stringify(permissions),
    }),
  );
  return assumeRole(context, caller, { role: ROLE, session: 'build-1' });
}
