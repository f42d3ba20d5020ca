import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { type Agent, type AgentOptions, startAgent } from '../../../../packages/data-hub/src/agent/agent';
import type { Health } from '../../../../packages/data-hub/src/agent/health';
import { newKeyText } from '../fixtures/certificates';
import { CredentialsServer, refuse, THING } from '../fixtures/credentials-server';
import { HubFolder } from '../fixtures/hub-folder';

let server: CredentialsServer;
let folder: HubFolder;
let agent: Agent | undefined;
let log: { readonly event: string; readonly level: string }[];

beforeEach(async () => {
  server = await CredentialsServer.start();
  folder = await HubFolder.create(server);
  log = [];
});
afterEach(async () => {
  await agent?.stop('end of test');
  agent = undefined;
  await server.stop();
  folder.remove();
});

async function start(changes: Partial<AgentOptions> = {}): Promise<Agent> {
  agent = await startAgent({
    config: folder.config,
    configFile: folder.configFile,
    port: 0,
    onLog: (line) => log.push(JSON.parse(line) as (typeof log)[number]),
    ...changes,
  });
  return agent;
}

interface Answer {
  readonly status: number | undefined;
  readonly body: Record<string, unknown>;
}

/** Asks the agent; `fetch` would not let a test choose the header Host. */
function ask(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(`${agent?.url ?? ''}${path}`, { headers, method }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('end', () => {
        resolve({ status: response.statusCode, body: JSON.parse(text) as Answer['body'] });
      });
    });
    asked.once('error', reject).end();
  });
}

const token = (): string => readFileSync(agent?.tokenFile ?? '', 'utf8');

/** When a line of the log with this event is there. */
async function logged(event: string): Promise<void> {
  while (!log.some((line) => line.event === event)) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('serves credentials to who sends the token, which only the owner can read', async () => {
  const { tokenFile } = await start();

  expect(tokenFile).toBe(join(folder.path, '.agent-token'));
  expect(statSync(tokenFile).mode & 0o777).toBe(0o600);
  expect(await ask('/credentials', { authorization: token() })).toEqual({
    status: 200,
    body: {
      AccessKeyId: expect.stringMatching(/^ASIA/) as string,
      SecretAccessKey: server.secrets[0],
      Token: server.secrets[1],
      Expiration: expect.any(String) as string,
    },
  });
  expect(server.requests).toHaveLength(1);
});

test.each([
  ['no token', '/credentials', {}, 'GET', 401],
  ['a wrong token', '/credentials', { authorization: 'x'.repeat(43) }, 'GET', 401],
  ['the name of another host', '/credentials', { host: 'attacker.example:9911' }, 'GET', 403],
  ['the name of another host, for health', '/health', { host: 'attacker.example' }, 'GET', 403],
  ['another method', '/credentials', {}, 'POST', 405],
  ['another path', '/', {}, 'GET', 404],
  ['a path below', '/credentials/x', {}, 'GET', 404],
  ['to fetch now without a token', '/refresh', {}, 'POST', 401],
  ['to fetch now for a page that a browser shows', '/refresh', { host: 'attacker.example' }, 'POST', 403],
  ['to fetch now by a link', '/refresh', {}, 'GET', 405],
])('refuses %s', async (_what, path, headers, method, status) => {
  await start();

  const { status: answered, body } = await ask(path, headers, method);

  expect(answered).toBe(status);
  expect(Object.keys(body)).toEqual(['Code', 'Message']);
});

test('the right token does not help from another host name', async () => {
  await start();

  expect(await ask('/credentials', { host: 'attacker.example', authorization: token() })).toMatchObject({
    status: 403,
  });
});

test('tells its health without a token and without a secret', async () => {
  await start();
  await logged('credentials-refreshed');
  const { status, body } = await ask('/health');

  expect(status).toBe(200);
  expect(body).toEqual({
    state: 'ok',
    tokenFile: 'ok',
    startedAt: expect.any(String),
    lastSuccess: expect.any(String),
    credentialsExpire: expect.any(String),
    nextFetch: expect.any(String),
    certificateId: [...server.active][0],
    certificateExpires: expect.any(String),
    consecutiveFailures: 0,
    lastFailure: null,
  } satisfies Record<keyof Health, unknown>);
  const minutes = (moment: unknown): number => (Date.parse(String(moment)) - Date.now()) / 60_000;
  expect(minutes(body['credentialsExpire'])).toBeGreaterThan(58);
  expect(minutes(body['nextFetch'])).toBeLessThan(34);
});

test('a hub that is refused is not healthy, and its log has an alert', async () => {
  server.active.clear();
  await start();
  await logged('refresh-failed');

  expect(await ask('/health')).toMatchObject({
    status: 503,
    body: { state: 'failing', consecutiveFailures: 1, lastFailure: { code: 'CREDENTIALS_REFUSED' } },
  });
  expect(await ask('/credentials', { authorization: token() })).toMatchObject({
    status: 503,
    body: { Code: 'HUB_CREDENTIALS_UNAVAILABLE' },
  });
  expect(log.map(({ level, event }) => `${level} ${event}`)).toEqual([
    'info started',
    'alert refresh-failed',
  ]);
});

test('before the first answer it is starting', async () => {
  server.fault = () => undefined;
  await start();

  expect(await ask('/health')).toMatchObject({ status: 503, body: { state: 'starting' } });
});

test('takes the token away when it ends, and says when it did', async () => {
  const { tokenFile, stop } = await start();
  await logged('credentials-refreshed');
  await stop('SIGTERM');
  agent = undefined;

  expect(existsSync(tokenFile)).toBe(false);
  expect(log.map(({ event }) => event)).toEqual(['started', 'credentials-refreshed', 'stopping', 'stopped']);
  expect(log[0]).toMatchObject({ thing: THING });
});

test('a port that is in use is told, and leaves the token of the other agent alone', async () => {
  const { url } = await start();
  const before = token();
  const second = startAgent({
    config: folder.config,
    configFile: folder.configFile,
    port: Number(new URL(url).port),
    tokenFile: join(folder.path, 'another-token'),
    onLog: () => undefined,
  });

  await expect(second).rejects.toMatchObject({
    code: 'HUB_AGENT_PORT',
    message: expect.stringMatching(/^port \d+ of 127\.0\.0\.1 is in use, .*--port$/) as string,
  });
  expect(token()).toBe(before);
  expect(readdirSync(folder.path).filter((name) => name.startsWith('another'))).toEqual([]);
});

test('a token never takes the place of another file', async () => {
  await expect(start({ tokenFile: folder.configFile })).rejects.toMatchObject({ code: 'HUB_TOKEN_FILE' });
  await expect(start({ tokenFile: join(folder.path, 'missing', 'token') })).rejects.toThrow(
    /ENOENT.*--token-file/,
  );
  expect(readFileSync(folder.configFile, 'utf8')).toMatch(/^\{/);
});

test.each([
  ['a key of another certificate', 'private-key.pem', newKeyText(), 'HUB_KEY_MISMATCH'],
  ['an encrypted key', 'private-key.pem', newKeyText('x'), 'HUB_KEY_ENCRYPTED'],
  ['a root CA that is none', 'AmazonRootCA1.pem', 'x', 'HUB_ROOT_CA_INVALID'],
])('does not start with %s, and makes nothing', async (_what, file, text, code) => {
  folder.write(file, text);

  await expect(start()).rejects.toMatchObject({ code });
  expect(existsSync(join(folder.path, '.agent-token'))).toBe(false);
  expect(server.requests).toEqual([]);
});

test('goes on with an alert when the server is out of order, and recovers', async () => {
  server.fault = (_request, response) => {
    refuse(response, 503, 'ServiceUnavailable', 'later');
    server.fault = undefined;
  };
  await start();
  await logged('credentials-refreshed');

  expect(log.map(({ event }) => event)).toEqual(['started', 'refresh-failed', 'credentials-refreshed']);
  expect(await ask('/health')).toMatchObject({
    status: 200,
    body: { state: 'ok', consecutiveFailures: 0, lastFailure: { code: 'SERVER_FAILED' } },
  });
});
