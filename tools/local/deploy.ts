import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentConfig } from '../../config/environment-config';
import { createExistingUsers } from './athena-users';
import { runCdk } from './cdk-command';
import { cdkEnvironment } from './child-environment';
import { readCloudAssembly, type SynthesizedStack } from '../../lib/deployed/cloud-assembly';
import type { LocalEndpoint } from './endpoint';
import { deploymentRole } from '../../lib/deployment/deployment-role';
import { requireReadable } from '../../lib/deployed/coverage';
import { RESOURCE_READERS } from '../../lib/deployed/registry';
import type { ServiceClients } from '../../lib/deployed/service-clients';
import type { Progress, Steps } from './steps';

export interface DeployOptions {
  readonly repository: string;
  readonly environment: EnvironmentConfig;
  readonly endpoint: LocalEndpoint;
  /** The CA that signed the endpoint's certificate. */
  readonly caFile: string;
  readonly clients: ServiceClients;
  /** Folder for everything that is written: the project's own `cdk.out` is left alone. */
  readonly scratch: string;
  readonly steps: Steps;
  readonly signal: AbortSignal;
}

export interface Deployed {
  /** As they were synthesized. */
  readonly stacks: readonly SynthesizedStack[];
  /** Folder of the cloud assembly. */
  readonly assembly: string;
}

/**
 * Synthesizes, bootstraps and deploys the environment with the project's own CDK CLI.
 * @throws UnreadableTemplateError before anything is deployed, if something in it could not be read back.
 * @throws CdkCommandError if the CLI fails.
 */
export async function deploy(options: DeployOptions): Promise<Deployed> {
  const { repository, environment, endpoint, caFile, clients, scratch, steps, signal } = options;
  const region = environment.region.name;
  const home = join(scratch, 'home');
  mkdirSync(home);
  const env = cdkEnvironment(process.env, { endpoint, caFile, region, home });
  const logFile = join(scratch, 'cdk.log');
  const assembly = join(scratch, 'cdk.out');
  const cdk = (progress: Progress, ...args: string[]): Promise<void> =>
    runCdk(args, { repository, env, logFile, progress, signal });

  const users = environment.organizations.flatMap(({ athenaUsers }) => athenaUsers);
  await steps.run(
    'Create the IAM users that a real account has already',
    () => createExistingUsers(clients, users),
    () => users.join(', '),
  );
  const stacks = await steps.run(
    'cdk synth',
    async (progress) => {
      await cdk(progress, 'synth', '--quiet', '-c', `environment=${environment.name}`, '--output', assembly);
      const synthesized = readCloudAssembly(assembly);
      requireReadable(synthesized, RESOURCE_READERS);
      return synthesized;
    },
    (synthesized) => `${synthesized.length} stacks, every resource type has a reader`,
  );
  // From here on the CLI works on the assembly that was just checked.
  const approved = ['--require-approval', 'never'];
  const ofRole = environment.operations.deployment === true ? deploymentRole(environment) : undefined;
  if (ofRole !== undefined) {
    await steps.run("cdk deploy, of the policies of CloudFormation's role", async (progress) => {
      const ofPolicies = join(scratch, 'deployment.out');
      await writePolicies(environment, ofPolicies);
      await cdk(progress, 'deploy', '--all', ...approved, '--app', ofPolicies);
    });
  }
  const place = ['bootstrap', `aws://${environment.account}/${region}`];
  await steps.run('cdk bootstrap', (progress) =>
    cdk(progress, ...(ofRole?.bootstrap ?? place), '--app', assembly),
  );
  await steps.run('cdk deploy --all', (progress) =>
    cdk(progress, 'deploy', '--all', ...approved, '--progress', 'events', '--app', assembly),
  );
  return { stacks, assembly };
}

/**
 * What `-c deployment=true` would synthesize. That would judge it a second time: the proof of the other stacks has.
 */
async function writePolicies(environment: EnvironmentConfig, folder: string): Promise<void> {
  // Loaded only here, as it takes the CDK's library with it.
  const { writeAssembly } = await import('../../lib/stacks/build-app.js');
  writeAssembly({ environment, shared: false, organizations: [], deployment: true }, folder);
}
