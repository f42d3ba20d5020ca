import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { HUB_FILES, type HubConfig } from '../../../../packages/data-hub/src/hub-config';
import {
  CHECK_NAMES,
  type CheckName,
  type CheckResult,
  ok,
} from '../../../../packages/data-hub/src/doctor/check';
import { type BucketCheck, examine, isWell } from '../../../../packages/data-hub/src/doctor/doctor';
import { newKeyText, TestCa } from '../fixtures/certificates';
import { CredentialsServer, refuse, THING } from '../fixtures/credentials-server';
import { HubFolder } from '../fixtures/hub-folder';

const DAY = 86_400_000;
let server: CredentialsServer;
let folder: HubFolder;
let bucket: jest.MockedFunction<BucketCheck>;

beforeEach(async () => {
  server = await CredentialsServer.start();
  folder = await HubFolder.create(server);
  bucket = jest.fn((..._about) => Promise.resolve([ok('upload', 'done'), ok('read-denied', 'refused')]));
});
afterEach(async () => {
  await server.stop();
  folder.remove();
});

const look = (changes: Partial<HubConfig> = {}, free = 10) =>
  examine({
    config: { ...folder.config, ...changes },
    configFile: folder.configFile,
    checkBucket: bucket,
    // Whatever the disk of this machine is like.
    diskFree: () => Promise.resolve(free),
  });

/** The outcomes, and the one failure that there is. */
function seen(results: readonly CheckResult[]): { failed: CheckName[]; skipped: CheckName[]; fix: string } {
  expect(results.map(({ check }) => check)).toEqual(CHECK_NAMES);
  const of = (outcome: CheckResult['outcome']): CheckName[] =>
    results.filter((result) => result.outcome === outcome).map(({ check }) => check);
  return { failed: of('fail'), skipped: of('skipped'), fix: results.map(({ fix }) => fix ?? '').join('') };
}

test('a hub that is well passes every check, and the bucket is asked with the session', async () => {
  const results = await look();

  expect(seen(results)).toEqual({ failed: [], skipped: [], fix: '' });
  expect(isWell(results)).toBe(true);
  expect(bucket.mock.calls[0]?.[2].secretAccessKey).toBe(server.secrets[0]);
  expect(JSON.stringify(results)).not.toContain(server.secrets[0]);
});

test('with --no-upload two checks are skipped, and it is not well', async () => {
  const { config, configFile } = folder;
  const results = await examine({ config, configFile, diskFree: () => Promise.resolve(50) });

  expect(seen(results)).toMatchObject({ failed: [], skipped: ['upload', 'read-denied'] });
  expect(isWell(results)).toBe(false);
});

test('a disk that is nearly full, which keeps nothing else from being looked at', async () => {
  const results = await look({}, 9.9);

  expect(seen(results)).toMatchObject({ failed: ['disk'], skipped: [] });
  expect(results[0]).toMatchObject({
    saw: `9.9 % of the disk of ${folder.path} is free`,
    fix: expect.stringMatching(/^make room/) as string,
  });
});

test('without diskFree the disk of this machine is looked at', async () => {
  const [disk] = await examine({ config: folder.config, configFile: folder.configFile });

  expect(disk?.saw).toMatch(/^\d+(\.\d)? % of the disk of /);
});

const AFTER_FILES = ['dns', 'proxy', 'tls', 'clock', 'credentials', 'upload', 'read-denied'];

test.each([
  ['a key of another certificate', () => ({ privateKey: newKeyText() }), 'key-pair', /put the key back/],
  ['an encrypted key', () => ({ privateKey: newKeyText('x') }), 'key-pair', /openssl pkey/],
  ['no certificate', () => ({ certificate: '' }), 'key-pair', /bundle/],
])('%s', async (_what, changes, check, fix) => {
  folder.install({ ...folder.pair, ...changes() });
  const found = seen(await look());

  expect(found).toMatchObject({
    failed: [check],
    skipped: ['certificate-owner', 'certificate-dates', 'renewal', ...AFTER_FILES],
  });
  expect(found.fix).toMatch(fix);
  expect(server.requests).toEqual([]);
});

test('a key that others can read', async () => {
  chmodSync(join(folder.path, HUB_FILES.privateKey), 0o640);

  expect(seen(await look())).toMatchObject({
    failed: ['key-pair'],
    fix: expect.stringMatching(/^run: chmod 600 \//) as string,
  });
});

test('a certificate of another organization', async () => {
  folder.install(await server.ca.issue({ commonName: 'acme-eu--berlin-1' }));

  expect(seen(await look())).toMatchObject({
    failed: ['certificate-owner'],
    skipped: ['certificate-dates', 'renewal', ...AFTER_FILES],
    fix: 'use files of one bundle',
  });
});

test('a certificate that has expired', async () => {
  const dates = { notBefore: new Date(Date.now() - 2 * DAY), notAfter: new Date(Date.now() - DAY) };
  folder.install(await server.ca.issue({ commonName: THING, ...dates }));
  const found = seen(await look());

  expect(found.failed).toContain('certificate-dates');
  expect(found.fix).toMatch(/csr command/);
});

test('a clock that is a year off', async () => {
  server.ahead = 365 * DAY;
  const found = seen(await look());

  expect(found.failed).toEqual(['clock']);
  expect(found.fix).toMatch(/^set the clock/);
});

test('no address', async () => {
  const found = seen(await look({ credentialsEndpoint: 'https://nowhere.invalid' }));

  expect(found).toMatchObject({ failed: ['dns'], skipped: AFTER_FILES.slice(1) });
  expect(found.fix).toMatch(/check DNS/);
});

test('a server that leads to another root CA', async () => {
  folder.write('AmazonRootCA1.pem', (await TestCa.create('Another root')).certificate);
  const found = seen(await look());

  expect(found).toMatchObject({ failed: ['tls'], skipped: AFTER_FILES.slice(3) });
  expect(found.fix).toMatch(/enrol the hub again/);
});

test('a role alias that is misspelt: the clock is checked all the same', async () => {
  const found = seen(await look({ roleAlias: 'other' }));

  expect(found).toMatchObject({ failed: ['credentials'], skipped: ['upload', 'read-denied'] });
  expect(found.fix).toMatch(/check roleAlias/);
  expect(bucket).not.toHaveBeenCalled();
});

test('a hub that is revoked', async () => {
  server.fault = (_request, response) => {
    refuse(response, 403, 'AccessDeniedException', 'Access Denied');
  };

  expect(seen(await look()).fix).toMatch(/may be revoked/);
});
