import { PutObjectCommand } from '@aws-sdk/client-s3';
import { hubFetcher } from '../../../packages/data-hub/src/credentials/hub-credentials';
import { FetchError } from '../../../packages/data-hub/src/credentials/errors';
import type { CallerClients } from '../caller-clients';
import { deployChangedRole } from './changed-deployment';
import { dataHub } from './data-hub-command';
import type { Hub } from './hub';
import { refused, StoryError } from './outcome';
import type { StoryStep } from './story-step';
import type { StoryContext } from './story-context';

/** A hub is stolen, and cut off: the session that it has, and every one that it would get. */
export function revocationSteps(
  context: StoryContext,
  assembly: string,
  { operator, revoker }: Readonly<Record<'operator' | 'revoker', Readonly<Record<string, string>>>>,
  { name, config, configFile }: Hub,
  { s3 }: CallerClients,
): StoryStep[] {
  const { repository, environment, naming, signal } = context;
  const upload = (): Promise<unknown> =>
    s3.send(
      new PutObjectCommand({
        Bucket: config.buckets.raw,
        Key: `${config.prefix}after-the-theft.csv`,
        Body: 'x',
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: config.keyArn,
      }),
    );
  const revoke = (env: Readonly<Record<string, string>>): Promise<string> =>
    dataHub(
      [
        ...['revoke', '--environment', environment.name, '--organization', config.organization],
        ...['--hub', name, '--yes'],
      ],
      { repository, signal, env },
    );
  return [
    {
      title: 'The hub is stolen; a hub-operator, who may not, revokes it',
      run: async () => {
        try {
          await revoke(operator);
        } catch (error) {
          const needed = `needs the role ${naming.shared.hubRevokerRole}`;
          if (!(error instanceof StoryError && error.message.includes(needed))) throw error;
          // Nothing is half done: the hub still works, with the session that it has and with new ones.
          await upload();
          await hubFetcher({ config, configFile }).fetch(signal);
          return 'refused before anything was changed';
        }
        throw new StoryError('it was allowed, and must be refused');
      },
    },
    {
      title: 'A hub-revoker revokes it',
      run: async () => {
        await upload();
        await revoke(revoker);
        return 'certificate revoked, sessions cut, verified';
      },
    },
    {
      title: 'The thief uploads with the session that the hub has still',
      run: () => refused(upload),
    },
    {
      title: 'The thief asks for new credentials',
      run: async () => {
        try {
          await hubFetcher({ config, configFile }).fetch(signal);
        } catch (error) {
          if (error instanceof FetchError && error.kind === 'refused') return `refused: ${error.message}`;
          throw error;
        }
        throw new StoryError('there were some, and there must be none');
      },
    },
    {
      title: 'A later deployment changes the role; the thief tries again',
      run: async () => {
        await deployChangedRole(context, assembly, config.organization);
        return refused(upload);
      },
    },
  ];
}
