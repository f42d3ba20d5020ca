import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { checkedAddresses, listenProblem } from '../../../../packages/data-hub/src/agent/listen-addresses';
import { refreshKeepers } from '../../../../packages/data-hub/src/agent/refresh-keepers';
import { Agents, askAgent, tokenOf } from '../fixtures/agents';
import { CredentialsServer } from '../fixtures/credentials-server';
import { HubFolder } from '../fixtures/hub-folder';

let server: CredentialsServer;
let folder: HubFolder;
let agents: Agents;

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

const portOf = ({ url }: { readonly url: string }): number => Number(new URL(url).port);
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);
const describeWithIpv6 = hasIpv6 ? describe : describe.skip;

test.each(['/credentials', '/credentials/', '/credentials?x=1', '/credentials/?x=1'])(
  'credentials are at %s',
  async (path) => {
    const agent = await agents.start();

    expect(await askAgent(agent.url + path, { authorization: tokenOf(agent) })).toMatchObject({
      status: 200,
    });
  },
);

test('a client without the token is told of both variables', async () => {
  const agent = await agents.start();
  const { status, body } = await askAgent(`${agent.url}/credentials`);

  expect(status).toBe(401);
  for (const name of ['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', 'AWS_CONTAINER_AUTHORIZATION_TOKEN to']) {
    expect(body['Message']).toContain(name);
  }
});

// Without IPv6 on the machine there is nothing to listen on.
describeWithIpv6('on ::1', () => {
  test('it answers, too, and nobody else can be there', async () => {
    const agent = await agents.start();
    const url = `http://[::1]:${portOf(agent)}/credentials`;

    expect(await askAgent(url, { authorization: tokenOf(agent) })).toMatchObject({ status: 200 });
    expect(await askAgent(url, { authorization: tokenOf(agent), host: 'localhost' })).toMatchObject({
      status: 200,
    });
    expect(await askAgent(url, { host: 'attacker.example' })).toMatchObject({ status: 403 });
  });

  test('that is somebody else’s keeps it from starting: they would be sent the token', async () => {
    const other = await listeningOn('::1');
    try {
      await expect(agents.start({ port: portAt(other) })).rejects.toMatchObject({
        code: 'HUB_AGENT_PORT',
        message: expect.stringMatching(/^port \d+ of ::1 is in use/) as string,
      });
      const again = await listeningOn('127.0.0.1', portAt(other));
      again.close();
    } finally {
      other.close();
    }
  });
});

test('another loopback address by choice is a name of this machine', async () => {
  const agent = await agents.start({ addresses: ['127.0.0.2'] });
  const url = `http://127.0.0.2:${portOf(agent)}/health`;

  expect(await askAgent(url)).toMatchObject({ body: { tokenFile: 'ok' } });
  expect(await askAgent(url, { host: '127.0.0.3' })).toMatchObject({ status: 403 });
});

test('addresses from which no SDK takes credentials are refused, all at once', () => {
  expect(
    checkedAddresses(['169.254.170.2', '169.254.170.23', 'fd00:ec2::23', '127.9.9.9', '127.9.9.9']),
  ).toEqual(['169.254.170.2', '169.254.170.23', 'fd00:ec2::23', '127.9.9.9']);
  expect(() => checkedAddresses(['0.0.0.0', '127.0.0.1', '::', '169.254.169.254', 'localhost'])).toThrow(
    /^--listen = "0\.0\.0\.0": .*\n--listen = "::": .*\n--listen = "169\.254\.169\.254": .*\n--listen = "localhost": .*$/,
  );
});

test.each([
  [
    '169.254.170.2',
    /^169\.254\.170\.2 is not an address of this machine; .*: ip addr add 169\.254\.170\.2\/32 dev lo$/,
  ],
  ['fd00:ec2::23', /: ip addr add fd00:ec2::23\/128 dev lo$/],
])('an address that the machine lacks is told with the command that adds it: %s', (address, message) => {
  expect(listenProblem(address, 80, 'EADDRNOTAVAIL')).toMatch(message);
});

test('a token that is gone makes the agent unhealthy until it is written again', async () => {
  const agent = await agents.start();
  await agents.logged('credentials-refreshed');
  const token = tokenOf(agent);
  rmSync(agent.tokenFile);

  expect(await askAgent(`${agent.url}/health`)).toMatchObject({
    status: 503,
    body: { state: 'ok', tokenFile: 'missing' },
  });
  writeFileSync(agent.tokenFile, token, { mode: 0o644 });
  expect(await askAgent(`${agent.url}/health`)).toMatchObject({
    status: 503,
    body: { tokenFile: 'changed' },
  });
});

test('a second agent on the token file of the first is refused; after its end it is not', async () => {
  const first = await agents.start();
  const token = tokenOf(first);
  await expect(agents.start()).rejects.toMatchObject({ code: 'HUB_TOKEN_FILE' });
  expect(tokenOf(first)).toBe(token);
  expect(await askAgent(`${first.url}/credentials`, { authorization: token })).toMatchObject({ status: 200 });
  await agents.stop(first);

  const second = await agents.start();
  expect(await askAgent(`${second.url}/credentials`, { authorization: tokenOf(second) })).toMatchObject({
    status: 200,
  });
});

describe('fetching now', () => {
  const refresh = (port: number): ReturnType<typeof refreshKeepers> =>
    refreshKeepers({ config: folder.config, configFile: folder.configFile, port });

  test('ends the wait after a refusal that has been put right', async () => {
    server.active.clear();
    const agent = await agents.start();
    await agents.logged('refresh-failed');
    server.activate(folder.pair.certificate);

    expect(await refresh(portOf(agent))).toEqual([
      { keeper: 'agent', expires: expect.any(String) as string },
    ]);
    expect(await askAgent(`${agent.url}/health`)).toMatchObject({ status: 200, body: { state: 'ok' } });
    expect(server.requests).toHaveLength(2);
  });

  test('that fails keeps the valid credentials, and says why', async () => {
    const agent = await agents.start();
    await agents.logged('credentials-refreshed');
    server.active.clear();

    expect(await refresh(portOf(agent))).toEqual([
      { keeper: 'agent', problem: expect.stringMatching(/could not fetch: .*answered 403/) as string },
    ]);
    expect(await askAgent(`${agent.url}/credentials`, { authorization: tokenOf(agent) })).toMatchObject({
      status: 200,
    });
  });

  test('many at once is one request', async () => {
    const agent = await agents.start();
    await agents.logged('credentials-refreshed');
    const headers = { authorization: tokenOf(agent) };
    await Promise.all(Array.from({ length: 20 }, () => askAgent(`${agent.url}/refresh`, headers, 'POST')));

    expect(server.requests.length).toBeLessThanOrEqual(3);
    expect(server.mostInFlight).toBe(1);
  });

  test('without an agent renews the cache, and with one both', async () => {
    const agent = await agents.start();
    const port = portOf(agent);
    await agents.logged('credentials-refreshed');
    await agents.stop(agent);
    const cache = {
      keeper: join(folder.path, '.credentials-cache.json'),
      expires: expect.any(String) as string,
    };
    expect(await refresh(port)).toEqual([cache]);
    expect(server.requests).toHaveLength(2);

    await agents.start({ port });
    expect(await refresh(port)).toEqual([{ keeper: 'agent', expires: expect.any(String) as string }, cache]);
    server.active.clear();
    expect(await refresh(port)).toMatchObject([
      { problem: expect.stringMatching(/403/) as string },
      { problem: expect.stringMatching(/were not renewed, those in use are still valid: .*403/) as string },
    ]);
  });

  test('an agent whose token is elsewhere, and a port of another program, are told as that', async () => {
    const agent = await agents.start({ tokenFile: join(folder.path, 'elsewhere') });
    expect(await refresh(portOf(agent))).toEqual([
      { keeper: 'agent', problem: expect.stringMatching(/its token is not in .*--token-file/) as string },
    ]);
    const other = await listeningOn('127.0.0.1');
    expect(await refresh(portAt(other))).toEqual([
      { keeper: 'agent', problem: expect.stringMatching(/answered 404: .*--port/) as string },
    ]);
    other.close();
  });
});

async function listeningOn(address: string, port = 0): Promise<Server> {
  const other = createServer((_request, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => other.listen({ host: address, port, ipv6Only: true }, resolve));
  return other;
}

function portAt(other: Server): number {
  const address = other.address();
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
  return address.port;
}
