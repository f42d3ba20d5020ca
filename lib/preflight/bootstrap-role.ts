import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import { DefaultStackSynthesizer } from 'aws-cdk-lib';
import type { EnvironmentIdentity } from '../../config/environment-identity';
import { AwsCallError } from '../account/aws-call-error';

/** Where `cdk bootstrap` writes its version. https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html */
export const BOOTSTRAP_VERSION_PARAMETER = filled(
  DefaultStackSynthesizer.DEFAULT_BOOTSTRAP_STACK_VERSION_SSM_PARAMETER,
);

/** ARNs of the roles of `cdk bootstrap` that people and programs may take on: one reads, the other deploys. */
export function bootstrapRoleArn(purpose: 'lookup' | 'deploy', environment: EnvironmentIdentity): string {
  const { DEFAULT_LOOKUP_ROLE_ARN, DEFAULT_DEPLOY_ROLE_ARN } = DefaultStackSynthesizer;
  const arn = purpose === 'lookup' ? DEFAULT_LOOKUP_ROLE_ARN : DEFAULT_DEPLOY_ROLE_ARN;
  return filled(arn)
    .replaceAll('${AWS::Partition}', environment.region.partition)
    .replaceAll('${AWS::AccountId}', environment.account)
    .replaceAll('${AWS::Region}', environment.region.name);
}

/**
 * Takes on a role of `cdk bootstrap`, as the CDK CLI does.
 * @returns undefined if the caller may not, or if there is no such role: AWS does not tell which.
 */
export async function assumeBootstrapRole(
  sts: STSClient,
  RoleArn: string,
): Promise<AwsCredentialIdentity | undefined> {
  try {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'organization-isolation-deploy' }),
    );
    return {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
  } catch (error) {
    if (error instanceof AwsCallError && error.code === 'AWS_DENIED') return undefined;
    throw error;
  }
}

function filled(text: string): string {
  return text.replaceAll('${Qualifier}', DefaultStackSynthesizer.DEFAULT_QUALIFIER);
}
