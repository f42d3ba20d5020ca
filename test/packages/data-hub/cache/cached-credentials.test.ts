import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  cachedCredentials,
  type CachedCredentialsOptions,
} from '../../../../packages/data-hub/src/cache/cached-credentials';
import { FetchError } from '../../../../packages/data-hub/src/credentials/errors';
import type { HubCredentials } from '../../../../packages/data-hub/src/credentials/identity';
import type { CredentialsResponse } from '../../../../packages/data-hub/src/credentials/transport';
import { settled, VirtualRuntime } from '../../../../tools/simulation/virtual-runtime';
import { CredentialsServer } from '../fixtures/credentials-server';
import { HubFolder } from '../fixtures/hub-folder';
import { HOUR, MINUTE, SECOND } from '../fixtures/virtual-hub';

let server: CredentialsServer;
let folder: HubFolder;
let runtime: VirtualRuntime;
let warnings: string[];
let requests: number;
let answer: () => CredentialsResponse;

beforeAll(async () => {
  server = await CredentialsServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  folder = await HubFolder.create(server);
  runtime = new VirtualRuntime(Date.now(), 1);
  warnings = [];
  requests = 0;
  answer = success;
});
afterEach(() => {
  folder.remove();
});

function success(): CredentialsResponse {
  const expiration = new Date(runtime.trueTime() + HOUR).toISOString();
  const credentials = { accessKeyId: `ASIA${requests}`, secretAccessKey: 'S', sessionToken: 'T', expiration };
  const date = new Date(runtime.trueTime()).toUTCString();
  return { status: 200, body: JSON.stringify({ credentials }), date };
}

function unreachable(): never {
  throw new FetchError('CONNECTION_FAILED', 'transient', 'connection failed (ECONNRESET)');
}

/** One run of the command, in virtual time; what it waits for comes at once. */
async function run(changes: Partial<CachedCredentialsOptions> = {}): Promise<HubCredentials> {
  const ended = { yet: false };
  const outcome = cachedCredentials({
    config: folder.config,
    configFile: folder.configFile,
    runtime,
    onWarning: (message) => warnings.push(message),
    transport: () => {
      requests++;
      return Promise.resolve().then(answer);
    },
    ...changes,
  })
    .then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    )
    .finally(() => {
      ended.yet = true;
    });
  while (!ended.yet) {
    await settled();
    runtime.step(Infinity);
  }
  const result = await outcome;
  if ('error' in result) throw result.error;
  return result.value;
}

function pass(milliseconds: number): void {
  runtime.setTimer(milliseconds, () => undefined);
  while (runtime.step(runtime.monotonic() + milliseconds));
}

const cacheFile = (): string => join(folder.path, '.credentials-cache.json');

test('a second run takes what the first one kept, in a file of mode 0600', async () => {
  const first = await run();
  pass(20 * MINUTE);

  expect((await run()).accessKeyId).toBe(first.accessKeyId);
  expect(requests).toBe(1);
  expect(statSync(cacheFile()).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder.path).filter((name) => name.startsWith('.'))).toEqual([
    '.credentials-cache.json',
  ]);
});

test('after 33 minutes they are renewed', async () => {
  await run();
  pass(33 * MINUTE);

  expect((await run()).accessKeyId).toBe('ASIA2');
});

test('--refresh renews them now', async () => {
  await run();

  expect((await run({ refresh: true })).accessKeyId).toBe('ASIA2');
});

test('AWS tools are told an end at which they ask in time', async () => {
  const { expiration } = await run();
  const left = expiration.getTime() - runtime.wall();

  expect(left).toBeGreaterThan(15 * MINUTE + 26 * MINUTE);
  expect(left).toBeLessThan(HOUR);
});

test('valid ones are given while renewing fails, with a warning; the wait holds from run to run', async () => {
  await run();
  pass(40 * MINUTE);
  answer = unreachable;

  expect((await run()).accessKeyId).toBe('ASIA1');
  expect((await run()).accessKeyId).toBe('ASIA1');
  expect(requests).toBe(2);
  expect(warnings).toEqual([
    'credentials were not renewed, those in use are still valid: connection failed (ECONNRESET)',
  ]);
});

test('without valid ones a run tries for half a minute, then says why there are none', async () => {
  answer = unreachable;
  const start = runtime.monotonic();

  await expect(run()).rejects.toMatchObject({
    code: 'HUB_CREDENTIALS_UNAVAILABLE',
    message: expect.stringMatching(/^no valid credentials: connection failed \(ECONNRESET\)/) as string,
  });
  expect(requests).toBeGreaterThan(2);
  expect(runtime.monotonic() - start).toBeLessThanOrEqual(30 * SECOND);
});

test('a refusal is not asked for again for minutes, by whichever run', async () => {
  answer = () => ({ status: 403, body: '{"message":"Access Denied"}' });
  for (let runs = 0; runs < 20; runs++) await expect(run()).rejects.toThrow(/403 \(Access Denied\)/);

  expect(requests).toBe(1);
  answer = success;
  pass(5 * MINUTE);
  expect((await run()).accessKeyId).toBe('ASIA2');
});

test('what is wrong with the files is told at once, and once put right there is nothing to wait for', async () => {
  const { privateKey } = folder.pair;
  folder.write('private-key.pem', 'x');
  await expect(run()).rejects.toMatchObject({
    message: expect.stringMatching(/is not a PEM private key/) as string,
  });
  expect(requests).toBe(0);
  folder.write('private-key.pem', privateKey);

  expect((await run()).accessKeyId).toBe('ASIA1');
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
      runtime.wallError = -HOUR;
    },
  ],
])('a cache %s is not served', async (_which, spoil) => {
  await run();
  spoil();

  expect((await run()).accessKeyId).toBe('ASIA2');
});

test('a cache that others could have written is not served', async () => {
  await run();
  const kept = readFileSync(cacheFile(), 'utf8');
  folder.remove();
  folder = await HubFolder.create(server);
  writeFileSync(cacheFile(), kept, { mode: 0o644 });

  expect((await run()).accessKeyId).toBe('ASIA2');
  expect(statSync(cacheFile()).mode & 0o777).toBe(0o600);
});

test('a file that is no cache is never written over', async () => {
  await expect(run({ cacheFile: folder.configFile })).rejects.toMatchObject({
    code: 'CONFIGURATION',
    message: expect.stringMatching(
      /^--cache = ".*hub\.json": exists and holds no kept credentials/,
    ) as string,
  });
  expect(existsSync(cacheFile())).toBe(false);
});

test('where nothing can be kept, credentials are given with a warning', async () => {
  const { accessKeyId } = await run({ cacheFile: join(folder.path, 'missing', 'cache') });

  expect(accessKeyId).toBe('ASIA1');
  expect(warnings).toEqual([expect.stringMatching(/^credentials could not be kept \(ENOENT\).*--cache$/)]);
});

test('the lock of a process that is gone holds nobody up; that of a living one does', async () => {
  folder.write('.credentials-cache.json.lock', '999999999 gone');
  await run();
  expect(runtime.monotonic()).toBe(0);

  pass(33 * MINUTE);
  folder.write('.credentials-cache.json.lock', `${process.pid} living`);
  expect((await run()).accessKeyId).toBe('ASIA1');
  expect(requests).toBe(1);
});

test('many runs at once make one request', async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => run()));

  expect(new Set(outcomes.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['ASIA1']));
  expect(requests).toBe(1);
});
