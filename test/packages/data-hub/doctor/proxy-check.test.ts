import { join } from 'node:path';
import type { CheckResult } from '../../../../packages/data-hub/src/doctor/check';
import { examine } from '../../../../packages/data-hub/src/doctor/doctor';
import { untrusted } from '../../../../packages/data-hub/src/doctor/tls-check';
import { amazonRootCa1 } from '../../../../packages/data-hub/src/amazon-root-ca';
import type { HubConfig } from '../../../../packages/data-hub/src/hub-config';
import { answering, ConnectProxy } from '../fixtures/connect-proxy';
import { CredentialsServer } from '../fixtures/credentials-server';
import { HubFolder } from '../fixtures/hub-folder';

const LOGIN = 'hub:pass word';
let server: CredentialsServer;
let proxy: ConnectProxy;
let folder: HubFolder;

beforeEach(async () => {
  server = await CredentialsServer.start();
  proxy = await ConnectProxy.start();
  folder = await HubFolder.create(server);
  folder.write('proxy-login', LOGIN);
});
afterEach(async () => {
  await Promise.all([server.stop(), proxy.stop()]);
  folder.remove();
});

async function look(changes: Partial<HubConfig> = {}): Promise<Partial<Record<string, CheckResult>>> {
  const config = { ...folder.config, proxy: proxy.origin, ...changes };
  const results = await examine({ config, configFile: folder.configFile });
  expect(JSON.stringify(results)).not.toMatch(/pass word|Basic [A-Za-z0-9]/);
  return Object.fromEntries(results.map((result) => [result.check, result]));
}

test('through a proxy everything but the upload is well, and the proxy and its login are named', async () => {
  proxy.login = LOGIN;
  const seen = await look({ proxyCredentialsFile: 'proxy-login' });

  expect(seen['dns']).toMatchObject({
    outcome: 'ok',
    saw: expect.stringMatching(/^the proxy localhost is /) as string,
  });
  expect(seen['proxy']).toEqual({
    check: 'proxy',
    outcome: 'ok',
    saw: `${proxy.origin} (it is set in "proxy" of ${folder.configFile}), with the login in ${join(folder.path, 'proxy-login')}, connects to localhost:${server.port}`,
  });
  expect(seen['tls']?.outcome).toBe('ok');
  expect(seen['credentials']?.outcome).toBe('ok');
  // A look, a look at the certificate, and a request.
  expect(proxy.tunnels.map(({ target }) => target)).toEqual(Array(3).fill(`localhost:${server.port}`));
});

test('without a proxy the server is reached directly, and the reason is told', async () => {
  const seen = await look({ noProxy: ['localhost'] });

  expect(seen['proxy']).toMatchObject({
    outcome: 'ok',
    saw: `localhost:${server.port} is reached directly: "noProxy" of ${folder.configFile} covers localhost`,
  });
  expect(proxy.tunnels).toEqual([]);
});

test.each([
  [
    'a proxy without an address',
    { proxy: 'http://nowhere.invalid' },
    'dns',
    /^check its name, and DNS on this machine/,
  ],
  ['nothing that listens', { proxy: 'http://localhost:1' }, 'proxy', /^check its host and port/],
  ['a login file that is not there', { proxyCredentialsFile: 'none' }, 'proxy', /^write user:password/],
])('%s', async (_what, changes, check, fix) => {
  const seen = await look(changes);

  expect(seen[check]).toMatchObject({ outcome: 'fail', fix: expect.stringMatching(fix) as string });
  expect(seen['tls']?.outcome).toBe('skipped');
});

test('a proxy that does not allow the host', async () => {
  proxy.fault = answering(403);

  expect((await look())['proxy']).toMatchObject({
    outcome: 'fail',
    saw: `the proxy ${proxy.origin} does not allow connections to localhost:${server.port} (403)`,
    fix: 'have its administrators allow CONNECT to that host and port',
  });
});

test('a proxy that opens TLS to AWS is named, with the host to exempt', () => {
  const host = 'c1234.credentials.iot.eu-central-1.amazonaws.com';
  const shown = {
    protocol: 'TLSv1.3',
    subject: `CN=${host}`,
    issuer: 'CN=Inspection of Example Ltd',
    root: 'CN=Example Ltd Root',
    names: [host],
    validFrom: new Date(0),
    validTo: new Date(Date.now() + 1e6),
    problem: 'SELF_SIGNED_CERT_IN_CHAIN',
  };
  const result = untrusted(shown, {
    endpoint: `https://${host}`,
    rootCaFile: 'AmazonRootCA1.pem',
    rootCa: amazonRootCa1(),
    isAmazons: false,
    now: Date.now(),
    proxy: proxy.known(),
  });

  expect(result.fix).toContain(`the proxy ${proxy.origin}, or a firewall behind it, opens TLS`);
  expect(result.fix).toContain('"CN=Example Ltd Root"');
  expect(result.fix).toContain(`exempt ${host} from TLS inspection`);
});
