import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCertificateRequest } from '../../../../lib/hubs/enrolment/certificate-request';
import type { CredentialsFetcher } from '../../../../packages/data-hub/src/credentials/credentials-fetcher';
import { hubFetcher } from '../../../../packages/data-hub/src/credentials/hub-credentials';
import { createTokenRequest } from '../../../../packages/data-hub/src/csr/token-request';
import { examine } from '../../../../packages/data-hub/src/doctor/doctor';
import {
  type HubConfig,
  HUB_FILES,
  hubConfigText,
  readHubConfig,
} from '../../../../packages/data-hub/src/hub-config';
import { AlertingServer } from '../fixtures/alerting-server';
import { unwritableFolders, whyNotRenewed } from '../../../../packages/data-hub/src/renewal/renews-by-itself';
import { TestCa } from '../fixtures/certificates';
import { ConnectProxy } from '../fixtures/connect-proxy';
import { CredentialsServer, refuse, THING } from '../fixtures/credentials-server';
import { hubConfig } from '../fixtures/hub-folder';
import { NO_TOKENS, SoftToken } from '../fixtures/soft-token';

jest.setTimeout(30_000);

const PIN = String(randomInt(100_000, 1_000_000));
const TOKEN = 'hub token';
const KEY_URI = 'pkcs11:token=hub%20token;object=hub-key';

// With a reason that is read in the list of what was skipped.
const describeToken = NO_TOKENS === undefined ? describe : describe.skip;
describeToken(`keys in a PKCS#11 token${NO_TOKENS === undefined ? '' : ` (${NO_TOKENS})`}`, () => {
  let token: SoftToken;
  let server: CredentialsServer;
  /** The hub's folder. */
  let folder: string;
  let config: HubConfig;

  beforeAll(async () => {
    token = new SoftToken(TOKEN, PIN);
    server = await CredentialsServer.start();
    folder = mkdtempSync(join(tmpdir(), 'hub-'));
    write('pin', PIN);
    await createTokenRequest({ ...request(), generate: true });
    config = hubConfig({
      credentialsEndpoint: server.endpoint,
      privateKeyFile: undefined,
      privateKeyUri: KEY_URI,
      pkcs11Module: token.module,
      pinFile: 'pin',
    });
    write(HUB_FILES.config, hubConfigText(config));
    write(HUB_FILES.rootCa, server.ca.certificate);
    await certify();
  });
  beforeEach(() => token.logins());
  afterEach(() => {
    server.fault = undefined;
    write('pin', PIN);
    rmSync(join(folder, 'pin.refused'), { force: true });
  });
  afterAll(async () => {
    await server.stop();
    token.remove();
    rmSync(folder, { recursive: true });
  });

  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  };
  const request = (changes: { keyUri?: string; out?: string } = {}) => ({
    organization: 'acme',
    hub: 'berlin-1',
    out: folder,
    keyUri: KEY_URI,
    module: token.module,
    pinFile: join(folder, 'pin'),
    generate: false,
    ...changes,
  });
  /** Has the request in the hub's folder made into the hub's certificate. */
  const certify = async (): Promise<void> => {
    const certificate = await server.ca.certify(readFileSync(join(folder, HUB_FILES.request), 'utf8'));
    write(HUB_FILES.certificate, certificate);
    server.activate(certificate);
  };
  const fetcher = (changes: Partial<HubConfig> = {}, at = folder): CredentialsFetcher =>
    hubFetcher({ config: { ...config, ...changes }, configFile: join(at, HUB_FILES.config) });

  test('the platform accepts a request by a key that was made in the token', async () => {
    const pem = readFileSync(join(folder, HUB_FILES.request), 'utf8');

    expect(await checkCertificateRequest(pem, THING, HUB_FILES.request)).toMatchObject({ keyType: 'P-256' });
    expect(readdirSync(folder).sort()).toEqual(
      [HUB_FILES.rootCa, HUB_FILES.certificate, HUB_FILES.config, 'pin', HUB_FILES.request].sort(),
    );
  });

  test('credentials come by the key in the token, whose PIN is given once for the check and once for the request', async () => {
    expect(readHubConfig(join(folder, HUB_FILES.config)).privateKeyUri).toBe(KEY_URI);
    const fetching = fetcher();

    const { keys } = await fetching.fetch();
    expect(server.secrets).toContain(keys.sessionToken);
    expect(server.requests.at(-1)?.thing).toBe(THING);
    expect(token.logins()).toBe(2);
    await fetching.fetch();
    expect(token.logins()).toBe(1);
  });

  test('an RSA key does as well, and a weak or a second key of a label is refused without a trace', async () => {
    token.makeKey('rsa', 'rsa:2048');
    token.makeKey('weak', 'EC:secp384r1');
    const out = join(folder, 'next');
    const uri = (label: string): string => `pkcs11:token=hub%20token;object=${label}`;
    await expect(createTokenRequest(request({ keyUri: uri('weak'), out }))).rejects.toMatchObject({
      code: 'HUB_TOKEN_KEY_WEAK',
    });
    await expect(createTokenRequest({ ...request({ out }), generate: true })).rejects.toMatchObject({
      code: 'HUB_TOKEN_KEY_EXISTS',
    });
    expect(readdirSync(folder)).not.toContain('next');

    await createTokenRequest(request({ keyUri: uri('rsa'), out }));
    const pem = readFileSync(join(out, HUB_FILES.request), 'utf8');
    expect(await checkCertificateRequest(pem, THING, HUB_FILES.request)).toMatchObject({
      keyType: 'RSA-2048',
    });
    const certificate = await server.ca.certify(pem);
    write('next/certificate.pem', certificate);
    server.activate(certificate);
    const { keys } = await fetcher({
      privateKeyUri: uri('rsa'),
      certificateFile: 'next/certificate.pem',
    }).fetch();
    expect(server.secrets).toContain(keys.sessionToken);
    // The one key does not do for the certificate of the other.
    await expect(fetcher({ privateKeyUri: uri('rsa') }).fetch()).rejects.toMatchObject({
      code: 'HUB_KEY_MISMATCH',
    });
  });

  test('a wrong PIN is tried once, however many processes and restarts there are, until its file changes', async () => {
    write('pin', `${PIN}0`);
    for (let restarts = 0; restarts < 3; restarts++) {
      const failure: unknown = await fetcher()
        .fetch()
        .catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'HUB_PIN_REFUSED', kind: 'local' });
      expect(String(failure)).toContain(join(folder, 'pin'));
      expect(String(failure)).not.toContain(PIN);
    }
    await expect(createTokenRequest(request({ out: join(folder, 'x') }))).rejects.toMatchObject({
      code: 'HUB_PIN_REFUSED',
    });
    expect(token.logins()).toBe(1);

    utimesSync(join(folder, 'pin'), new Date(), new Date());
    await expect(fetcher().fetch()).rejects.toMatchObject({ code: 'HUB_PIN_REFUSED' });
    expect(token.logins()).toBe(1);

    write('pin', PIN);
    await fetcher().fetch();
    expect(readdirSync(folder)).not.toContain('pin.refused');
  });

  test('a PIN that is changed in the token while the hub runs costs one try, too', async () => {
    const fetching = fetcher();
    await fetching.fetch();
    write('pin', `${PIN}0`);
    token.logins();

    for (let fetches = 0; fetches < 3; fetches++) {
      await expect(fetching.fetch()).rejects.toMatchObject({ code: 'HUB_PIN_REFUSED', kind: 'local' });
    }
    expect(token.logins()).toBe(1);
  });

  test.each<[string, Partial<HubConfig>, string, RegExp]>([
    [
      'a module that is missing',
      { pkcs11Module: '/nowhere/tpm2.so' },
      'HUB_TOKEN_MODULE_UNUSABLE',
      /\/nowhere\/tpm2\.so/,
    ],
    ['another token', { privateKeyUri: 'pkcs11:token=hub;object=hub-key' }, 'HUB_TOKEN_ABSENT', /token=hub;/],
    ['another key', { privateKeyUri: `${KEY_URI}-2` }, 'HUB_TOKEN_KEY_ABSENT', /hub-key-2/],
    ['no PIN file', { pinFile: 'none' }, 'HUB_PIN_FILE_UNUSABLE', /none does not exist/],
  ])('%s is named by doctor, costs no PIN, and is looked at again', async (_what, changes, code, named) => {
    await expect(fetcher(changes).fetch()).rejects.toMatchObject({
      code,
      kind: 'local',
      message: expect.stringMatching(named) as string,
    });
    const results = await examine({
      config: { ...config, ...changes },
      configFile: join(folder, HUB_FILES.config),
    });
    expect(results[0]).toMatchObject({ check: 'key-pair', outcome: 'fail' });
    expect(results[0]?.fix).toMatch(/\w{4}/);
    expect(readdirSync(folder)).not.toContain('pin.refused');
  });

  test('the hub says that it does not renew such a certificate by itself, and does not', () => {
    const withEndpoint = { ...config, dataEndpoint: 'https://a1b2-ats.iot.eu-central-1.amazonaws.com' };

    expect(whyNotRenewed(withEndpoint)).toMatch(/private key is in a token/);
    expect(() => unwritableFolders(withEndpoint, join(folder, HUB_FILES.config))).toThrow(
      /data-hub csr --key-uri/,
    );
  });

  test('doctor sees that all is well', async () => {
    const results = await examine({ config, configFile: join(folder, HUB_FILES.config) });

    expect(results.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
    expect(results[0]?.saw).toContain(KEY_URI);
    expect(results.find(({ check }) => check === 'credentials')).toMatchObject({ outcome: 'ok' });
  });

  test('failures of the server have the same codes as with a key in a file', async () => {
    const stranger = await TestCa.create('Stranger');
    const codeOf = (changes: Partial<HubConfig>): Promise<unknown> =>
      fetcher(changes)
        .fetch()
        .catch((error: unknown) => (error as { code?: unknown }).code);
    write('stranger.pem', stranger.certificate);
    expect(await codeOf({ rootCaFile: 'stranger.pem' })).toBe('SERVER_NOT_TRUSTED');
    expect(await codeOf({ credentialsEndpoint: `https://127.0.0.1:${server.port}` })).toBe(
      'SERVER_NOT_TRUSTED',
    );
    expect(await codeOf({ credentialsEndpoint: 'https://localhost:1' })).toBe('CONNECTION_FAILED');
    expect(await codeOf({ credentialsEndpoint: 'https://no-such-name.localhost.invalid' })).toBe(
      'DNS_FAILED',
    );
    server.fault = (_request, response) => {
      refuse(response, 403, 'AccessDeniedException', 'Certificate is invalid on this endpoint');
    };
    expect(await codeOf({})).toBe('CREDENTIALS_REFUSED');
    server.fault = (_request, response) => response.end('x'.repeat(70_000));
    expect(await codeOf({})).toBe('BAD_RESPONSE');
    server.fault = (incoming) => incoming.socket.destroy();
    expect(await codeOf({})).toBe('CONNECTION_FAILED');
  });

  test('the request goes through the proxy of hub.json, and what the proxy refuses is told as with other keys', async () => {
    const proxy = await ConnectProxy.start();
    try {
      proxy.login = 'hub:p"äss\\word';
      write('proxy-login', proxy.login);
      const changes = { proxy: proxy.origin, proxyCredentialsFile: 'proxy-login' };
      await fetcher(changes).fetch();
      expect(proxy.tunnels).toEqual([
        {
          target: `localhost:${server.port}`,
          authorization: `Basic ${Buffer.from(proxy.login).toString('base64')}`,
        },
      ]);

      write('proxy-login', 'hub:WRONG');
      await expect(fetcher(changes).fetch()).rejects.toMatchObject({
        code: 'PROXY_REFUSED',
        message: expect.stringMatching(/refused the user or password in .*proxy-login \(407\)/) as string,
      });
      await expect(fetcher({ proxy: 'http://localhost:1' }).fetch()).rejects.toMatchObject({
        code: 'PROXY_FAILED',
        kind: 'transient',
      });
    } finally {
      await proxy.stop();
    }
  });

  test.each(['-tls1_2', '-tls1_3'])(
    'a certificate that the server does not accept is told as refused (%s)',
    async (version) => {
      const other = await TestCa.create('Other');
      write('other.pem', await other.certify(readFileSync(join(folder, HUB_FILES.request), 'utf8')));
      const alerting = await AlertingServer.start(server.ca, version);
      try {
        const changes = { certificateFile: 'other.pem', credentialsEndpoint: alerting.endpoint };
        const refused = { code: 'CERTIFICATE_REFUSED', kind: 'refused' };
        await expect(fetcher(changes).fetch()).rejects.toMatchObject(refused);
        // Nor does doctor take the same server, which insists on a certificate, for one that is not there.
        const results = await examine({
          config: { ...config, ...changes },
          configFile: join(folder, HUB_FILES.config),
        });
        expect(results.find(({ check }) => check === 'tls')).toMatchObject({ outcome: 'ok' });
      } finally {
        alerting.stop();
      }
    },
  );

  test('a fetch that is stopped leaves no program behind', async () => {
    const asked = new Promise<void>((resolve) => {
      server.fault = () => {
        resolve();
      };
    });
    const stopping = new AbortController();
    const fetching = fetcher().fetch(stopping.signal);
    await asked;
    stopping.abort();

    await expect(fetching).rejects.toMatchObject({ code: 'STOPPED' });
    const children = execFileSync('ps', ['-o', 'comm=', '--ppid', String(process.pid)], { encoding: 'utf8' });
    expect(children).not.toContain('curl');
  });

  test("all of the hub's files without the token, and with the token but without the PIN, are useless", async () => {
    const stolen = mkdtempSync(join(tmpdir(), 'stolen-'));
    try {
      cpSync(folder, stolen, { recursive: true });
      renameSync(token.store, `${token.store}-elsewhere`);
      writeFileSync(join(token.folder, 'softhsm2.conf.old'), '');
      await expect(fetcher({}, stolen).fetch()).rejects.toMatchObject({ kind: 'local' });
      renameSync(`${token.store}-elsewhere`, token.store);

      rmSync(join(stolen, 'pin'));
      await expect(fetcher({}, stolen).fetch()).rejects.toMatchObject({ code: 'HUB_PIN_FILE_UNUSABLE' });
      writeFileSync(join(stolen, 'pin'), '000000', { mode: 0o600 });
      await expect(fetcher({}, stolen).fetch()).rejects.toMatchObject({ code: 'HUB_PIN_REFUSED' });
    } finally {
      rmSync(stolen, { recursive: true });
    }
  });
});
