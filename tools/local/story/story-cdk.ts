import { join } from 'node:path';
import { runCdk } from '../cdk-command';
import { cdkEnvironment } from '../child-environment';
import type { StoryContext } from './story-context';

/** The environment in which the CDK's command, and ours that start it, work on the account of the story. */
export function storyEnvironment({ emulator, environment, scratch }: StoryContext): Record<string, string> {
  return cdkEnvironment(process.env, {
    endpoint: emulator.secureEndpoint,
    caFile: emulator.caFile,
    region: environment.region.name,
    home: join(scratch, 'home'),
  });
}

/**
 * Runs the CDK's own command on the account of the story; what it prints goes to its log.
 * @throws CdkCommandError if it fails.
 */
export async function storyCdk(context: StoryContext, args: readonly string[]): Promise<void> {
  const { repository, scratch, signal } = context;
  await runCdk(args, {
    repository,
    env: storyEnvironment(context),
    logFile: join(scratch, 'cdk.log'),
    progress: () => undefined,
    signal,
  });
}
