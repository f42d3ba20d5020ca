import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HubKeyPairError } from '../../../../packages/data-hub/src/credentials/errors';
import { checkedKeyPair, checkedRootCa } from '../../../../packages/data-hub/src/credentials/key-pair';
import { readTextFile } from '../../../../packages/data-hub/src/credentials/key-pair-source';
import { type IssuedCertificate, newKeyText, TestCa } from '../fixtures/certificates';
import { THING } from '../fixtures/credentials-server';

const FILES = { certificate: '/hub/certificate.pem', privateKey: '/hub/key.pem', rootCa: '/hub/root.pem' };
let ca: TestCa;
let pair: IssuedCertificate;

beforeAll(async () => {
  ca = await TestCa.create();
  pair = await ca.issue({ commonName: THING });
});

function failure(changes: Partial<IssuedCertificate>): HubKeyPairError {
  try {
    checkedKeyPair({ ...pair, ...changes }, FILES, THING);
  } catch (error) {
    if (error instanceof HubKeyPairError) return error;
    throw error;
  }
  throw new Error('the pair was taken');
}

test('a pair that belongs together is taken, with its dates and the id that AWS IoT gives it', () => {
  const checked = checkedKeyPair(pair, FILES, THING);

  expect(checked).toMatchObject({ ...pair, commonName: THING });
  expect(checked.certificateId).toMatch(/^[0-9a-f]{64}$/);
  expect(checked.notBefore).toBeLessThan(checked.notAfter);
});

test('files may begin with a byte-order mark, and UTF-16 is named instead of decoded', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'key-pair-'));
  const [marked, wide] = [join(folder, 'marked.pem'), join(folder, 'wide.pem')];
  try {
    writeFileSync(marked, `\ufeff${pair.certificate}`);
    writeFileSync(wide, Buffer.from(pair.certificate, 'utf16le'));
    expect(await readTextFile(marked)).toBe(pair.certificate);
    await expect(readTextFile(wide)).rejects.toMatchObject({
      code: 'HUB_FILE_UNREADABLE',
      message: `${wide}: is UTF-16 text (little endian); save it as UTF-8`,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a device, which has no end, is not read', async () => {
  await expect(readTextFile('/dev/zero')).rejects.toMatchObject({
    code: 'HUB_FILE_UNREADABLE',
    message: '/dev/zero: cannot be read (it is a pipe or a device)',
  });
});

test('a certificate that AWS named itself is taken', async () => {
  const named = await ca.issue({ commonName: 'AWS IoT Certificate' });

  expect(checkedKeyPair(named, FILES, THING).commonName).toBe('AWS IoT Certificate');
});

test.each(['acme-eu--berlin-1', 'acme--berlin-2'])('a certificate of %s is refused', async (commonName) => {
  expect(failure(await ca.issue({ commonName }))).toMatchObject({
    code: 'HUB_CERTIFICATE_OF_ANOTHER_HUB',
    message: `/hub/certificate.pem: is for "${commonName}", but hub.json is for "${THING}"; use files of one bundle`,
  });
});

const legacy = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' })
  .toString();

test.each([
  [
    'of another certificate',
    newKeyText(),
    'HUB_KEY_MISMATCH',
    /does not belong to \/hub\/certificate\.pem; /,
  ],
  ['encrypted (PKCS#8)', newKeyText('x'), 'HUB_KEY_ENCRYPTED', /is encrypted, .*openssl pkey/],
  ['encrypted (PKCS#1)', legacy, 'HUB_KEY_ENCRYPTED', /is encrypted/],
  ['empty', '', 'HUB_KEY_INVALID', /is not a PEM private key; /],
  ['cut off', newKeyText().slice(0, 90), 'HUB_KEY_INVALID', /is not a PEM private key/],
])('a key that is %s is refused in one line that does not quote it', (_what, privateKey, code, message) => {
  const error = failure({ privateKey });

  expect(error.code).toBe(code);
  expect(error.message).toMatch(message);
  expect(error.message).toMatch(/^\/hub\/key\.pem: .*$/);
  const body = privateKey.split('\n')[1];
  expect(body === undefined || !error.message.includes(body)).toBe(true);
});

test('a CA before the hub is told, with the order; after it, it is a chain', () => {
  expect(failure({ certificate: ca.certificate + pair.certificate })).toMatchObject({
    code: 'HUB_CERTIFICATE_INVALID',
    message: expect.stringMatching(/^\/hub\/certificate\.pem: .*; put the hub's certificate first/) as string,
  });
  expect(failure({ certificate: ca.certificate })).toMatchObject({ code: 'HUB_KEY_MISMATCH' });
  const chain = { ...pair, certificate: pair.certificate + ca.certificate };
  expect(checkedKeyPair(chain, FILES, THING).commonName).toBe(THING);
});

test('a file that is no certificate is refused', () => {
  expect(failure({ certificate: 'x' })).toMatchObject({ code: 'HUB_CERTIFICATE_INVALID' });
  expect(() => checkedRootCa('x', '/hub/root.pem')).toThrow(/^\/hub\/root\.pem: is not a PEM certificate/);
  expect(checkedRootCa(ca.certificate, '/hub/root.pem')).toBe(ca.certificate);
});
