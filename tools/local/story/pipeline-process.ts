import { join } from 'node:path';
import { processEnvironment } from '../child-environment';
import { runProcess } from '../run-process';
import { serveContainerCredentials } from './container-credentials';
import { StoryError } from './outcome';
import { entriesOf, type PipelineEntry } from './pipeline-log';
import { pipelineRoleOf } from './pipeline-role';
import type { OrganizationOfStory, StoryContext } from './story-context';

const PROGRAM = 'readings_pipeline';
const FOLDER = ['examples', 'pipeline', 'container'];
/** A message was rejected, which the program says with its exit code, too. */
const EXIT_CODES: readonly (number | undefined)[] = [0, 1];

/**
 * Runs the example pipeline as a container of ECS would, until no message is left.
 * @returns what came of each message, in the order of the log
 * @throws StoryError with what it said, if it could not work
 */
export async function runPipeline(
  context: StoryContext,
  organization: OrganizationOfStory,
): Promise<PipelineEntry[]> {
  const { repository, interpreter, naming, emulator, scratch, signal } = context;
  const credentials = await serveContainerCredentials(
    emulator.endpoint,
    pipelineRoleOf(context, organization),
  );
  try {
    const { exitCode, stdout, stderr } = await runProcess(
      interpreter,
      ['-m', PROGRAM, '--once', '--wait', '0'],
      {
        cwd: scratch,
        env: {
          ...processEnvironment(context),
          ...credentials.variables,
          PYTHONPATH: join(repository, ...FOLDER),
          ARRIVALS_QUEUE_URL: organization.arrivalsQueueUrl,
          RAW_BUCKET: naming.shared.rawBucket,
          STANDARDIZED_BUCKET: naming.shared.standardizedBucket,
          ORGANIZATION_KEY_ARN: organization.keyArn,
          ORG_SLUG: organization.slug,
          DATA_HUB_FOLDERS: context.environment.dataHubFolders,
          GLUE_DATABASE: naming.organization(organization.slug).database,
        },
        signal,
      },
    );
    if (!EXIT_CODES.includes(exitCode)) throw failure([...stderr, ...stdout]);
    const entries = entriesOf(stdout);
    const failed = entries.filter(({ event }) => event === 'failed');
    if (entries.length === 0 || failed.length > 0) throw failure([...stderr, ...stdout]);
    return entries;
  } finally {
    await credentials.close();
  }
}

function failure(output: readonly string[]): StoryError {
  return new StoryError(`the pipeline failed: ${output.slice(-8).join('\n  ')}`);
}
