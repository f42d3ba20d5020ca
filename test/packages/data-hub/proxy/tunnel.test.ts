import {
  httpsTransport,
  TRANSPORT_LIMITS,
} from '../../../../packages/data-hub/src/credentials/https-transport';
import { FetchError } from '../../../../packages/data-hub/src/credentials/errors';
import { issuedCredentials } from '../../../../packages/data-hub/src/credentials/response';
import type { CredentialsRequest } from '../../../../packages/data-hub/src/credentials/transport';
import type { Proxy } from '../../../../packages/data-hub/src/proxy/route';
import { answering, ConnectProxy, type ProxyFault } from '../fixtures/connect-proxy';
import { CredentialsServer, ROLE_ALIAS, THING } from '../fixtures/credentials-server';
import { until } from '../fixtures/until';

const LOGIN = 'hub:p:äss word';
const FAST = { ...TRANSPORT_LIMITS, connect: 250, total: 500 };
let server: CredentialsServer;
let proxy: ConnectProxy;
let request: CredentialsRequest<string>;

beforeEach(async () => {
  server = await CredentialsServer.start();
  proxy = await ConnectProxy.start();
  const pair = await server.ca.issue({ commonName: THING });
  server.activate(pair.certificate);
  const { endpoint, ca } = server;
  request = { ...pair, endpoint, roleAlias: ROLE_ALIAS, thingName: THING, rootCa: ca.certificate };
});
afterEach(() => Promise.all([server.stop(), proxy.stop()]));

const through = (known: Proxy, limits = TRANSPORT_LIMITS) =>
  httpsTransport({ routeTo: () => ({ proxy: known, because: 'of the test' }), limits });

async function failure(known = proxy.known(), limits = TRANSPORT_LIMITS): Promise<FetchError> {
  const error: unknown = await through(known, limits)(request).catch((reason: unknown) => reason);
  if (!(error instanceof FetchError)) throw new Error(`no FetchError: ${String(error)}`);
  return error;
}

test('credentials come through a tunnel, with the hub’s certificate, and the proxy learns host and port', async () => {
  const { keys } = issuedCredentials(await through(proxy.known())(request));

  expect(keys.secretAccessKey).toBe(server.secrets[0]);
  expect(proxy.tunnels).toEqual([{ target: `localhost:${server.port}`, authorization: undefined }]);
  expect(server.requests[0]?.certificateId).toBe([...server.active][0]);
});

test('user and password are sent to the proxy, as UTF-8, and to nobody else', async () => {
  proxy.login = LOGIN;
  let toServer = '';
  server.fault = (received, response) => {
    toServer = JSON.stringify(received.rawHeaders);
    response.end();
  };
  await through(proxy.known(LOGIN))(request);

  const encoded = Buffer.from(LOGIN).toString('base64');
  expect(proxy.tunnels[0]?.authorization).toBe(`Basic ${encoded}`);
  expect(toServer).toContain('x-amzn-iot-thingname');
  expect(toServer).not.toMatch(/proxy-/i);
});

test('without a login a proxy that demands one refuses, and the message says where to write it', async () => {
  proxy.login = LOGIN;

  expect(await failure()).toMatchObject({
    code: 'PROXY_REFUSED',
    kind: 'refused',
    message: `the proxy ${proxy.origin} demands a user and password (407); write them into a file`,
  });
  expect(server.requests).toEqual([]);
});

test('a wrong password is refused, and the message names the file and neither user nor password', async () => {
  proxy.login = LOGIN;
  const error = await failure(proxy.known('somebody:WRONG'));

  expect(error.message).toBe(
    `the proxy ${proxy.origin} refused the user or password in /etc/data-hub/proxy-login (407); correct them`,
  );
  expect(JSON.stringify(error)).not.toMatch(/somebody|WRONG/);
});

const PASSING = { code: 'PROXY_FAILED', kind: 'transient' };
const LASTING = { code: 'PROXY_REFUSED', kind: 'refused' };
const garbage =
  (text: string): ProxyFault =>
  (client) =>
    client.end(text);

test.each<[string, ProxyFault, object, RegExp]>([
  [
    '403',
    answering(403),
    LASTING,
    /does not allow connections to localhost:\d+ \(403\); have .* allow CONNECT/,
  ],
  ['401, as tinyproxy answers', answering(401), LASTING, /demands a user and password \(401\)/],
  ['405', answering(405), LASTING, /answered CONNECT with 405, as no proxy/],
  ['302', answering(302, 'Location: http://login.example/'), LASTING, /answered CONNECT with 302/],
  ['503', answering(503), PASSING, /could not connect to localhost:\d+ \(503\)/],
  ['429', answering(429), PASSING, /\(429\)/],
  [
    '407 for NTLM',
    answering(407, 'Proxy-Authenticate: Negotiate', 'Proxy-Authenticate: NTLM'),
    LASTING,
    /accepts Negotiate, NTLM only \(407\)/,
  ],
  ['garbage', garbage('SSH-2.0-OpenSSH_9.2\r\n\r\n'), PASSING, /does not speak HTTP/],
  ['a header that is none', garbage('HTTP/1.1 200 OK\r\nSECRET\r\n\r\n'), PASSING, /check/],
  ['half an answer', garbage('HTTP/1.1 200'), PASSING, /closed the connection without an answer/],
  ['a reset', (client) => client.destroy(), PASSING, /closed the connection without|ECONNRESET/],
])('%s in answer to CONNECT', async (_what, fault, expected, message) => {
  proxy.fault = fault;
  const error = await failure();

  expect(error).toMatchObject(expected);
  expect(error.message).toMatch(message);
  expect(error.message).toContain(proxy.origin);
  expect(error.message).not.toContain('SECRET');
  expect(server.requests).toEqual([]);
});

test('a proxy that hangs is given up, named, and disconnected', async () => {
  proxy.fault = () => undefined;
  const before = Date.now();
  const error = await failure(proxy.known(), FAST);

  expect(error).toMatchObject(PASSING);
  expect(error.message).toMatch(/did not connect to localhost:\d+ within 0\.2 s/);
  expect(Date.now() - before).toBeLessThan(4_000);
  await until(() => proxy.open === 0);
});

test('a fetch that is stopped while the proxy hangs leaves no connection', async () => {
  proxy.fault = () => undefined;
  const stop = new AbortController();
  const answer = through(proxy.known())(request, stop.signal);
  await until(() => proxy.tunnels.length === 1);
  stop.abort();

  await expect(answer).rejects.toMatchObject({ code: 'STOPPED' });
  await until(() => proxy.open === 0);
});

test('a tunnel that ends is a failed connection to the server, through the proxy', async () => {
  proxy.fault = garbage('HTTP/1.1 200 OK\r\n\r\n');
  const error = await failure();

  expect(error).toMatchObject({ code: 'CONNECTION_FAILED', kind: 'transient' });
  expect(error.message).toContain(`${server.endpoint} through the proxy ${proxy.origin}`);
});

test('a proxy that opens TLS is not trusted, and named', async () => {
  const inspecting = await CredentialsServer.start({ commonName: 'inspecting' });
  proxy.leadsTo = inspecting.port;
  const error = await failure();
  await inspecting.stop();

  expect(error).toMatchObject({ code: 'SERVER_NOT_TRUSTED', kind: 'refused' });
  expect(error.message).toContain(`through the proxy ${proxy.origin}`);
});

test.each([
  ['http://localhost:1', /nothing listens at the proxy http:\/\/localhost:1 \(ECONNREFUSED\)/],
  ['http://nowhere.invalid:3128', /no address found for the proxy http:\/\/nowhere\.invalid:3128/],
])('no proxy at %s', async (origin, message) => {
  const error = await failure({ ...proxy.known(), origin });

  expect(error).toMatchObject(PASSING);
  expect(error.message).toMatch(message);
  expect(error.message).toMatch(/it is set in "proxy" of hub\.json/);
});

test('a proxy that is reached by TLS has to be trusted, and one without TLS is told from it', async () => {
  const secure = await ConnectProxy.start(
    await server.ca.issue({ commonName: 'localhost', hosts: ['localhost'] }),
  );
  const untrusted = await failure(secure.known());
  await secure.stop();
  const plain = await failure({ ...proxy.known(), origin: proxy.origin.replace('http:', 'https:') });

  expect(untrusted).toMatchObject(PASSING);
  expect(untrusted.message).toMatch(/the certificate of the proxy .* is not trusted .*NODE_EXTRA_CA_CERTS/);
  expect(plain.message).toMatch(/does not speak TLS .*; write http:\/\/ instead/);
});
