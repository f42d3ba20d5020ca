import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { amazonRootCa1 } from '../../../../packages/data-hub/src/amazon-root-ca';
import type { CheckResult } from '../../../../packages/data-hub/src/doctor/check';
import { checkTls, untrusted } from '../../../../packages/data-hub/src/doctor/tls-check';
import { TestCa } from '../fixtures/certificates';
import { CredentialsServer, ROLE_ALIAS, THING } from '../fixtures/credentials-server';

const DAY = 86_400_000;
const NOW = Date.now();
const FILE = '/etc/data-hub/root-ca.pem';
const servers: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function serve(...shown: Parameters<typeof CredentialsServer.start>): Promise<CredentialsServer> {
  const server = await CredentialsServer.start(...shown);
  servers.push(server);
  return server;
}

/** Looks as a hub of the server's CA does. */
async function look(
  { endpoint, ca }: Pick<CredentialsServer, 'endpoint' | 'ca'>,
  rootCa = ca.certificate,
): Promise<CheckResult> {
  const pair = await ca.issue({ commonName: THING });
  return checkTls(
    { ...pair, endpoint, rootCa, roleAlias: ROLE_ALIAS, thingName: THING },
    { rootCaFile: FILE, now: NOW },
  );
}

test('a server that leads to the root CA', async () => {
  const server = await serve();

  expect(await look(server)).toEqual({
    check: 'tls',
    outcome: 'ok',
    saw: 'TLSv1.3 with a certificate issued by "CN=Test root CA"',
  });
  expect(server.requests).toEqual([]);
});

describe('the cause is named, with what the server shows and what hub.json trusts', () => {
  test('an emulated account, and the bundle of another', async () => {
    const server = await serve();
    const { saw, fix } = await look(server, amazonRootCa1());

    expect(saw).toContain('(CN=localhost; issued by CN=Test root CA)');
    expect(saw).toContain(`"C=US, O=Amazon, CN=Amazon Root CA 1" in ${FILE}`);
    expect(fix).toMatch(/^an emulated account has a CA of its own: source the file .* enrol the hub again/);
    expect(fix).not.toMatch(/proxy/);
  });

  test('an emulated account that was started again', async () => {
    const server = await serve();
    const { fix } = await look(server, (await TestCa.create('Test root CA')).certificate);

    expect(fix).toMatch(/^the emulated account was started again/);
  });

  test('a server certificate that has run out', async () => {
    const notAfter = new Date(NOW - DAY);
    const { saw, fix } = await look(await serve({ notBefore: new Date(NOW - 2 * DAY), notAfter }));

    expect(saw).toMatch(/^the certificate of https:\/\/localhost:\d+ \(CN=localhost; issued by/);
    expect(saw).toContain(`to ${notAfter.toISOString().slice(0, 19)}`);
    expect(fix).toMatch(/^set the clock \(NTP\); if it is right, whoever runs the server/);
  });

  test('a server certificate that is not valid yet', async () => {
    const { saw, fix } = await look(
      await serve({ notBefore: new Date(NOW + DAY), notAfter: new Date(NOW + 2 * DAY) }),
    );

    expect(saw).toContain(`clock says ${new Date(NOW).toISOString()}`);
    expect(fix).toMatch(/^set the clock/);
  });

  test('a server certificate for other hosts', async () => {
    const { saw, fix } = await look(await serve({ hosts: ['acme.localhost', 'acme-eu.localhost'] }));

    expect(saw).toContain('is for acme.localhost, acme-eu.localhost, not for localhost');
    expect(fix).toMatch(/^correct credentialsEndpoint/);
  });

  test('nothing that listens', async () => {
    const server = await CredentialsServer.start();
    await server.stop();
    const { saw, fix } = await look({ endpoint: 'https://localhost:1', ca: server.ca });

    expect(saw).toBe('nothing listens at https://localhost:1 (ECONNREFUSED)');
    expect(fix).toMatch(/^start the emulated account/);
  });

  test('what answers without TLS', async () => {
    const plain: Server = createServer((_request, response) => response.end('Please sign in')).listen(0);
    await once(plain, 'listening');
    servers.push({ stop: async () => once(plain.close(), 'close').then(() => undefined) });
    const endpoint = `https://localhost:${(plain.address() as AddressInfo).port}`;
    const { saw, fix } = await look({ endpoint, ca: await TestCa.create() });

    expect(saw).toContain('does not speak TLS');
    expect(fix).toMatch(/login page/);
  });
});

/** On AWS: what the server shows is what it is on the hub's way there. */
describe('on the way to AWS', () => {
  const host = 'c1234.credentials.iot.eu-central-1.amazonaws.com';
  const shown = {
    protocol: 'TLSv1.3',
    subject: `CN=${host}`,
    issuer: 'CN=Amazon RSA 2048 M01',
    root: 'C=US, O=Amazon, CN=Amazon Root CA 1',
    names: [host],
    validFrom: new Date(NOW - DAY),
    validTo: new Date(NOW + DAY),
    problem: 'SELF_SIGNED_CERT_IN_CHAIN',
  };
  const trust = {
    endpoint: `https://${host}`,
    rootCaFile: FILE,
    rootCa: amazonRootCa1(),
    isAmazons: false,
    now: NOW,
  };

  test('a proxy opens TLS', () => {
    const inspecting = { issuer: 'CN=Inspection of Example Ltd', root: 'O=Example Ltd, CN=Root' };
    const { saw, fix } = untrusted({ ...shown, ...inspecting }, trust);

    expect(saw).toContain('issued by CN=Inspection of Example Ltd');
    expect(fix).toBe(
      `if "O=Example Ltd, CN=Root" is a proxy or firewall that opens TLS, have it exempt ${host}; if not, tell the platform's operators`,
    );
  });

  test('the certificate is Amazon’s, and hub.json trusts another root CA', async () => {
    const rootCa = (await TestCa.create('Local AWS account CA')).certificate;
    const { saw, fix } = untrusted(shown, { ...trust, rootCa, isAmazons: true });

    expect(saw).toContain('"CN=Local AWS account CA"');
    expect(fix).toMatch(/^put AmazonRootCA1 into \/etc\/data-hub\/root-ca.pem/);
  });

  test('the root CA of hub.json has run out', async () => {
    const notAfter = new Date(NOW - DAY);
    const ca = await TestCa.create('Root', { notBefore: new Date(NOW - 2 * DAY), notAfter });
    const { saw, fix } = untrusted(
      { ...shown, problem: 'CERT_HAS_EXPIRED' },
      { ...trust, rootCa: ca.certificate },
    );

    expect(saw).toMatch(/^the root CA in \/etc\/data-hub\/root-ca.pem is valid from /);
    expect(fix).toMatch(/enrol the hub again/);
  });
});
