import { randomBytes } from 'node:crypto';
import type { CheckResult } from '../../packages/data-hub/src/doctor/check';
import { hubConfigText, type HubConfig } from '../../packages/data-hub/src/hub-config';
import { bareEnvironment, commandLine, Program, type Run } from '../fixtures/commands';
import { ConnectProxy } from '../packages/data-hub/fixtures/connect-proxy';
import { CredentialsServer } from '../packages/data-hub/fixtures/credentials-server';
import { HubFolder } from '../packages/data-hub/fixtures/hub-folder';
import { type LoginProxy, startLoginProxy } from '../../tools/acceptance/login-proxy';
import { WHY_SKIPPED } from '../packages/data-hub/fixtures/tinyproxy';
import { WriteOnlyBucket } from '../packages/data-hub/fixtures/write-only-bucket';

const USER = 'hub';
let password: string;
let server: CredentialsServer;
let bucket: WriteOnlyBucket;
let folder: HubFolder;

beforeEach(async () => {
  password = randomBytes(12).toString('hex');
  server = await CredentialsServer.start();
  bucket = await WriteOnlyBucket.start();
  folder = await HubFolder.create(server);
});
afterEach(async () => {
  await Promise.all([server.stop(), bucket.stop()]);
  folder.remove();
});

/** Runs a command of the hub, whose hub.json has these changes. All debugging output is on. */
async function dataHub(
  command: string,
  changes: Partial<HubConfig>,
  variables: Readonly<Record<string, string>> = {},
): Promise<Run> {
  folder.write('hub.json', hubConfigText({ ...folder.config, ...changes }));
  const environment = bareEnvironment({
    AWS_ENDPOINT_URL_S3: bucket.endpoint,
    DEBUG: '*',
    NODE_DEBUG: 'https',
    ...variables,
  });
  const run = await Program.start(
    commandLine('data-hub.ts', [command, '--config', folder.configFile]),
    environment,
  ).ended();
  const login = Buffer.from(`${USER}:${password}`).toString('base64');
  const secrets = [password, login, ...(command === 'credentials' ? [] : server.secrets)];
  expect(secrets.filter((secret) => `${run.stdout}${run.stderr}`.includes(secret))).toEqual([]);
  return run;
}

const outcomes = ({ stdout }: Run): [string, CheckResult['outcome']][] =>
  [...stdout.matchAll(/^(ok|fail|skipped) +([a-z-]+) /gm)].map(([, outcome, check]) => [
    check ?? '',
    outcome as CheckResult['outcome'],
  ]);

(WHY_SKIPPED === undefined ? describe : describe.skip)(`through tinyproxy ${WHY_SKIPPED ?? ''}`, () => {
  let proxy: LoginProxy;
  beforeEach(async () => {
    const ports = [server.endpoint, bucket.endpoint].map((url) => Number(new URL(url).port));
    proxy = await startLoginProxy(ports);
    password = proxy.login.slice(proxy.login.indexOf(':') + 1);
  });
  afterEach(() => proxy.stop());

  test('doctor finds a hub well that has the login in a file, up to its upload', async () => {
    folder.write('proxy-login', `${USER}:${password}\n`);
    const run = await dataHub('doctor', { proxy: proxy.origin, proxyCredentialsFile: 'proxy-login' });

    expect(outcomes(run).filter(([, outcome]) => outcome !== 'ok')).toEqual([]);
    expect(run.status).toBe(0);
    expect(bucket.uploads).toHaveLength(1);
    for (const url of [server.endpoint, bucket.endpoint]) {
      expect(proxy.tunnelsTo(new URL(url))).toBeGreaterThan(0);
    }
  });

  test('a wrong password is told with the file to correct, and nothing passes', async () => {
    folder.write('proxy-login', `${USER}:${password}x`);
    const doctor = await dataHub('doctor', { proxy: proxy.origin, proxyCredentialsFile: 'proxy-login' });

    expect(doctor.status).toBe(1);
    expect(doctor.stdout).toMatch(
      /^fail {5}proxy +the proxy http:\/\/127.*refused the user or password in \/.*proxy-login \(40[17]\)\n +-> correct them$/m,
    );
    expect(server.requests).toEqual([]);
  });
});

test('credentials come through a proxy that is reached by TLS, whose CA Node.js is told of', async () => {
  const proxy = await ConnectProxy.start(
    await server.ca.issue({ commonName: 'localhost', hosts: ['localhost'] }),
  );
  const { status, stdout } = await dataHub(
    'credentials',
    { proxy: proxy.origin },
    { NODE_EXTRA_CA_CERTS: `${folder.path}/AmazonRootCA1.pem` },
  );
  await proxy.stop();

  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ SecretAccessKey: server.secrets[0] });
  expect(proxy.tunnels.map(({ target }) => target)).toEqual([new URL(server.endpoint).host]);
});

test('a proxy of the environment that cannot be used ends the agent with 2, and is not quoted', async () => {
  const { status, stdout, stderr } = await dataHub(
    'agent',
    {},
    { HTTPS_PROXY: `socks5://${USER}:${password}@proxy.example`, DEBUG: '', NODE_DEBUG: '' },
  );

  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^variable HTTPS_PROXY: is not the URL of an HTTP proxy; write .*\n$/);
});
