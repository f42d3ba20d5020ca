import { connectionError } from '../../../../packages/data-hub/src/credentials/connection-error';
import { httpsTransport } from '../../../../packages/data-hub/src/credentials/https-transport';
import { AlertingServer } from '../fixtures/alerting-server';
import { TestCa } from '../fixtures/certificates';
import { ROLE_ALIAS, THING } from '../fixtures/credentials-server';

const DAY = 86_400_000;

describe.each(['-tls1_2', '-tls1_3'])('a server of OpenSSL with %s', (version) => {
  let ca: TestCa;
  let server: AlertingServer;

  beforeAll(async () => {
    ca = await TestCa.create();
    server = await AlertingServer.start(ca, version);
  });
  afterAll(() => {
    server.stop();
  });

  const expired = { notBefore: new Date(0), notAfter: new Date(Date.now() - DAY) };

  test.each([
    ['of another CA', async () => (await TestCa.create('Another root')).issue({ commonName: THING })],
    ['that has expired', () => ca.issue({ commonName: THING, ...expired })],
  ])('a certificate %s is refused in the handshake, and not as a network failure', async (_which, issue) => {
    const pair = await issue();
    const request = {
      ...pair,
      endpoint: server.endpoint,
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
