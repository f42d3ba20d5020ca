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
import { createTokenRequest } from '../../../../packages/data-hub/src/csr/token-request';
import { examine } from '../../../../packages/data-hub/src/doctor/doctor';
import { type HubConfig, HUB_FILES, readHubConfig } from '../../../../packages/data-hub/src/hub-config';
import { unwritableFolders, whyNotRenewed } from '../../../../packages/data-hub/src/renewal/renews-by-itself';
import { THING } from '../fixtures/credentials-server';
import { NO_TOKENS } from '../fixtures/soft-token';
import { KEY_URI, TokenHub } from '../fixtures/token-hub';

jest.setTimeout(30_000);

// With a reason that is read in the list of what was skipped.
const describeToken = NO_TOKENS === undefined ? describe : describe.skip;
describeToken(`keys in a PKCS#11 token${NO_TOKENS === undefined ? '' : ` (${NO_TOKENS})`}`, () => {
  let hub: TokenHub;

  beforeAll(async () => {
    hub = await TokenHub.create();
  });
  beforeEach(() => {
    hub.mend();
  });
  afterAll(() => hub.remove());

  test('the platform accepts a request by a key that was made in the token', async () => {
    const pem = readFileSync(join(hub.folder, HUB_FILES.request), 'utf8');

    expect(await checkCertificateRequest(pem, THING, HUB_FILES.request)).toMatchObject({ keyType: 'P-256' });
    expect(readdirSync(hub.folder).sort()).toEqual(
      [HUB_FILES.rootCa, HUB_FILES.certificate, HUB_FILES.config, 'pin', HUB_FILES.request].sort(),
    );
  });

  test('credentials come by the key in the token, whose PIN is given once for the check and once for the request', async () => {
    expect(readHubConfig(hub.configFile).privateKeyUri).toBe(KEY_URI);
    const fetching = hub.fetcher();

    const { keys } = await fetching.fetch();
    expect(hub.server.secrets).toContain(keys.sessionToken);
    expect(hub.server.requests.at(-1)?.thing).toBe(THING);
    expect(hub.token.logins()).toBe(2);
    await fetching.fetch();
    expect(hub.token.logins()).toBe(1);
  });

  test('an RSA key does as well, and a weak or a second key of a label is refused without a trace', async () => {
    hub.token.makeKey('rsa', 'rsa:2048');
    hub.token.makeKey('weak', 'EC:secp384r1');
    const out = join(hub.folder, 'next');
    const uri = (label: string): string => `pkcs11:token=hub%20token;object=${label}`;
    await expect(createTokenRequest(hub.request({ keyUri: uri('weak'), out }))).rejects.toMatchObject({
      code: 'HUB_TOKEN_KEY_WEAK',
    });
    await expect(createTokenRequest({ ...hub.request({ out }), generate: true })).rejects.toMatchObject({
      code: 'HUB_TOKEN_KEY_EXISTS',
    });
    expect(readdirSync(hub.folder)).not.toContain('next');

    await createTokenRequest(hub.request({ keyUri: uri('rsa'), out }));
    const pem = readFileSync(join(out, HUB_FILES.request), 'utf8');
    expect(await checkCertificateRequest(pem, THING, HUB_FILES.request)).toMatchObject({
      keyType: 'RSA-2048',
    });
    await hub.certify('next/request.pem', 'next/certificate.pem');
    const { keys } = await hub
      .fetcher({
        privateKeyUri: uri('rsa'),
        certificateFile: 'next/certificate.pem',
      })
      .fetch();
    expect(hub.server.secrets).toContain(keys.sessionToken);
    // The one key does not do for the certificate of the other, which is seen before anything is sent.
    const mismatched = hub.fetcher({ privateKeyUri: uri('rsa') });
    await expect(mismatched.checkFiles()).rejects.toMatchObject({ code: 'HUB_KEY_MISMATCH' });
    const before = hub.server.requests.length;
    await expect(mismatched.fetch()).rejects.toMatchObject({ code: 'HUB_KEY_MISMATCH', kind: 'local' });
    expect(hub.server.requests).toHaveLength(before);
  });

  test('arguments that cannot be are told all at once, and nothing is asked of the token', async () => {
    const keyUri = 'pkcs11:object=hub-key?pin-value=4711';
    const message: unknown = await createTokenRequest({
      ...hub.request(),
      hub: 'a/b',
      pinFile: undefined,
      keyUri,
    }).catch((error: unknown) => (error as Error).message);

    expect(String(message).split('\n')).toEqual([
      expect.stringMatching(/^--hub = "a\/b": /),
      expect.stringMatching(/^--key-uri: holds a PIN; /),
      expect.stringMatching(/^--pin-file: is missing; /),
    ]);
    expect(message).not.toContain('4711');
    expect(hub.token.logins()).toBe(0);
  });

  test('a wrong PIN is tried once, however many processes and restarts there are, until its file changes', async () => {
    hub.write('pin', `${hub.pin}0`);
    for (let restarts = 0; restarts < 3; restarts++) {
      const failure: unknown = await hub
        .fetcher()
        .fetch()
        .catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'HUB_PIN_REFUSED', kind: 'local' });
      expect(String(failure)).toContain(join(hub.folder, 'pin'));
      expect(String(failure)).not.toContain(hub.pin);
    }
    await expect(createTokenRequest(hub.request({ out: join(hub.folder, 'x') }))).rejects.toMatchObject({
      code: 'HUB_PIN_REFUSED',
    });
    expect(hub.token.logins()).toBe(1);

    utimesSync(join(hub.folder, 'pin'), new Date(), new Date());
    await expect(hub.fetcher().fetch()).rejects.toMatchObject({ code: 'HUB_PIN_REFUSED' });
    expect(hub.token.logins()).toBe(1);

    hub.write('pin', hub.pin);
    await hub.fetcher().fetch();
    expect(readdirSync(hub.folder)).not.toContain('pin.refused');
  });

  test('a PIN that is changed in the token while the hub runs costs one try, too', async () => {
    const fetching = hub.fetcher();
    await fetching.fetch();
    hub.write('pin', `${hub.pin}0`);
    hub.token.logins();

    for (let fetches = 0; fetches < 3; fetches++) {
      await expect(fetching.fetch()).rejects.toMatchObject({ code: 'HUB_PIN_REFUSED', kind: 'local' });
    }
    expect(hub.token.logins()).toBe(1);
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
  ])(
    '%s is named by doctor, costs no hub.pin, and is looked at again',
    async (_what, changes, code, named) => {
      await expect(hub.fetcher(changes).fetch()).rejects.toMatchObject({
        code,
        kind: 'local',
        message: expect.stringMatching(named) as string,
      });
      const results = await examine({
        config: { ...hub.config, ...changes },
        configFile: hub.configFile,
      });
      const keyPair = results.find(({ check }) => check === 'key-pair');
      expect(keyPair?.outcome).toBe('fail');
      expect(keyPair?.fix).toMatch(/\w{4}/);
      expect(readdirSync(hub.folder)).not.toContain('pin.refused');
    },
  );

  test('the hub says that it does not renew such a certificate by itself, and does not', () => {
    const withEndpoint = { ...hub.config, dataEndpoint: 'https://a1b2-ats.iot.eu-central-1.amazonaws.com' };

    expect(whyNotRenewed(withEndpoint)).toMatch(/private key is in a token/);
    expect(() => unwritableFolders(withEndpoint, hub.configFile)).toThrow(/data-hub csr --key-uri/);
  });

  test('doctor sees that all is well', async () => {
    const { config, configFile } = hub;
    const results = await examine({ config, configFile, diskFree: () => Promise.resolve(50) });

    expect(results.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
    expect(results.find(({ check }) => check === 'key-pair')?.saw).toContain(KEY_URI);
    expect(results.find(({ check }) => check === 'credentials')).toMatchObject({ outcome: 'ok' });
  });

  test("all of the hub's files without the token, and with the token but without the PIN, are useless", async () => {
    const stolen = mkdtempSync(join(tmpdir(), 'stolen-'));
    try {
      cpSync(hub.folder, stolen, { recursive: true });
      renameSync(hub.token.store, `${hub.token.store}-elsewhere`);
      await expect(hub.fetcher({}, stolen).fetch()).rejects.toMatchObject({ kind: 'local' });
      renameSync(`${hub.token.store}-elsewhere`, hub.token.store);

      rmSync(join(stolen, 'pin'));
      await expect(hub.fetcher({}, stolen).fetch()).rejects.toMatchObject({ code: 'HUB_PIN_FILE_UNUSABLE' });
      writeFileSync(join(stolen, 'pin'), '000000', { mode: 0o600 });
      await expect(hub.fetcher({}, stolen).fetch()).rejects.toMatchObject({ code: 'HUB_PIN_REFUSED' });
    } finally {
      rmSync(stolen, { recursive: true });
    }
  });
});
