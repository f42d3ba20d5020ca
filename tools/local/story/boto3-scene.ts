import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shellCommand } from '../../../packages/data-hub/src/shell-word';
import { cdkEnvironment } from '../child-environment';
import { runProcess } from '../run-process';
import { dataHubCommandLine } from './data-hub-command';
import type { Hub } from './hub';
import { StoryError } from './outcome';
import type { Scene } from './scene';
import type { OrganizationOfStory, StoryContext } from './story-context';

/** A client that nobody here wrote gets its credentials from `data-hub credentials`, by three lines of AWS config. */
export function boto3Scene(
  { repository, interpreter, emulator, environment, scratch, signal }: StoryContext,
  { config, configFile }: Hub,
  other: OrganizationOfStory,
): Scene {
  return {
    title: 'boto3 on the hub uploads, to its own folder and to its neighbour’s',
    play: async () => {
      const awsConfig = join(scratch, 'aws-config');
      const command = [...dataHubCommandLine(repository), 'credentials', '--config', configFile];
      writeFileSync(
        awsConfig,
        ['[profile hub]', `region = ${config.region}`, `credential_process = ${shellCommand(command)}`].join(
          '\n',
        ),
      );
      const {
        AWS_ACCESS_KEY_ID: _id,
        AWS_SECRET_ACCESS_KEY: _secret,
        ...env
      } = cdkEnvironment(process.env, {
        endpoint: emulator.secureEndpoint,
        caFile: emulator.caFile,
        region: environment.region.name,
        home: scratch,
      });
      const { stdout, stderr } = await runProcess(
        interpreter,
        [
          join(repository, 'tools', 'local', 'story', 'boto3_upload.py'),
          ...[config.buckets.raw, config.keyArn],
          ...[`${config.prefix}boto3.txt`, `${other.slug}/boto3.txt`],
        ],
        {
          cwd: scratch,
          env: {
            ...env,
            AWS_CONFIG_FILE: awsConfig,
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
