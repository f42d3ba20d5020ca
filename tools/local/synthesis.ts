import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentConfig } from '../../config/environment-config';
import { readCloudAssembly, type SynthesizedStack } from '../../lib/deployed/cloud-assembly';
import { requireReadable } from '../../lib/deployed/coverage';
import { RESOURCE_READERS } from '../../lib/deployed/registry';
import { runCdk } from './cdk-command';
import { offlineEnvironment } from './child-environment';
import type { StepsBeside } from './story/steps-beside';
import type { StoryStep } from './story/story-step';

export interface SynthesisOptions {
  readonly repository: string;
  readonly environment: EnvironmentConfig;
  /** Folder for everything that is written: the project's own `cdk.out` is left alone. */
  readonly scratch: string;
}

/** A synthesis with the project's own CDK CLI, which needs no account. */
export interface Synthesis {
  /** What is to be told before anything is deployed. */
  readonly steps: readonly StoryStep[];
  /** Folder of the cloud assembly. */
  readonly assembly: string;
  /** The stacks, once the steps are told. */
  readonly stacks: () => readonly SynthesizedStack[];
}

/**
 * Begins to synthesize an environment. Its steps fail with a CdkCommandError if the CLI fails, and with an
 * UnreadableTemplateError if something in its stacks could not be read back.
 */
export function beginSynthesis(
  beside: StepsBeside<{ readonly signal: AbortSignal }>,
  { repository, environment, scratch }: SynthesisOptions,
): Synthesis {
  const assembly = join(scratch, 'cdk.out');
  const home = join(scratch, 'home');
  mkdirSync(home, { recursive: true });
  let stacks: readonly SynthesizedStack[] = [];
  const steps = beside.begin(({ signal }) => [
    {
      title: 'cdk synth',
      run: async () => {
        await runCdk(['synth', '--quiet', '-c', `environment=${environment.name}`, '--output', assembly], {
          repository,
          env: offlineEnvironment(process.env, { region: environment.region.name, home }),
          logFile: join(scratch, 'cdk.log'),
          progress: () => undefined,
          signal,
        });
        stacks = readCloudAssembly(assembly);
        requireReadable(stacks, RESOURCE_READERS);
        return `${stacks.length} stacks, every resource type has a reader`;
      },
    },
  ]);
  return { steps, assembly, stacks: () => stacks };
}
