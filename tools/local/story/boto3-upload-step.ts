import { join } from 'node:path';
import { processEnvironment } from '../child-environment';
import { runProcess } from '../run-process';
import { hubProfile, writeAwsConfig } from './aws-profiles';
import type { Hub } from './hub';
import { StoryError } from './outcome';
import type { OrganizationOfStory, StoryContext } from './story-context';
import type { StoryStep } from './story-step';
import { UPLOADS } from './uploads';

/** A client that nobody here wrote gets its credentials from `data-hub credentials`, by three lines of AWS config. */
export function boto3UploadStep(context: StoryContext, hub: Hub, other: OrganizationOfStory): StoryStep {
  const { repository, interpreter, scratch, signal } = context;
  const { config } = hub;
  return {
    title: 'boto3 on the hub uploads, to its own folder and to its neighbour’s',
    run: async () => {
      const { stdout, stderr } = await runProcess(
        interpreter,
        [
          join(repository, 'tools', 'local', 'story', 'boto3_upload.py'),
          ...[config.buckets.raw, config.keyArn],
          ...[`${config.prefix}${UPLOADS.boto3}`, `${other.slug}/${UPLOADS.boto3}`],
        ],
        {
          cwd: scratch,
          env: {
            ...processEnvironment(context),
            AWS_CONFIG_FILE: writeAwsConfig(context, [hubProfile(context, hub)]),
          },
          signal,
        },
      );
      if (stdout.join('') !== '["allowed", "AccessDenied"]') {
        throw new StoryError(`boto3 says ${[...stdout, ...stderr.slice(-5)].join('\n  ')}`);
      }
      return 'allowed, and refused';
    },
  };
}
