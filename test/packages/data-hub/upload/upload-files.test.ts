import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND_RUNTIME } from '../../../../packages/data-hub/src/credentials/runtime';
import { uploadFiles, type UploadOutcome } from '../../../../packages/data-hub/src/upload/upload-files';
import { filesToUpload } from '../../../../packages/data-hub/src/upload/upload-list';
import { THING } from '../fixtures/credentials-server';
import { UploadingHub } from '../fixtures/uploading-hub';
import type { Failure } from '../fixtures/multipart-bucket';

const MEBIBYTE = 2 ** 20;
let hub: UploadingHub;
let warnings: string[];

beforeEach(async () => {
  hub = await UploadingHub.start();
  warnings = [];
});
afterEach(() => hub.stop());

/** Uploads files of these sizes, named by their order. */
async function upload(...sizes: readonly number[]): Promise<UploadOutcome[]> {
  const paths = sizes.map((size, index) => {
    const path = join(hub.data, `${index}.bin`);
    writeFileSync(path, Buffer.alloc(size, index + 1));
    return path;
  });
  return send(paths);
}

async function send(paths: readonly string[]): Promise<UploadOutcome[]> {
  const outcomes: UploadOutcome[] = [];
  await uploadFiles(filesToUpload({ paths, hubPrefix: hub.folder.config.prefix, recursive: false }), {
    config: hub.folder.config,
    configFile: hub.folder.configFile,
    partSize: 5 * MEBIBYTE,
    runtime: { ...COMMAND_RUNTIME, setTimer: (_wait, task) => COMMAND_RUNTIME.setTimer(0, task) },
    onProgress: () => undefined,
    onOutcome: (outcome) => outcomes.push(outcome),
    onWarning: (message) => warnings.push(message),
  });
  return outcomes;
}

test('S3 gets small and large files with the key and the checksums that it verifies', async () => {
  const outcomes = await upload(0, 3, 12 * MEBIBYTE);

  expect(outcomes.map(({ uploaded, parts }) => [uploaded, parts])).toEqual([
    [true, 1],
    [true, 1],
    [true, 3],
  ]);
  expect(hub.bucket.objects.get('acme/0.bin')).toEqual(Buffer.alloc(0));
  expect(hub.bucket.objects.get('acme/1.bin')).toEqual(Buffer.alloc(3, 2));
  expect(hub.bucket.objects.get('acme/2.bin')?.equals(Buffer.alloc(12 * MEBIBYTE, 3))).toBe(true);
  expect(Date.parse(readFileSync(join(hub.folder.path, '.last-upload'), 'utf8').trim())).toBeGreaterThan(0);
});

test('an upload goes on over an expiry and a failure of S3, with one new session', async () => {
  const met = new Set<string>();
  const once = (name: string): boolean => !met.has(name) && met.add(name).size > 0;
  const first = (): string | undefined => hub.bucket.requests[0]?.accessKeyId;
  hub.bucket.failure = ({ operation, part, accessKeyId }) => {
    if (operation === 'part' && accessKeyId === first()) return { status: 400, code: 'ExpiredToken' };
    return operation === 'part' && part === 2 && once('slow') ? { status: 503, code: 'SlowDown' } : undefined;
  };

  const [outcome] = await upload(11 * MEBIBYTE);

  expect(outcome?.problem).toBeUndefined();
  expect(outcome).toMatchObject({ uploaded: true, parts: 3 });
  expect(hub.server.requests).toHaveLength(2);
  expect(warnings).toEqual([expect.stringMatching(/0\.bin: SlowDown; next attempt in [1-4] s$/)]);
});

test('a refusal is told in one line, without what S3 says, and the next file has its turn', async () => {
  hub.bucket.failure = ({ key }) =>
    key.endsWith('0.bin') ? { status: 403, code: 'AccessDenied' } : undefined;

  const [refused, next] = await upload(3, 3);

  expect(refused?.problem).toBe(
    `${join(hub.data, '0.bin')} was not uploaded to s3://ts-production-raw-111122223333-eu-central-1-an/acme/0.bin: AccessDenied (403); ` +
      "this hub may write under acme/ only, with the key of hub.json; if both are right, ask the platform's operators whether the hub is revoked",
  );
  expect(next?.uploaded).toBe(true);
});

describe('what answers in place of S3', () => {
  const page = 'html';
  const html: Failure = { status: 200, code: page };

  test.each([
    ['in place of the object', 'put', 3],
    ['in place of the beginning', 'begin', 11 * MEBIBYTE],
    ['in place of a part', 'part', 11 * MEBIBYTE],
    ['in place of the completion', 'complete', 11 * MEBIBYTE],
  ])('%s stores nothing, and is told as that', async (_what, operation, size) => {
    hub.bucket.failure = (request) => (request.operation === operation ? html : undefined);

    const [outcome] = await upload(size);

    expect(outcome).toMatchObject({
      uploaded: false,
      problem: expect.stringMatching(/something answers in place of S3/) as string,
    });
    expect(warnings.length).toBeGreaterThan(6);
  });

  test('with a refusal that has no code of S3 is told as that, too', async () => {
    hub.bucket.failure = () => ({ status: 403, code: page });

    const [outcome] = await upload(3);
    expect(outcome?.problem).toMatch(/Unknown.* \(403\); something answers in place of S3/);
  });

  test('is asked again if its answer is no HTTP at all', async () => {
    let requests = 0;
    hub.bucket.failure = () => (requests++ === 0 ? 'garbage' : undefined);

    const [outcome] = await upload(3);
    expect(outcome?.uploaded).toBe(true);
    expect(warnings).toEqual([expect.stringContaining('HPE_INVALID_')]);
  });
});

test('what is needed to resume, and was not touched for 30 days, is deleted by the next upload', async () => {
  const resume = join(hub.folder.path, '.uploads');
  mkdirSync(resume);
  const daysOld = { 'old.json': 31, 'old.json.lock': 31, 'recent.json': 29 };
  for (const [name, days] of Object.entries(daysOld)) {
    writeFileSync(join(resume, name), '{}');
    const at = Date.now() / 1000 - days * 86_400;
    utimesSync(join(resume, name), at, at);
  }

  expect(await upload(3)).toMatchObject([{ uploaded: true }]);
  expect(readdirSync(resume)).toEqual(['recent.json']);
});

test('an upload that is cut by a revocation says whom to ask, and goes on once the hub has a certificate again', async () => {
  let cutSession: string | undefined;
  hub.bucket.failure = ({ part = 0, accessKeyId }) => {
    if (part > 4) cutSession ??= accessKeyId;
    return accessKeyId === cutSession ? { status: 403, code: 'AccessDenied' } : undefined;
  };
  const [cut] = await upload(28 * MEBIBYTE);
  expect(cut?.problem).toMatch(
    /AccessDenied \(403\); .* ask the platform's operators whether the hub is revoked$/,
  );

  hub.server.deactivate(hub.folder.pair.certificate);
  const renewed = await hub.server.ca.issue({ commonName: THING });
  hub.server.activate(renewed.certificate);
  hub.folder.install(renewed);

  const [whole] = await send([join(hub.data, '0.bin')]);
  expect(whole?.problem).toBeUndefined();
  expect(whole).toMatchObject({ uploaded: true, parts: 6 });
  expect(whole?.resumedBytes).toBeGreaterThan(0);
});

test('a connection that breaks is told by the name that the system has for it', async () => {
  let requests = 0;
  hub.bucket.failure = () => (requests++ === 0 ? 'reset' : undefined);

  const [outcome] = await upload(3);
  expect(outcome?.uploaded).toBe(true);
  expect(warnings).toEqual([expect.stringContaining('ECONNRESET')]);
});

test('a bucket of another Region says which field of hub.json is wrong', async () => {
  hub.bucket.failure = () => ({ status: 301, code: 'PermanentRedirect' });
  expect((await upload(3))[0]?.problem).toMatch(/\(301\); correct \$\.region in hub\.json/);
});
