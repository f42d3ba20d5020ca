import { App, type AppProps, CfnOutput, CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { AppBlueprint, StackBlueprint } from './app-blueprint';

export interface BareAppInputs extends Pick<AppBlueprint, 'account' | 'region' | 'shared'> {
  readonly organizations: readonly StackBlueprint[];
}

/** A CDK app without constructs of its own: the least that CDK takes for these stacks, resources and outputs. */
export function buildBareApp(settings: AppProps, inputs: BareAppInputs): App {
  const app = new App(settings);
  const env = { account: inputs.account, region: inputs.region };
  const shared = addBareStack(app, inputs.shared, env);
  for (const organization of inputs.organizations) {
    addBareStack(app, organization, env).addStackDependency(shared);
  }
  return app;
}

function addBareStack(
  app: App,
  { stackName, description, tags, resources, outputs }: StackBlueprint,
  env: { account: string; region: string },
): Stack {
  const stack = new Stack(app, stackName, {
    env,
    tags,
    terminationProtection: true,
    ...(description === undefined ? {} : { description }),
  });
  for (const [logicalId, blueprint] of Object.entries(resources)) {
    const resource = new CfnResource(stack, logicalId, {
      type: blueprint.Type,
      properties: blueprint.Properties,
    });
    if (blueprint.DeletionPolicy !== undefined) resource.cfnOptions.deletionPolicy = blueprint.DeletionPolicy;
    if (blueprint.UpdateReplacePolicy !== undefined) {
      resource.cfnOptions.updateReplacePolicy = blueprint.UpdateReplacePolicy;
    }
    if (blueprint.DependsOn !== undefined) resource.addOverride('DependsOn', blueprint.DependsOn);
  }
  for (const [logicalId, { Value, Description }] of Object.entries(outputs)) {
    new CfnOutput(stack, logicalId, {
      value: Token.asString(Value),
      ...(Description === undefined ? {} : { description: Description }),
    });
  }
  return stack;
}
