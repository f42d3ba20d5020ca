import {
  CfnOutput,
  DefaultStackSynthesizer,
  type IStackSynthesizer,
  LegacyStackSynthesizer,
  Stack,
  type StackProps,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../../config/environment-config';
import { NameLimitError } from '../../config/errors';
import type { Naming } from '../../config/naming';
import { SIZE_QUOTAS } from '../../config/size-quotas';
import { acknowledge } from '../../constructs/acknowledge';
import { ManagedPolicy } from '../../constructs/managed-policy';
import { deploymentBoundary } from '../../policies/deployment/deployment-boundary';
import { deploymentPolicies, type DeploymentPolicy } from '../../policies/deployment/deployment-policies';
import { policyDocument } from '../../policies/statement';

export interface DeploymentStackProps extends StackProps {
  readonly environmentConfig: EnvironmentConfig;
  readonly naming: Naming;
}

/**
 * What CloudFormation may do for the app: policies and a permissions boundary that `cdk bootstrap` gives to the role of
 * CloudFormation. An administrator deploys it, before the bootstrap, so that the role cannot change it.
 */
export class DeploymentStack extends Stack {
  constructor(scope: Construct, id: string, { environmentConfig, naming, ...props }: DeploymentStackProps) {
    super(scope, id, {
      terminationProtection: true,
      // There is nothing of `cdk bootstrap` yet: no role to deploy under, and no bucket for a template, which is sent
      // along with the request up to 51,200 bytes. The CDK's BootstraplessSynthesizer names the roles all the same.
      // As the interface: the CDK writes its optional property in two ways, which a strict compiler tells apart.
      synthesizer: new LegacyStackSynthesizer() as IStackSynthesizer,
      ...props,
    });
    const inputs = {
      naming,
      issuers: issuersOf(environmentConfig),
      bootstrapVersionParameter:
        DefaultStackSynthesizer.DEFAULT_BOOTSTRAP_STACK_VERSION_SSM_PARAMETER.replace(
          '${Qualifier}',
          DefaultStackSynthesizer.DEFAULT_QUALIFIER,
        ),
    };
    const documents = deploymentPolicies(inputs);
    const ceiling = {
      managedPolicyName: naming.shared.deploymentBoundary,
      description: 'Ceiling of what CloudFormation can do, whatever policies it is given',
      statements: deploymentBoundary(inputs),
    };
    checkSizes([...documents, ceiling]);
    const policies = documents.map(
      ({ id: policyId, ...policy }) => new ManagedPolicy(this, policyId, policy),
    );
    const boundary = new ManagedPolicy(this, 'Boundary', ceiling);
    acknowledge(this, {
      id: 'Capacity::capacity/iam-managed-policy-size',
      reason: 'The boundary is one document by design, and its size does not depend on the organizations.',
    });
    new CfnOutput(this, 'PolicyArns', { value: policies.map(({ policyArn }) => policyArn).join(',') });
    new CfnOutput(this, 'BoundaryArn', { value: boundary.policyArn });
  }
}

/**
 * A role has one boundary, and a policy one document: neither can be split where names are too long for it.
 * @throws NameLimitError of every document that IAM would refuse
 */
function checkSizes(documents: readonly Pick<DeploymentPolicy, 'managedPolicyName' | 'statements'>[]): void {
  const { default: limit, page } = SIZE_QUOTAS['iam-managed-policy-size'];
  const problems = documents
    .map(({ managedPolicyName, statements }) => ({
      managedPolicyName,
      size: JSON.stringify(policyDocument(statements)).length,
    }))
    .filter(({ size }) => size > limit)
    .map(
      ({ managedPolicyName, size }) =>
        `policy "${managedPolicyName}" has ${size} characters; ${page} allows ${limit}, and the names in it are too long`,
    );
  if (problems.length === 0) return;
  throw new NameLimitError(
    `${problems.join('\n')}\nShorten the namePrefix or the environment name, or leave out operations.deployment.`,
  );
}

/** Issuers whose tokens let analysts in: each has a provider, in the shared stack. That of operators is for administrators. */
function issuersOf({ analysts }: EnvironmentConfig): string[] {
  return analysts !== undefined && 'oidc' in analysts ? [analysts.oidc.issuer] : [];
}
