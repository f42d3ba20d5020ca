import 'reflect-metadata';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { createRequest } from '../../../../packages/data-hub/src/csr/create-request';
import { HUB_FILES } from '../../../../packages/data-hub/src/hub-config';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'request-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const make = (changes: { organization?: string; hub?: string; out?: string } = {}) =>
  createRequest({ organization: 'acme', hub: 'berlin-1', out: join(folder, 'new', 'hub'), ...changes });

test('makes a P-256 key that only its owner can read, and a request signed with it', async () => {
  const { privateKey, request, thingName } = await make();

  expect(statSync(privateKey).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'new')).mode & 0o777).toBe(0o700);
  const key = createPrivateKey(readFileSync(privateKey));
  expect(key.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  const csr = new Pkcs10CertificateRequest(readFileSync(request, 'utf8'));
  expect(await csr.verify()).toBe(true);
  expect(csr.subject).toBe(`CN=${thingName}`);
  expect(thingName).toBe('acme--berlin-1');
  expect(Buffer.from(csr.publicKey.rawData)).toEqual(
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
  );
  expect(readdirSync(join(folder, 'new', 'hub')).sort()).toEqual([HUB_FILES.privateKey, HUB_FILES.request]);
});

test.each([HUB_FILES.privateKey, HUB_FILES.request])(
  'does not overwrite %s, nor write the other',
  async (name) => {
    writeFileSync(join(folder, name), 'precious');

    await expect(make({ out: folder })).rejects.toMatchObject({
      code: 'HUB_KEY_EXISTS',
      message: expect.stringContaining(join(folder, name)) as string,
    });
    expect(readdirSync(folder)).toEqual([name]);
    expect(readFileSync(join(folder, name), 'utf8')).toBe('precious');
  },
);

test('of two runs at once, one makes both files and the other none', async () => {
  const outcomes = await Promise.allSettled([make({ out: folder }), make({ out: folder })]);

  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const csr = new Pkcs10CertificateRequest(readFileSync(join(folder, HUB_FILES.request), 'utf8'));
  const key = createPublicKey(readFileSync(join(folder, HUB_FILES.privateKey)));
  expect(Buffer.from(csr.publicKey.rawData)).toEqual(key.export({ type: 'spki', format: 'der' }));
  expect(readdirSync(folder)).toHaveLength(2);
});

test.each([
  [{ hub: 'berlin/1' }, /^--hub = "berlin\/1": a hub's name/],
  [{ hub: 'x'.repeat(300) }, /^--hub = "x{64}\.\.\." \(300 characters\): .* this one has 300$/],
  [{ hub: 'münchen 1' }, /^--hub/],
  [{ organization: 'ac me' }, /^--organization = "ac me": .*try "ac-me"$/],
  [{ organization: '../acme' }, /^--organization/],
  [{ organization: 'x'.repeat(300) }, /^--organization/],
])('%j is refused, and nothing is made', async (names, message) => {
  await expect(make(names)).rejects.toMatchObject({
    code: 'CONFIGURATION',
    message: expect.stringMatching(message) as string,
  });
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder that cannot be made is told', async () => {
  writeFileSync(join(folder, 'file'), '');

  await expect(make({ out: join(folder, 'file', 'hub') })).rejects.toMatchObject({
    code: 'HUB_FOLDER_UNWRITABLE',
    message: expect.stringMatching(/ENOTDIR.*--out/) as string,
  });
});

test.each([
  // Where a folder is there and takes no other, Node.js tries for ever to make one and those above it.
  '/proc/hub',
  '/proc/a/hub',
  '/dev/full',
  '/dev/null/hub',
])('a place where no folder can be is told at once: %s', async (out) => {
  await expect(make({ out })).rejects.toMatchObject({
    code: 'HUB_FOLDER_UNWRITABLE',
    message: expect.stringMatching(
      /^\/(?:proc|dev)\/.* cannot be written \(E[A-Z]+\); choose .* --out$/,
    ) as string,
  });
});

test('a folder that was there stays when nothing can be written into it', async () => {
  const full = join(folder, 'full');
  mkdirSync(join(full, HUB_FILES.request), { recursive: true });

  await expect(make({ out: full })).rejects.toMatchObject({ code: 'HUB_KEY_EXISTS' });
  expect(readdirSync(full)).toEqual([HUB_FILES.request]);
});
