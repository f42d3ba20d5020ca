import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentConfig } from '../../config/environment-config';
import { createExistingUsers } from './athena-users';
import { runCdk } from './cdk-command';
import { cdkEnvironment } from './child-environment';
import type { SynthesizedStack } from '../../lib/deployed/cloud-assembly';
import type { LocalEndpoint } from './endpoint';
import { deploymentRole } from '../../lib/deployment/deployment-role';
import type { ServiceClients } from '../../lib/account/service-clients';
import type { Progress, Steps } from './steps';
import { runSteps } from './story/story-step';
import type { Synthesis } from './synthesis';

/** Stacks that are deployed at once, after the one that the others need. */
const AT_ONCE = 4;

export interface DeployOptions {
  readonly repository: string;
  readonly environment: EnvironmentConfig;
  readonly endpoint: LocalEndpoint;
  /** The CA that signed the endpoint's certificate. */
  readonly caFile: string;
  readonly clients: ServiceClients;
  /** Of the environment, which may still be going on. */
  readonly synthesis: Synthesis;
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
 * Bootstraps the account and deploys the environment that is synthesized, with the project's own CDK CLI.
 * @throws UnreadableTemplateError before any of its stacks is deployed, if something in them could not be read back.
 * @throws CdkCommandError if the CLI fails.
 */
export async function deploy(options: DeployOptions): Promise<Deployed> {
  const { repository, environment, endpoint, caFile, clients, synthesis, scratch, steps, signal } = options;
  const region = environment.region.name;
  const home = join(scratch, 'home');
  mkdirSync(home, { recursive: true });
  const env = cdkEnvironment(process.env, { endpoint, caFile, region, home });
  const logFile = join(scratch, 'cdk.log');
  const approved = ['--require-approval', 'never'];
  const cdk = (progress: Progress, args: readonly string[], cwd = repository): Promise<void> =>
    runCdk(args, { repository, cwd, env, logFile, progress, signal });

  const users = environment.organizations.flatMap(({ athenaUsers }) => athenaUsers);
  await steps.run(
    'Create the IAM users that a real account has already',
    () => createExistingUsers(clients, users),
    () => users.join(', '),
  );
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
  await steps.run(
    `${ofRole === undefined ? '' : 'cdk deploy -c deployment=true, and '}cdk bootstrap`,
    bootstrap,
  );
  await runSteps(options, synthesis.steps);
  // From here on the CLI works on the assembly that was just checked.
  await steps.run('cdk deploy --all', (progress) =>
    cdk(progress, [
      ...['deploy', '--all', ...approved, '--concurrency', String(AT_ONCE)],
      ...['--progress', 'events', '--app', synthesis.assembly],
    ]),
  );
  return { stacks: synthesis.stacks(), assembly: synthesis.assembly };
}

/**
 * What `-c deployment=true` would synthesize. That would judge it a second time: the proof of the other stacks has.
 */
async function writePolicies(environment: EnvironmentConfig, folder: string): Promise<void> {
  // Loaded only here, as it takes the CDK's library with it.
  const { writeAssembly } = await import('../../lib/stacks/build-app.js');
  writeAssembly({ environment, shared: false, organizations: [], deployment: true }, folder);
}
