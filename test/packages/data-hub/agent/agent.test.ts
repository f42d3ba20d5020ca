import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Agent, AgentOptions } from '../../../../packages/data-hub/src/agent/agent';
import type { Health } from '../../../../packages/data-hub/src/agent/health';
import { Agents, type Answer, askAgent, tokenOf } from '../fixtures/agents';
import { newKeyText } from '../fixtures/certificates';
import { CredentialsServer, refuse, THING } from '../fixtures/credentials-server';
import { HubFolder } from '../fixtures/hub-folder';

let server: CredentialsServer;
let folder: HubFolder;
let agents: Agents;
let agent: Agent;

beforeEach(async () => {
  server = await CredentialsServer.start();
  folder = await HubFolder.create(server);
  agents = new Agents(folder);
});
afterEach(async () => {
  await agents.stopAll();
  await server.stop();
  folder.remove();
});

async function start(changes: Partial<AgentOptions> = {}): Promise<Agent> {
  agent = await agents.start(changes);
  return agent;
}

const ask = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> =>
  askAgent(`${agent.url}${path}`, headers, method);
const token = (): string => tokenOf(agent);

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
  await agents.logged('credentials-refreshed');
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
  await agents.logged('refresh-failed');

  expect(await ask('/health')).toMatchObject({
    status: 503,
    body: { state: 'failing', consecutiveFailures: 1, lastFailure: { code: 'CREDENTIALS_REFUSED' } },
  });
  expect(await ask('/credentials', { authorization: token() })).toMatchObject({
    status: 503,
    body: { Code: 'HUB_CREDENTIALS_UNAVAILABLE' },
  });
  expect(agents.log.map(({ level, event }) => `${level} ${event}`)).toEqual([
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
  const { tokenFile } = await start();
  await agents.logged('credentials-refreshed');
  await agents.stop(agent);

  expect(existsSync(tokenFile)).toBe(false);
  expect(agents.events()).toEqual(['started', 'credentials-refreshed', 'stopping', 'stopped']);
  expect(agents.log[0]).toMatchObject({ thing: THING });
});

test('a port that is in use is told, and leaves the token of the other agent alone', async () => {
  const { url } = await start();
  const before = token();
  const second = agents.start({
    port: Number(new URL(url).port),
    tokenFile: join(folder.path, 'another-token'),
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
  await agents.logged('credentials-refreshed');

  expect(agents.events()).toEqual(['started', 'refresh-failed', 'credentials-refreshed']);
  expect(await ask('/health')).toMatchObject({
    status: 200,
    body: { state: 'ok', consecutiveFailures: 0, lastFailure: { code: 'SERVER_FAILED' } },
  });
});
