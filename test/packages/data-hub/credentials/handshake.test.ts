import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectionError } from '../../../../packages/data-hub/src/credentials/connection-error';
import { httpsTransport } from '../../../../packages/data-hub/src/credentials/https-transport';
import { TestCa } from '../fixtures/certificates';
import { ROLE_ALIAS, THING } from '../fixtures/credentials-server';

const DAY = 86_400_000;
const S_SERVER = ['s_server', '-accept', '0', '-cert', 'certificate', '-key', 'privateKey'];
const VERIFYING = ['-CAfile', 'ca', '-www', '-Verify', '1', '-verify_return_error'];

// The TLS server of Node.js sends no alerts about certificates; that of OpenSSL does, as most do.
describe.each(['-tls1_2', '-tls1_3'])('a server of OpenSSL with %s', (version) => {
  const folder = mkdtempSync(join(tmpdir(), 'handshake-'));
  let ca: TestCa;
  let server: ChildProcess;
  let endpoint = '';

  beforeAll(async () => {
    ca = await TestCa.create();
    const { certificate, privateKey } = await ca.issue({ commonName: 'localhost', hosts: ['localhost'] });
    for (const [name, content] of Object.entries({ ca: ca.certificate, certificate, privateKey })) {
      writeFileSync(join(folder, name), content, { mode: 0o600 });
    }
    server = spawn('openssl', [...S_SERVER, ...VERIFYING, version], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    while (endpoint === '') {
      if (server.stdout === null) throw new TypeError('the pipe that was asked for is missing');
      const [chunk] = (await once(server.stdout, 'data')) as [Buffer];
      output += chunk.toString();
      const port = /ACCEPT .*:(\d+)\n/.exec(output)?.[1];
      if (port !== undefined) endpoint = `https://localhost:${port}`;
    }
  });
  afterAll(() => {
    server.kill();
    rmSync(folder, { recursive: true });
  });

  const expired = { notBefore: new Date(0), notAfter: new Date(Date.now() - DAY) };

  test.each([
    ['of another CA', async () => (await TestCa.create('Another root')).issue({ commonName: THING })],
    ['that has expired', () => ca.issue({ commonName: THING, ...expired })],
  ])('a certificate %s is refused in the handshake, and not as a network failure', async (_which, issue) => {
    const pair = await issue();
    const request = {
      ...pair,
      endpoint,
      roleAlias: ROLE_ALIAS,
      thingName: THING,
      rootCa: ca.certificate,
    };

    await expect(httpsTransport()(request)).rejects.toMatchObject({
      code: 'CERTIFICATE_REFUSED',
      kind: 'refused',
    });
  });
});

test.each([
  ['CERT_HAS_EXPIRED', 'SERVER_NOT_TRUSTED', /set the clock/],
  ['CERT_NOT_YET_VALID', 'SERVER_NOT_TRUSTED', /set the clock/],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'SERVER_NOT_TRUSTED', /doctor names it/],
  ['EAI_AGAIN', 'DNS_FAILED', /check DNS/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'CONNECTION_FAILED', /TLS/],
  ['ECONNRESET', 'CONNECTION_FAILED', /ECONNRESET/],
])('%s is told as %s', (code, told, message) => {
  const error = connectionError(Object.assign(new Error('failed'), { code }), 'https://example.com');

  expect(error.code).toBe(told);
  expect(error.message).toMatch(message);
});
