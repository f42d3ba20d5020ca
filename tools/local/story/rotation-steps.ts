import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HUB_FILES } from '../../../packages/data-hub/src/hub-config';
import { dataHub } from './data-hub-command';
import type { Hub } from './hub';
import { StoryError } from './outcome';
import type { StoryStep } from './story-step';
import type { StoryContext } from './story-context';

/** A hub goes from one certificate to the next, and proves that it has before the old one is taken away. */
export function rotationSteps(
  { repository, environment, emulator, signal }: StoryContext,
  operator: Readonly<Record<string, string>>,
  { name, config, configFile }: Hub,
): StoryStep[] {
  const folder = dirname(configFile);
  const next = join(folder, 'next');
  const hub = ['--organization', config.organization, '--hub', name];
  const { PATH = '' } = process.env;
  // Where AWS STS is, which on AWS every program knows.
  const hubsOwn = {
    PATH,
    AWS_ENDPOINT_URL: emulator.secureEndpoint,
    NODE_EXTRA_CA_CERTS: emulator.caFile,
  };
  const onHub = (args: readonly string[]): Promise<string> =>
    dataHub(args, { repository, signal, env: hubsOwn });
  const prove = (): Promise<string> => onHub(['proof', '--config', configFile]);
  const rotate = (args: readonly string[], input?: string): Promise<string> =>
    dataHub(['rotate', '--environment', environment.name, ...hub, ...args], {
      repository,
      signal,
      env: operator,
      ...(input === undefined ? {} : { input }),
    });
  const finish = (proof: string): Promise<string> =>
    rotate(['--finish', '--proof', '-', '--grace', '0'], proof);
  return [
    {
      title: `the hub ${config.thingName} makes a new key, and gets a second certificate`,
      run: async () => {
        mkdirSync(next, { recursive: true });
        await onHub(['csr', ...hub, '--out', next]);
        const request = join(next, HUB_FILES.request);
        await rotate(['--csr', request, '--out', next]);
        return 'both are active';
      },
    },
    {
      title: 'an operator would retire the old one before the hub uses the new',
      run: async () => {
        const proof = await prove();
        try {
          await finish(proof);
        } catch (error) {
          if (error instanceof StoryError && error.message.includes('not with certificate')) return 'refused';
          throw error;
        }
        throw new StoryError('it was retired, and the hub cannot work without it');
      },
    },
    {
      title: 'the hub takes the new pair, and proves it; the old certificate is revoked',
      run: async () => {
        for (const file of [HUB_FILES.privateKey, HUB_FILES.certificate]) {
          renameSync(join(next, file), join(folder, file));
        }
        await finish(await prove());
        await prove();
        return 'the hub works on with the new one';
      },
    },
  ];
}
