import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FetchError } from '../../../../packages/data-hub/src/credentials/errors';
import { CachedRuns } from '../fixtures/cached-runs';
import { CredentialsServer } from '../fixtures/credentials-server';
import { HubFolder } from '../fixtures/hub-folder';
import { HOUR, MINUTE, SECOND } from '../fixtures/virtual-hub';

let server: CredentialsServer;
let folder: HubFolder;
let hub: CachedRuns;

beforeAll(async () => {
  server = await CredentialsServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  folder = await HubFolder.create(server);
  hub = new CachedRuns(folder);
});
afterEach(() => {
  folder.remove();
});

function unreachable(): never {
  throw new FetchError('CONNECTION_FAILED', 'transient', 'connection failed (ECONNRESET)');
}

test('a second run takes what the first one kept, in a file of mode 0600', async () => {
  const first = await hub.run();
  hub.pass(20 * MINUTE);

  expect((await hub.run()).accessKeyId).toBe(first.accessKeyId);
  expect(hub.requests).toBe(1);
  expect(statSync(hub.cacheFile).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder.path).filter((name) => name.startsWith('.'))).toEqual([
    '.credentials-cache.json',
  ]);
});

test('after 33 minutes they are renewed', async () => {
  await hub.run();
  hub.pass(33 * MINUTE);

  expect((await hub.run()).accessKeyId).toBe('ASIA2');
});

test('--refresh renews them now', async () => {
  await hub.run();

  expect((await hub.run({ refresh: true })).accessKeyId).toBe('ASIA2');
});

test('AWS tools are told an end at which they ask in time', async () => {
  const { expiration } = await hub.run();
  const left = expiration.getTime() - hub.runtime.wall();

  expect(left).toBeGreaterThan(15 * MINUTE + 26 * MINUTE);
  expect(left).toBeLessThan(HOUR);
});

test('valid ones are given while renewing fails, with a warning; the wait holds from run to run', async () => {
  await hub.run();
  hub.pass(40 * MINUTE);
  hub.answer = unreachable;

  expect((await hub.run()).accessKeyId).toBe('ASIA1');
  expect((await hub.run()).accessKeyId).toBe('ASIA1');
  expect(hub.requests).toBe(2);
  expect(hub.warnings).toEqual([
    'credentials were not renewed, those in use are still valid: connection failed (ECONNRESET)',
  ]);
});

test('without valid ones a run tries for half a minute, then says why there are none', async () => {
  hub.answer = unreachable;
  const start = hub.runtime.monotonic();

  await expect(hub.run()).rejects.toMatchObject({
    code: 'HUB_CREDENTIALS_UNAVAILABLE',
    message: expect.stringMatching(/^no valid credentials: connection failed \(ECONNRESET\)/) as string,
  });
  expect(hub.requests).toBeGreaterThan(2);
  expect(hub.runtime.monotonic() - start).toBeLessThanOrEqual(30 * SECOND);
});

test('what is wrong with the files is told at once, and once put right there is nothing to wait for', async () => {
  const { privateKey } = folder.pair;
  folder.write('private-key.pem', 'x');
  await expect(hub.run()).rejects.toMatchObject({
    message: expect.stringMatching(/is not a PEM private key/) as string,
  });
  expect(hub.requests).toBe(0);
  folder.write('private-key.pem', privateKey);

  expect((await hub.run()).accessKeyId).toBe('ASIA1');
});

test.each([
  [
    'of another hub',
    () => {
      folder.write('.credentials-cache.json', '{"version":1,"hub":"other","session":{}}');
    },
  ],
  [
    'that is broken',
    () => {
      folder.write('.credentials-cache.json', '{"version":1,"hu');
    },
  ],
  [
    'from the future',
    () => {
      hub.runtime.wallError = -HOUR;
    },
  ],
])('a cache %s is not served', async (_which, spoil) => {
  await hub.run();
  spoil();

  expect((await hub.run()).accessKeyId).toBe('ASIA2');
});

test('a cache that others could have written is not served', async () => {
  await hub.run();
  chmodSync(hub.cacheFile, 0o644);

  expect((await hub.run()).accessKeyId).toBe('ASIA2');
  expect(statSync(hub.cacheFile).mode & 0o777).toBe(0o600);
});

test('a file that is no cache is never written over', async () => {
  await expect(hub.run({ cacheFile: folder.configFile })).rejects.toMatchObject({
    code: 'CONFIGURATION',
    message: expect.stringMatching(
      /^--cache = ".*hub\.json": exists and holds no cached credentials/,
    ) as string,
  });
  expect(existsSync(hub.cacheFile)).toBe(false);
});

test('where nothing can be kept, credentials are given with a warning', async () => {
  const { accessKeyId } = await hub.run({ cacheFile: join(folder.path, 'missing', 'cache') });

  expect(accessKeyId).toBe('ASIA1');
  expect(hub.warnings).toEqual([
    expect.stringMatching(/^credentials could not be cached \(ENOENT\).*--cache$/),
  ]);
});

test('the lock of a process that is gone holds nobody up; that of a living one does', async () => {
  folder.write('.credentials-cache.json.lock', '999999999 gone');
  await hub.run();
  expect(hub.runtime.monotonic()).toBe(0);

  hub.pass(33 * MINUTE);
  folder.write('.credentials-cache.json.lock', `${process.pid} living`);
  expect((await hub.run()).accessKeyId).toBe('ASIA1');
  expect(hub.requests).toBe(1);
});

test('many runs at once make one request', async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => hub.run()));

  expect(new Set(outcomes.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['ASIA1']));
  expect(hub.requests).toBe(1);
});
