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

/** Stacks that are deployed at once, after the one that the others need. */
const AT_ONCE = 4;

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
 * @throws UnreadableTemplateError before any of its stacks is deployed, if something in them could not be read back.
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
  const approved = ['--require-approval', 'never'];
  const cdk = (progress: Progress, args: readonly string[], cwd = repository): Promise<void> =>
    runCdk(args, { repository, cwd, env, logFile, progress, signal });

  const users = environment.organizations.flatMap(({ athenaUsers }) => athenaUsers);
  await steps.run(
    'Create the IAM users that a real account has already',
    () => createExistingUsers(clients, users),
    () => users.join(', '),
  );
  const synthesize = async (progress: Progress): Promise<SynthesizedStack[]> => {
    await cdk(progress, ['synth', '--quiet', '-c', `environment=${environment.name}`, '--output', assembly]);
    const synthesized = readCloudAssembly(assembly);
    requireReadable(synthesized, RESOURCE_READERS);
    return synthesized;
  };
  const ofRole = environment.operations.deployment === true ? deploymentRole(environment) : undefined;
  const bootstrap = async (progress: Progress): Promise<void> => {
    if (ofRole !== undefined) {
      const ofPolicies = join(scratch, 'deployment.out');
      await writePolicies(environment, ofPolicies);
      await cdk(progress, ['deploy', '--all', ...approved, '--app', ofPolicies]);
    }
    // In a folder without a cdk.json, where it has no app to synthesize.
    await cdk(progress, ofRole?.bootstrap ?? ['bootstrap', `aws://${environment.account}/${region}`], home);
  };
  // Neither needs the other: the one takes a core for itself, the other waits for the account.
  const stacks = await steps.run(
    `cdk synth, and beside it ${ofRole === undefined ? '' : 'cdk deploy -c deployment=true and '}cdk bootstrap`,
    async (progress) => (await bothOf(synthesize(progress), bootstrap(progress)))[0],
    (synthesized) => `${synthesized.length} stacks, every resource type has a reader`,
  );
  // From here on the CLI works on the assembly that was just checked.
  await steps.run('cdk deploy --all', (progress) =>
    cdk(progress, [
      ...['deploy', '--all', ...approved, '--concurrency', String(AT_ONCE)],
      ...['--progress', 'events', '--app', assembly],
    ]),
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

/** What both came to, when both have ended: a process that is still at work would outlive the account. */
async function bothOf<One, Other>(one: Promise<One>, other: Promise<Other>): Promise<[One, Other]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}
