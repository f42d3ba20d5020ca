import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { amazonRootCa1 } from '../../../../packages/data-hub/src/amazon-root-ca';
import { readRootCa, rootCaFor } from '../../../../lib/hubs/enrolment/root-ca';
import { TestCa } from '../../../packages/data-hub/fixtures/certificates';
import { CredentialsServer } from '../../../packages/data-hub/fixtures/credentials-server';
import { Desk } from '../fixtures/operator';

const ON_AWS = 'https://c1234.credentials.iot.eu-central-1.amazonaws.com';

let desk: Desk;
let server: CredentialsServer;
let other: TestCa;
beforeEach(async () => {
  desk = new Desk();
  server = await CredentialsServer.start();
  other = await TestCa.create('Inspection of Example Ltd');
});
afterEach(async () => {
  await server.stop();
  desk.clear();
});

function file(name: string, ...certificates: readonly string[]): string {
  writeFileSync(desk.path(name), certificates.join('\n'));
  return desk.path(name);
}

describe('a hub of an account on AWS trusts AmazonRootCA1', () => {
  test('which this Node.js brings', () => {
    expect(new X509Certificate(amazonRootCa1()).subject).toContain('CN=Amazon Root CA 1');
    expect(() => amazonRootCa1([])).toThrow('AmazonRootCA1');
  });

  test('whatever CAs the operator trusts, and without asking the network', async () => {
    const environment = { NODE_EXTRA_CA_CERTS: file('proxy.pem', other.certificate) };

    const root = await rootCaFor({ endpoint: ON_AWS, environment });

    expect(root).toMatchObject({ file: 'AmazonRootCA1.pem', pem: amazonRootCa1() });
  });

  test('unless its operator names another', async () => {
    const named = readRootCa(file('ca.pem', other.certificate));

    const root = await rootCaFor({ endpoint: ON_AWS, named, environment: {} });

    expect(root).toEqual({
      file: 'root-ca.pem',
      pem: `${other.certificate.trim()}\n`,
      subject: 'CN=Inspection of Example Ltd',
    });
  });
});

describe('a hub of an emulated account trusts the CA that its endpoint leads to', () => {
  test.each(['NODE_EXTRA_CA_CERTS', 'AWS_CA_BUNDLE'])(
    'out of those in %s, and no other',
    async (variable) => {
      // GIVEN a file with two CAs, as people have who are behind an inspecting proxy
      const environment = { [variable]: file('both.pem', other.certificate, server.ca.certificate) };

      // WHEN the endpoint is one of this machine
      const root = await rootCaFor({ endpoint: server.endpoint, environment });

      // THEN the hub gets the one that signed for it
      expect(root.pem.trim()).toBe(server.ca.certificate.trim());
      expect(root).toMatchObject({ file: 'root-ca.pem', subject: 'CN=Test root CA' });
      expect(server.requests).toEqual([]);
    },
  );

  test('as --root-ca names it', async () => {
    const named = readRootCa(file('ca.pem', server.ca.certificate));

    await expect(rootCaFor({ endpoint: server.endpoint, named, environment: {} })).resolves.toBe(named);
  });

  test.each([
    ['there are none', () => ({}), 'neither NODE_EXTRA_CA_CERTS nor AWS_CA_BUNDLE is set'],
    [
      'none of them signed',
      () => ({ NODE_EXTRA_CA_CERTS: file('o.pem', other.certificate) }),
      'o.pem) has no CA',
    ],
    ['their file is gone', () => ({ AWS_CA_BUNDLE: desk.path('gone.pem') }), 'gone.pem) has no CA'],
    ['their file is no PEM', () => ({ AWS_CA_BUNDLE: file('x.pem', 'x') }), 'x.pem) has no CA'],
  ])('and is not enrolled where %s: nothing is trusted at first sight', async (_which, environment, why) => {
    const found = rootCaFor({ endpoint: server.endpoint, environment: environment() });

    await expect(found).rejects.toMatchObject({ code: 'ROOT_CA' });
    await expect(found).rejects.toThrow('issued by "CN=Test root CA"');
    await expect(found).rejects.toThrow(why);
  });

  test('and not one of the same name with another key: the account before a restart', async () => {
    const before = await TestCa.create('Test root CA');
    const environment = { NODE_EXTRA_CA_CERTS: file('before.pem', before.certificate) };

    await expect(rootCaFor({ endpoint: server.endpoint, environment })).rejects.toThrow('before.pem');
  });

  test('and not what --root-ca names, if it did not sign', async () => {
    const named = readRootCa(file('ca.pem', other.certificate));
    const environment = { NODE_EXTRA_CA_CERTS: file('right.pem', server.ca.certificate) };

    await expect(rootCaFor({ endpoint: server.endpoint, named, environment })).rejects.toThrow(
      '--root-ca has no CA that it leads to',
    );
  });

  test('and says so when nothing listens', async () => {
    const { endpoint } = server;
    await server.stop();
    const environment = { NODE_EXTRA_CA_CERTS: file('ca.pem', server.ca.certificate) };

    await expect(rootCaFor({ endpoint, environment })).rejects.toThrow(/cannot be reached \(ECONNREFUSED\)/);
    server = await CredentialsServer.start();
  });
});

test.each([
  ['no certificate', () => file('no.pem', 'x'), 'not the certificate of a CA'],
  [
    'a private key',
    async () => file('key.pem', (await other.issue({ commonName: 'x' })).privateKey, other.certificate),
    'not the certificate of a CA',
  ],
  [
    'a certificate that is no CA',
    async () => file('hub.pem', (await other.issue({ commonName: 'x' })).certificate),
    'not the certificate of a CA',
  ],
  [
    'another encoding',
    () => {
      writeFileSync(desk.path('utf16.pem'), Buffer.from('-----BEGIN', 'utf16le'));
      return desk.path('utf16.pem');
    },
    'is UTF-16 text (little endian)',
  ],
  ['nothing', () => desk.path('missing'), 'ENOENT'],
])('--root-ca refuses a file with %s', async (_what, path, message) => {
  const written = await path();

  expect(() => readRootCa(written)).toThrow(message);
});
