import { readdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND_RUNTIME } from '../../../../packages/data-hub/src/credentials/runtime';
import { uploadFiles, type UploadOutcome } from '../../../../packages/data-hub/src/upload/upload-files';
import { filesToUpload, type FileToUpload } from '../../../../packages/data-hub/src/upload/upload-list';
import { UploadingHub } from '../fixtures/uploading-hub';

const MEBIBYTE = 2 ** 20;
let hub: UploadingHub;
let file: string;

beforeEach(async () => {
  hub = await UploadingHub.start();
  file = join(hub.data, 'a.bin');
});
afterEach(() => hub.stop());

/** Uploads the file; something happens to it when the first bytes have been sent. */
async function upload(size: number, meanwhile: () => void, changes: Partial<FileToUpload> = {}) {
  writeFileSync(file, Buffer.alloc(size, 1));
  const outcomes: UploadOutcome[] = [];
  const warnings: string[] = [];
  let happened = false;
  const [listed] = filesToUpload({ paths: [file], hubPrefix: hub.folder.config.prefix, recursive: false });
  if (listed === undefined) throw new TypeError('the file is there');
  await uploadFiles([{ ...listed, ...changes }], {
    config: hub.folder.config,
    configFile: hub.folder.configFile,
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
  expect([hub.bucket.objects.size, hub.bucket.unfinished.size]).toEqual([0, 0]);
});

test('so does one that is deleted, and nothing is kept of it', async () => {
  const { problem } = await upload(22 * MEBIBYTE, () => {
    rmSync(file);
  });

  expect(problem).toBe(`${file} was deleted or renamed before all of it was sent`);
  expect(hub.bucket.unfinished.size).toBe(0);
  expect(readdirSync(join(hub.folder.path, '.uploads'))).toEqual([]);
});

test('one that is cut under an unchanged length and time is told as well', async () => {
  const { problem } = await upload(MEBIBYTE, () => undefined, { size: 2 * MEBIBYTE });
  expect(problem).toMatch(/changed while it was sent/);
  expect(hub.bucket.requests).toEqual([]);
});

test('a file that grows before its turn is not sent by half', async () => {
  const { problem } = await upload(3, () => undefined, { mtimeMs: 1 });
  expect(problem).toMatch(/changed while it was sent/);
  expect(hub.bucket.requests).toEqual([]);
});

test('what has changed is not worth another attempt', async () => {
  hub.bucket.failure = () => {
    utimesSync(file, 1, 1);
    return { status: 503, code: 'SlowDown' };
  };
  const { problem, warnings } = await upload(3, () => undefined);
  expect(problem).toMatch(/changed while it was sent/);
  expect(warnings).toEqual([]);
  expect(statSync(file).mtimeMs).toBe(1_000);
});
