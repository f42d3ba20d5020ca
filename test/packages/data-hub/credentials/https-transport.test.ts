import { createServer as createTcpServer } from 'node:net';
import { once } from 'node:events';
import {
  httpsTransport,
  TRANSPORT_LIMITS,
} from '../../../../packages/data-hub/src/credentials/https-transport';
import { FetchError } from '../../../../packages/data-hub/src/credentials/errors';
import type { CredentialsRequest } from '../../../../packages/data-hub/src/credentials/transport';
import { issuedCredentials } from '../../../../packages/data-hub/src/credentials/response';
import { TestCa } from '../fixtures/certificates';
import { CredentialsServer, ROLE_ALIAS, THING, refuse } from '../fixtures/credentials-server';

let server: CredentialsServer;
let request: CredentialsRequest<string>;

beforeEach(async () => {
  server = await CredentialsServer.start();
  const pair = await server.ca.issue({ commonName: THING });
  server.activate(pair.certificate);
  request = {
    ...pair,
    endpoint: server.endpoint,
    roleAlias: ROLE_ALIAS,
    thingName: THING,
    rootCa: server.ca.certificate,
  };
});
afterEach(() => server.stop());

const FAST = { ...TRANSPORT_LIMITS, connect: 200, total: 400 };
const failure = async (
  changes: Partial<CredentialsRequest<string>> = {},
  limits = TRANSPORT_LIMITS,
): Promise<FetchError> => {
  const error: unknown = await httpsTransport({ limits })({ ...request, ...changes })
    .then(issuedCredentials)
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(FetchError);
  return error as FetchError;
};

test('asks for the role alias by its path, names the thing, and shows the certificate', async () => {
  const { keys, answeredAt } = issuedCredentials(await httpsTransport()(request));

  expect(keys.secretAccessKey).toBe(server.secrets[0]);
  expect(Math.abs((answeredAt ?? 0) - Date.now())).toBeLessThan(5000);
  expect(server.requests).toEqual([
    { path: `/role-aliases/${ROLE_ALIAS}/credentials`, thing: THING, certificateId: [...server.active][0] },
  ]);
});

test.each([
  ['an unknown thing', { thingName: 'globex--berlin-1' }, /403 .*Invalid thing name passed.*enrol/],
  [
    'an alias in other case',
    { roleAlias: ROLE_ALIAS.toUpperCase() },
    /404 .*Role alias does not exist.*case counts/,
  ],
])('%s is refused, and says what to do', async (_what, changes, message) => {
  const error = await failure(changes);

  expect(error).toMatchObject({ code: 'CREDENTIALS_REFUSED', kind: 'refused' });
  expect(error.message).toMatch(message);
});

test('a certificate that is not active is refused', async () => {
  server.active.clear();

  expect(await failure()).toMatchObject({
    kind: 'refused',
    message: expect.stringMatching(/Certificate is invalid/) as string,
  });
});

test.each([
  [429, 'THROTTLED', 'throttled'],
  [500, 'SERVER_FAILED', 'transient'],
  [503, 'SERVER_FAILED', 'transient'],
  [400, 'CREDENTIALS_REFUSED', 'refused'],
  [301, 'CREDENTIALS_REFUSED', 'refused'],
])('status %i is %s, %s', async (status, code, kind) => {
  server.fault = (_request, response) => {
    refuse(response, status, 'SomeException', 'because');
  };

  expect(await failure()).toMatchObject({
    code,
    kind,
    message: expect.stringContaining('SomeException: because') as string,
  });
});

test('a server whose certificate leads to another root is not trusted', async () => {
  const error = await failure({ rootCa: (await TestCa.create('Another root')).certificate });

  expect(error).toMatchObject({ code: 'SERVER_NOT_TRUSTED', kind: 'refused' });
  expect(server.requests).toEqual([]);
});

test('a server certificate for another host is not trusted', async () => {
  const error = await failure({ endpoint: `https://127.0.0.1:${server.port}` }, FAST);

  expect(['SERVER_NOT_TRUSTED', 'CONNECTION_FAILED']).toContain(error.code);
  expect(server.requests).toEqual([]);
});

test('an answer that does not end is given up after the total time', async () => {
  server.fault = (_request, response) => {
    response.writeHead(200).write('{"credentials":');
  };
  const before = Date.now();

  expect(await failure({}, FAST)).toMatchObject({ code: 'TIMED_OUT', kind: 'transient' });
  expect(Date.now() - before).toBeLessThan(4000);
});

test('a server that accepts and says nothing is given up after the connecting time', async () => {
  const silent = createTcpServer(() => undefined).listen(0, 'localhost');
  await once(silent, 'listening');
  const { port } = silent.address() as { port: number };

  const error = await failure({ endpoint: `https://localhost:${port}` }, { ...FAST, total: 60_000 });
  silent.close();

  expect(error).toMatchObject({ code: 'TIMED_OUT', kind: 'transient' });
  expect(error.message).toMatch(/connecting/);
});

test('a connection that is cut is a passing failure', async () => {
  server.fault = (received) => received.socket.destroy();

  expect(await failure()).toMatchObject({ code: 'CONNECTION_FAILED', kind: 'transient' });
});

test('nobody listening, and a host without an address, are passing failures with a fix', async () => {
  expect(await failure({ endpoint: 'https://localhost:1' })).toMatchObject({ code: 'CONNECTION_FAILED' });
  expect(await failure({ endpoint: 'https://nowhere.invalid' })).toMatchObject({
    code: 'DNS_FAILED',
    kind: 'transient',
  });
});

test('an answer over the limit is refused without being kept', async () => {
  server.fault = (_request, response) => response.writeHead(200).end(`"${'x'.repeat(100_000)}"`);

  expect(await failure()).toMatchObject({
    code: 'BAD_RESPONSE',
    message: expect.stringMatching(/65536 bytes/) as string,
  });
});

test.each([
  '',
  'null',
  '<html>',
  '{"credentials":{"accessKeyId":"A","secretAccessKey":"HIDE-ME","sessionToken":"T"}}',
])('200 with %j is a bad response, and is not quoted', async (body) => {
  server.fault = (_request, response) => response.writeHead(200).end(body);
  const error = await failure();

  expect(error).toMatchObject({ code: 'BAD_RESPONSE', kind: 'transient' });
  expect(error.message).not.toContain('HIDE-ME');
});

test('can be stopped while it waits', async () => {
  server.fault = () => undefined;
  const stop = new AbortController();
  const answer = httpsTransport()(request, stop.signal);
  setTimeout(() => {
    stop.abort();
  }, 50);

  await expect(answer).rejects.toMatchObject({ code: 'STOPPED' });
});
