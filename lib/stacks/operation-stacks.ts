import {
  type App,
  CliCredentialsStackSynthesizer,
  type Environment,
  type IStackSynthesizer,
  type Stack,
  type StackProps,
  Tags,
} from 'aws-cdk-lib';
import type { EnvironmentConfig } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import { DEPLOYED_BY_ADMINISTRATOR } from '../../config/stack-tags';
import { AuditArchiveStack } from './audit-archive-stack';
import { AuditStack } from './audit-stack';
import { DeploymentStack } from './deployment-stack';
import { OperationsStack } from './operations-stack';

/** What the stacks of an environment have in common. */
export interface CommonProps {
  readonly environmentConfig: EnvironmentConfig;
  readonly naming: Naming;
  readonly env: Environment;
}

/** What CloudFormation may do for all other stacks, which an administrator deploys before them. */
export function deploymentStack(
  app: App,
  common: CommonProps,
  tags: Readonly<Record<string, string>>,
  firstDeployments: readonly string[],
): Stack {
  const { environmentConfig, naming } = common;
  const { name, namePrefix } = environmentConfig;
  const stackName = naming.shared.deploymentStack;
  return new DeploymentStack(app, stackName, {
    ...common,
    tags,
    terminationProtection: !firstDeployments.includes(stackName),
    description: `What CloudFormation may do for ${namePrefix} ${name}`,
  });
}

/** The stacks of an environment that it asks for under `operations`: they, too, are the same for any number of organizations. */
export function operationStacks(
  app: App,
  common: CommonProps,
  tags: Readonly<Record<string, string>>,
  firstDeployments: readonly string[],
  sharedStack: Stack,
): Stack[] {
  const { environmentConfig, naming } = common;
  const { signIn, audit, deployment = false } = environmentConfig.operations;
  const { name, namePrefix } = environmentConfig;
  const settings = (stackName: string): StackProps => ({
    terminationProtection: !firstDeployments.includes(stackName),
    tags,
    ...(deployment ? { synthesizer: byCallersCredentials() } : {}),
  });
  const { auditStack, auditArchiveStack, operationsStack } = naming.shared;
  const stacks: Stack[] = [];
  if (audit !== undefined) {
    const trail = new AuditStack(app, auditStack, {
      ...common,
      ...settings(auditStack),
      description: `The trail of ${namePrefix} ${name}, and what is asked of it`,
      audit,
    });
    // Access logs of its buckets are delivered to that of the shared stack, which S3 checks at once.
    trail.addStackDependency(sharedStack);
    const { separate } = audit;
    if (separate !== undefined) {
      const archive = new AuditArchiveStack(app, auditArchiveStack, {
        naming,
        audit: { ...audit, separate },
        ...settings(auditArchiveStack),
        env: { account: separate.account, region: separate.region },
        description: `Where the trail of ${namePrefix} ${name} is kept`,
      });
      trail.addStackDependency(archive);
      stacks.push(archive);
    }
    stacks.push(trail);
  }
  if (signIn !== undefined) {
    stacks.push(
      new OperationsStack(app, operationsStack, {
        ...common,
        ...settings(operationsStack),
        description: `Roles of the operators of ${namePrefix} ${name}`,
        signIn,
      }),
    );
  }
  if (deployment) for (const stack of stacks) addTags(stack, DEPLOYED_BY_ADMINISTRATOR);
  return stacks;
}

/**
 * Of stacks that CloudFormation's own role cannot deploy, because they watch over what it does, or let people in.
 * Whoever runs the CDK deploys them, who has to be an administrator.
 */
function byCallersCredentials(): IStackSynthesizer {
  // As the interface: the CDK writes its optional property in two ways, which a strict compiler tells apart.
  return new CliCredentialsStackSynthesizer() as IStackSynthesizer;
}

function addTags(stack: Stack, tags: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(tags)) Tags.of(stack).add(key, value);
}
