import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { HubCredentialsProvider } from '../../../../packages/data-hub/src/credentials/identity';
import { CredentialsUnavailableError } from '../../../../packages/data-hub/src/credentials/errors';
import type { HubConfig } from '../../../../packages/data-hub/src/hub-config';
import type { HubShadow } from '../../../../packages/data-hub/src/shadow/hub-shadow';
import { iotShadow } from '../../../../packages/data-hub/src/shadow/iot-shadow';
import { hubConfig } from '../fixtures/hub-folder';

const SESSION = { accessKeyId: 'ASIA1', secretAccessKey: 'SECRET-KEY', sessionToken: 'SESSION-TOKEN' };

interface Seen {
  readonly call: string;
  readonly body: string;
  readonly authorization: string | undefined;
}

let server: Server;
let seen: Seen[];
/** Answers of the server, in order; the last one stands for all that follow. */
let answers: ((response: ServerResponse) => void)[];

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request as AsyncIterable<Buffer>) body += chunk.toString();
  const { method, url, headers } = request;
  seen.push({ call: `${method} ${url}`, body, authorization: headers.authorization });
  (answers.length > 1 ? answers.shift() : answers[0])?.(response);
}

function shadow(
  credentials?: HubCredentialsProvider,
  signal?: AbortSignal,
  changes: Partial<HubConfig> = {},
): HubShadow {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
  const session = (): Promise<typeof SESSION & { expiration: Date }> =>
    Promise.resolve({ ...SESSION, expiration: new Date(Date.now() + 3_600_000) });
  return iotShadow({
    config: hubConfig(changes),
    configFile: '/hub/hub.json',
    dataEndpoint: `http://127.0.0.1:${address.port}`,
    credentials: credentials ?? Object.assign(session, { memoized: true } as const),
    ...(signal === undefined ? {} : { signal }),
  });
}

const json =
  (status: number, body: object, type?: string) =>
  (response: ServerResponse): void => {
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(type === undefined ? {} : { 'x-amzn-errortype': type }),
    });
    response.end(JSON.stringify(body));
  };

test('a report goes to the shadow of the hub by its name, signed, without a version', async () => {
  answers = [json(200, { state: { reported: {} }, version: 7 })];
  await shadow().report({ request: null });

  expect(seen).toEqual([
    {
      call: 'POST /things/acme--berlin-1/shadow?name=data-hub',
      body: '{"state":{"reported":{"request":null}}}',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=ASIA1\/\d+\/eu-central-1\/iotdata\/aws4_request/,
      ) as string,
    },
  ]);
});

test('a page of something on the way, which is a success to HTTP, is no report', async () => {
  answers = [
    (response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>');
    },
  ];

  await expect(shadow().report({ request: null })).rejects.toMatchObject({ code: 'HUB_SHADOW_MALFORMED' });
  await expect(shadow().read()).rejects.toMatchObject({ code: 'HUB_SHADOW_MALFORMED' });
});

test('what the platform answered is read', async () => {
  answers = [json(200, { state: { desired: { renewIfBefore: '2027-01-01T00:00:00Z' } } })];

  expect(await shadow().read()).toEqual({
    reported: {},
    desired: { renewIfBefore: '2027-01-01T00:00:00Z' },
  });
  expect(seen.map(({ call }) => call)).toEqual(['GET /things/acme--berlin-1/shadow?name=data-hub']);
});

test('a shadow that nobody wrote yet is empty', async () => {
  answers = [json(404, { message: "No shadow exists with name: 'data-hub'" }, 'ResourceNotFoundException')];

  expect(await shadow().read()).toEqual({ reported: {}, desired: {} });
});

test.each([
  ['ForbiddenException', 403, 'HUB_SHADOW_REFUSED', 1],
  ['UnauthorizedException', 401, 'HUB_SHADOW_REFUSED', 1],
  ['RequestEntityTooLargeException', 413, 'HUB_SHADOW_REFUSED', 1],
  ['ThrottlingException', 429, 'HUB_SHADOW_UNREACHABLE', 2],
  ['ServiceUnavailableException', 503, 'HUB_SHADOW_UNREACHABLE', 2],
])('%s (%d) is told as %s after %d requests, without what was sent', async (type, status, code, requests) => {
  answers = [json(status, { message: 'SESSION-TOKEN' }, type)];
  const failed = shadow().report({ request: null });

  await expect(failed).rejects.toMatchObject({ code, message: expect.stringContaining(type) as string });
  await expect(failed).rejects.not.toThrow(/SESSION-TOKEN|SECRET-KEY/);
  expect(seen).toHaveLength(requests);
});

test('without credentials nothing is sent, and the message says why there are none', async () => {
  const none = Object.assign(
    () => Promise.reject(new CredentialsUnavailableError('no valid credentials: revoked')),
    { memoized: true } as const,
  );

  await expect(shadow(none).read()).rejects.toMatchObject({
    code: 'HUB_SHADOW_UNREACHABLE',
    message: 'no valid credentials: revoked',
  });
  expect(seen).toEqual([]);
});

test('a call that hangs ends when the agent does', async () => {
  const stopping = new AbortController();
  answers = [
    () => {
      stopping.abort();
    },
  ];

  await expect(shadow(undefined, stopping.signal).read()).rejects.toMatchObject({
    code: 'HUB_SHADOW_UNREACHABLE',
  });
});

test('a proxy that is not there is why the shadow cannot be reached', async () => {
  answers = [json(200, {})];
  const through = shadow(undefined, undefined, { proxy: 'http://127.0.0.1:9' });

  await expect(through.read()).rejects.toMatchObject({
    code: 'HUB_SHADOW_UNREACHABLE',
    message: expect.stringContaining('http://127.0.0.1:9') as string,
  });
  expect(seen).toEqual([]);
});
