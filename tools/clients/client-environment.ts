import { readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { writePrivateFile } from '../../packages/data-hub/src/cache/private-file';
import { shellCommand } from '../../packages/data-hub/src/shell-word';
import { processEnvironment } from '../local/child-environment';
import { requireLocalEndpoint } from '../local/endpoint';
import { runProcess } from '../local/run-process';
import { dataHubCommandLine } from '../local/story/data-hub-command';
import type { CredentialsWay, Target } from './client';
import { ClientsError } from './errors';
import type { HubAgent } from './hub-agents';

/** Where clients get a hub's credentials: all from one run of sessions. */
export interface CredentialsSource {
  readonly agent: HubAgent;
  /** Cache of `data-hub credentials`. */
  readonly cacheFile: string;
  /** Folder that stands in for the home folder. */
  readonly home: string;
}

type Variables = Readonly<Record<string, string>>;

const PROFILE = 'hub';

/** The environment of a client: it sees the emulated account only, and gets a hub's credentials in its way. */
export async function clientEnvironment(
  way: CredentialsWay,
  target: Target,
  source: CredentialsSource,
): Promise<Variables> {
  const { caFile, endpoint, region } = target;
  return {
    ...processEnvironment({
      emulator: { secureEndpoint: requireLocalEndpoint(endpoint), caFile },
      environment: { region: { name: region } },
      scratch: source.home,
    }),
    // Each of these is read by some: Go and C++, Python's requests, curl.
    SSL_CERT_FILE: caFile,
    REQUESTS_CA_BUNDLE: caFile,
    CURL_CA_BUNDLE: caFile,
    AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE: '1',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...(await WAYS[way](target, source)),
  };
}

const WAYS: Record<CredentialsWay, (target: Target, source: CredentialsSource) => Promise<Variables>> = {
  'token-file': (_target, { agent }) =>
    Promise.resolve({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: agent.url,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: agent.tokenFile,
    }),
  token: (_target, { agent }) =>
    Promise.resolve({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: agent.url,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: readFileSync(agent.tokenFile, 'utf8'),
    }),
  process: ({ repository, configFile, region, cacheFile }, { home }) => {
    const credentials = ['credentials', '--config', configFile, '--cache', cacheFile];
    const command = shellCommand([...dataHubCommandLine(repository), ...credentials]);
    const file = join(home, 'config');
    writePrivateFile(file, `[profile ${PROFILE}]\nregion = ${region}\ncredential_process = ${command}\n`);
    return Promise.resolve({ AWS_CONFIG_FILE: file, AWS_PROFILE: PROFILE });
  },
  environment: async (target) => {
    const lines = await dataHub(target, 'credentials', '--format', 'env');
    return Object.fromEntries(
      lines.map((line) => {
        const [, name = '', value = ''] = /^export (\w+)='(.*)'$/.exec(line) ?? [];
        return [name, value];
      }),
    );
  },
  file: async (target, source) => {
    const file = join(source.home, 'credentials');
    await dataHub(target, 'update-credentials-file', '--file', file, '--profile', PROFILE);
    return { AWS_SHARED_CREDENTIALS_FILE: file, AWS_PROFILE: PROFILE, AWS_CONFIG_FILE: devNull };
  },
  own: () => Promise.resolve({}),
};

async function dataHub(
  { repository, configFile, cacheFile }: Target,
  ...args: readonly string[]
): Promise<readonly string[]> {
  const [program, script] = dataHubCommandLine(repository);
  const { exitCode, stdout, stderr } = await runProcess(
    program,
    [script, ...args, '--config', configFile, '--cache', cacheFile],
    { cwd: repository },
  );
  if (exitCode === 0) return stdout;
  throw new ClientsError(`data-hub ${args[0] ?? ''} failed: ${stderr.join(' ')}`);
}
