import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  hubCredentials,
  type HubCredentialsSource,
} from '../../../packages/data-hub/src/credentials/hub-credentials';
import { type HubConfig, HUB_FILES, readHubConfig } from '../../../packages/data-hub/src/hub-config';
import { dataHub } from './data-hub-command';
import type { StoryContext } from './story-context';

/** A Data Hub that is enrolled, with its files in a folder of its own. */
export interface Hub {
  readonly name: string;
  readonly config: HubConfig;
  readonly configFile: string;
  readonly credentials: HubCredentialsSource;
}

/** Enrols a hub as people do: the hub makes key and request, an operator answers with a certificate. */
export async function enrolHub(
  context: Pick<StoryContext, 'repository' | 'signal' | 'environment' | 'scratch'>,
  operator: Readonly<Record<string, string>>,
  organization: string,
  name: string,
): Promise<Hub> {
  const { repository, signal, environment, scratch } = context;
  const folder = join(scratch, 'hubs', organization, name);
  mkdirSync(folder, { recursive: true });
  const hub = ['--organization', organization, '--hub', name];
  const { PATH = '' } = process.env;
  await dataHub(['csr', ...hub, '--out', folder], { repository, signal, env: { PATH } });
  await dataHub(
    [
      'enroll',
      ...['--environment', environment.name],
      ...hub,
      ...['--csr', join(folder, HUB_FILES.request)],
      ...['--out', folder],
    ],
    { repository, signal, env: operator },
  );
  const configFile = join(folder, HUB_FILES.config);
  const config = readHubConfig(configFile);
  return { name, config, configFile, credentials: hubCredentials({ config, configFile }) };
}
