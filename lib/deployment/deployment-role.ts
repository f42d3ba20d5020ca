import type { EnvironmentConfig } from '../../config/environment-config';
import { Naming } from '../../config/naming';
import { deploymentPolicyArns } from '../../policies/deployment/deployment-policies';

/** What an administrator runs once, so that CloudFormation works under policies of the environment's own. */
export interface DeploymentRole {
  /** Arguments of the CDK CLI that deploy the policies and the boundary. */
  readonly deploy: readonly string[];
  /** Arguments of the CDK CLI that make the role with them, or give them to the one that there is. */
  readonly bootstrap: readonly string[];
  readonly policyArns: readonly string[];
  /** Name of the permissions boundary, as `cdk bootstrap` takes it. */
  readonly boundary: string;
}

/** https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html */
export function deploymentRole(environment: EnvironmentConfig): DeploymentRole {
  const naming = new Naming(environment);
  const { account, region, name } = environment;
  const policyArns = deploymentPolicyArns(naming);
  const boundary = naming.shared.deploymentBoundary;
  return {
    deploy: ['deploy', '-c', `environment=${name}`, '-c', 'deployment=true'],
    bootstrap: [
      'bootstrap',
      `aws://${account}/${region.name}`,
      '--cloudformation-execution-policies',
      policyArns.join(','),
      '--custom-permissions-boundary',
      boundary,
    ],
    policyArns,
    boundary,
  };
}
