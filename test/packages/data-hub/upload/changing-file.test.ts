import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND_RUNTIME } from '../../../../packages/data-hub/src/credentials/runtime';
import { uploadFiles, type UploadOutcome } from '../../../../packages/data-hub/src/upload/upload-files';
import { filesToUpload, type FileToUpload } from '../../../../packages/data-hub/src/upload/upload-list';
import { CredentialsServer } from '../fixtures/credentials-server';
import { HubFolder } from '../fixtures/hub-folder';
import { MultipartBucket } from '../fixtures/multipart-bucket';

const MEBIBYTE = 2 ** 20;
const ENDPOINT = 'AWS_ENDPOINT_URL_S3';

let server: CredentialsServer;
let bucket: MultipartBucket;
let folder: HubFolder;
let data: string;
let file: string;
let endpoint: string | undefined;

beforeEach(async () => {
  server = await CredentialsServer.start();
  bucket = await MultipartBucket.start();
  folder = await HubFolder.create(server);
  data = mkdtempSync(join(tmpdir(), 'data-'));
  file = join(data, 'a.bin');
  endpoint = process.env[ENDPOINT];
  process.env[ENDPOINT] = bucket.endpoint;
});
afterEach(async () => {
  if (endpoint === undefined) Reflect.deleteProperty(process.env, ENDPOINT);
  else process.env[ENDPOINT] = endpoint;
  await Promise.all([server.stop(), bucket.stop()]);
  folder.remove();
  rmSync(data, { recursive: true });
});

/** Uploads the file; something happens to it when the first bytes have been sent. */
async function upload(size: number, meanwhile: () => void, changes: Partial<FileToUpload> = {}) {
  writeFileSync(file, Buffer.alloc(size, 1));
  const outcomes: UploadOutcome[] = [];
  const warnings: string[] = [];
  let happened = false;
  const [listed] = filesToUpload({ paths: [file], hubPrefix: folder.config.prefix, recursive: false });
  if (listed === undefined) throw new TypeError('the file is there');
  await uploadFiles([{ ...listed, ...changes }], {
    config: folder.config,
    configFile: folder.configFile,
    partSize: 5 * MEBIBYTE,
    // Slow enough that no part is on its way in full when it happens.
    bandwidth: 4 * MEBIBYTE,
    runtime: COMMAND_RUNTIME,
    onProgress: () => {
      if (!happened) meanwhile();
      happened = true;
    },
    onOutcome: (outcome) => outcomes.push(outcome),
    onWarning: (message) => warnings.push(message),
  });
  return { problem: outcomes[0]?.problem, warnings };
}

// A client that waits for the rest of a body does so for a minute, eight times.
test.each([
  ['one request', 4 * MEBIBYTE],
  ['parts', 12 * MEBIBYTE],
])('a file in %s that is cut while it is sent ends at once, and makes no object', async (_what, size) => {
  const { problem, warnings } = await upload(size, () => {
    truncateSync(file, MEBIBYTE);
  });

  expect(problem).toBe(
    `${file} changed while it was sent; run the same command again when nothing writes to it any more`,
  );
  expect(warnings).toEqual([]);
  expect([bucket.objects.size, bucket.unfinished.size]).toEqual([0, 0]);
});

test('so does one that is deleted, and nothing is kept of it', async () => {
  const { problem } = await upload(22 * MEBIBYTE, () => {
    rmSync(file);
  });

  expect(problem).toBe(`${file} was deleted or renamed before all of it was sent`);
  expect(bucket.unfinished.size).toBe(0);
  expect(readdirSync(join(folder.path, '.uploads'))).toEqual([]);
});

test('one that is cut under an unchanged length and time is told as well', async () => {
  const { problem } = await upload(MEBIBYTE, () => undefined, { size: 2 * MEBIBYTE });
  expect(problem).toMatch(/changed while it was sent/);
  expect(bucket.requests).toEqual([]);
});

test('a file that grows before its turn is not sent by half', async () => {
  const { problem } = await upload(3, () => undefined, { mtimeMs: 1 });
  expect(problem).toMatch(/changed while it was sent/);
  expect(bucket.requests).toEqual([]);
});

test('what has changed is not worth another attempt', async () => {
  bucket.failure = () => {
    utimesSync(file, 1, 1);
    return { status: 503, code: 'SlowDown' };
  };
  const { problem, warnings } = await upload(3, () => undefined);
  expect(problem).toMatch(/changed while it was sent/);
  expect(warnings).toEqual([]);
  expect(statSync(file).mtimeMs).toBe(1_000);
});
