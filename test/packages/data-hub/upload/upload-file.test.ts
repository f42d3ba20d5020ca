import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileLock } from '../../../../packages/data-hub/src/cache/file-lock';
import { COMMAND_RUNTIME, type Runtime } from '../../../../packages/data-hub/src/credentials/runtime';
import { ProxyError } from '../../../../packages/data-hub/src/proxy/proxy-error';
import { uploadFile, type UploadOptions } from '../../../../packages/data-hub/src/upload/upload-file';
import { MemoryWriter, refusal } from '../fixtures/memory-writer';

const PART = 1_000;
/** Waits for nothing. */
const HASTY: Runtime = {
  ...COMMAND_RUNTIME,
  setTimer: (_milliseconds, task) => {
    const immediate = setImmediate(task);
    return () => {
      clearImmediate(immediate);
    };
  },
};

let folder: string;
let file: string;
let writer: MemoryWriter;
let renewals: number;
let warnings: string[];
let progress: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'upload-'));
  file = join(folder, 'a.csv');
  writer = new MemoryWriter();
  renewals = 0;
  warnings = [];
  progress = 0;
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(size: number, letter = 'x'): Buffer {
  const content = Buffer.from(Array.from({ length: size }, (_, index) => index % 251));
  content.write(letter);
  writeFileSync(file, content);
  return content;
}

function upload(changes: Partial<UploadOptions> = {}) {
  const { size, mtimeMs } = statSync(file);
  progress = 0;
  return uploadFile(
    { file, key: 'acme/acme--berlin-1/a.csv', size, mtimeMs },
    {
      runtime: HASTY,
      writer,
      keyArn: 'arn:1',
      resumeFolder: join(folder, '.uploads'),
      partSize: PART,
      session: () => 'ASIA1',
      renewCredentials: () => {
        renewals += 1;
        return Promise.resolve();
      },
      onProgress: (bytes) => (progress += bytes),
      onWarning: (message) => warnings.push(message),
      ...changes,
    },
  );
}

/** Fails all requests from one on, for good: the rest of a run that was killed. */
function killAt(call: string): void {
  let dead = false;
  writer.failure = (current) => {
    dead ||= current === call;
    return dead ? refusal('AccessDenied', 403) : undefined;
  };
}

function sent(): string[] {
  return writer.calls.filter((call) => call.startsWith('part')).sort();
}

test.each([0, 1, PART])('a file of %p bytes is sent whole', async (size) => {
  const content = write(size);
  if (size === 0) writeFileSync(file, '');

  await expect(upload()).resolves.toEqual({ parts: 1, resumedBytes: 0 });

  expect(writer.calls).toEqual(['put']);
  expect(writer.object).toEqual(size === 0 ? Buffer.alloc(0) : content);
  expect(progress).toBe(size);
});

test.each([PART + 1, 2 * PART, 10 * PART + 7])('a file of %p bytes is sent in parts', async (size) => {
  const content = write(size);

  await expect(upload()).resolves.toEqual({ parts: Math.ceil(size / PART), resumedBytes: 0 });

  expect(writer.object).toEqual(content);
  expect(progress).toBe(size);
  expect(readdirSync(join(folder, '.uploads'))).toEqual([]);
});

test('what an earlier run has sent is not sent again, and the part size stays', async () => {
  const content = write(9 * PART);
  killAt('part 6');
  await expect(upload()).rejects.toThrow('secret');
  const before = sent().length;
  const kept = writer.uploads.get('upload-1')?.size ?? 0;
  writer.failure = () => undefined;

  await expect(upload({ partSize: 2 * PART })).resolves.toEqual({ parts: 9, resumedBytes: kept * PART });

  expect(kept).toBeGreaterThan(1);
  expect(sent()).toHaveLength(before + 9 - kept);
  expect(writer.object).toEqual(content);
  expect(progress).toBe(content.length);
});

test('nor is anything when only the completion was missing', async () => {
  write(3 * PART);
  killAt('complete');
  await expect(upload()).rejects.toThrow();
  writer.failure = () => undefined;

  await expect(upload()).resolves.toEqual({ parts: 3, resumedBytes: 3 * PART });
  expect(sent()).toHaveLength(3);
});

test('an upload that S3 has no trace of begins anew', async () => {
  const content = write(3 * PART);
  killAt('part 3');
  await expect(upload()).rejects.toThrow();
  writer.failure = () => undefined;
  writer.uploads.clear();

  await expect(upload()).resolves.toEqual({ parts: 3, resumedBytes: 0 });
  expect(warnings).toEqual([expect.stringContaining('no trace')]);
  expect(writer.object).toEqual(content);
});

test.each([
  ['has another length', () => write(4 * PART)],
  ['was touched', () => (utimesSync(file, 1, 1), readFileSync(file))],
  [
    'has other content under the same length and time',
    () => {
      const { atime, mtime } = statSync(file);
      utimesSync(file, atime, mtime);
      const { atimeMs, mtimeMs } = statSync(file);
      const content = write(3 * PART, 'y');
      utimesSync(file, atimeMs / 1000, mtimeMs / 1000);
      return content;
    },
  ],
])('a file that %s is sent anew, and the earlier parts are given up', async (_what, change) => {
  write(3 * PART);
  utimesSync(file, 1_000, 1_000);
  killAt('complete');
  await expect(upload()).rejects.toThrow();
  writer.failure = () => undefined;
  writer.calls.length = 0;
  const content = change();

  await expect(upload()).resolves.toMatchObject({ resumedBytes: 0 });
  expect(writer.calls[0]).toBe('abort');
  expect(writer.object).toEqual(content);
});

test('so is one that is to be encrypted with another key', async () => {
  write(3 * PART);
  killAt('complete');
  await expect(upload()).rejects.toThrow();
  writer.failure = () => undefined;

  await expect(upload({ keyArn: 'arn:2' })).resolves.toMatchObject({ resumedBytes: 0 });
});

test('a file that changes meanwhile makes no object, and leaves nothing behind', async () => {
  write(3 * PART);
  writer.failure = (call) => {
    if (call === 'part 3') utimesSync(file, 1, 1);
    return undefined;
  };

  await expect(upload()).rejects.toThrow(/changed while it was sent; run the same command again/);
  expect(writer.object).toBeUndefined();
  expect(writer.uploads.size).toBe(0);
  expect(readdirSync(join(folder, '.uploads'))).toEqual([]);
});

test('failures that pass are tried again; an expired session is renewed first', async () => {
  const content = write(3 * PART);
  const failures = new Map([
    ['begin', [refusal('SlowDown', 503), refusal('TimeoutError'), new ProxyError('PROXY_FAILED', 'down')]],
    ['part 1', [Object.assign(new Error('x'), { code: 'ECONNRESET' }), refusal('ExpiredToken', 400)]],
    ['part 2', [refusal('BadDigest', 400)]],
    ['complete', [refusal('InternalError', 200)]],
  ]);
  writer.failure = (call) => failures.get(call)?.shift();

  await upload();

  expect(writer.object).toEqual(content);
  expect(renewals).toBe(1);
  expect(progress).toBe(content.length);
});

test('a completion whose answer is lost, and whose repetition S3 does not know, is made once more', async () => {
  const content = write(3 * PART);
  const failures = [refusal('TimeoutError'), refusal('NoSuchUpload', 404)];
  writer.failure = (call) => (call === 'complete' ? failures.shift() : undefined);

  await expect(upload()).resolves.toEqual({ parts: 3, resumedBytes: 0 });
  expect(writer.object).toEqual(content);
  expect(progress).toBe(content.length);
  expect(warnings).toEqual([expect.stringContaining('no trace')]);
});

test('by the clock of S3 a request is made at once, and is given up if that does not help', async () => {
  const waits: number[] = [];
  const onRetry = (_error: unknown, wait: number): unknown => waits.push(wait);
  write(1);
  const failures = [refusal('RequestTimeTooSkewed', 403)];
  writer.failure = () => failures.shift();
  await expect(upload({ onRetry })).resolves.toMatchObject({ parts: 1 });
  expect(waits).toEqual([0]);

  writer.failure = () => refusal('RequestTimeTooSkewed', 403);
  await expect(upload({ onRetry })).rejects.toThrow();
  expect(waits).toEqual([0, 0, 0]);
});

test.each([
  ['AccessDenied', 403, 1],
  ['ExpiredToken', 400, 3],
  ['BadDigest', 400, 3],
  ['InternalError', 500, 8],
])('%s (%p) is given up after %p attempts', async (name, status, attempts) => {
  write(1);
  writer.failure = () => refusal(name, status);

  await expect(upload()).rejects.toThrow();
  expect(writer.calls).toHaveLength(attempts);
});

test('a proxy that refuses is not asked again', async () => {
  write(1);
  writer.failure = () => new ProxyError('PROXY_REFUSED', 'log in');

  await expect(upload()).rejects.toThrow('log in');
  expect(writer.calls).toHaveLength(1);
});

test('one run at a time uploads a file', async () => {
  write(3 * PART);
  killAt('complete');
  await expect(upload()).rejects.toThrow();
  const [state = ''] = readdirSync(join(folder, '.uploads'));
  const other = new FileLock(join(folder, '.uploads', `${state}.lock`));
  other.tryTake();

  await expect(upload()).rejects.toThrow('is being uploaded by another run');
});

test('where nothing can be kept, the upload goes on, and says so once', async () => {
  write(3 * PART);
  const readOnly = join(folder, 'file');
  writeFileSync(readOnly, '');
  chmodSync(readOnly, 0o400);

  await expect(upload({ resumeFolder: join(readOnly, 'uploads') })).resolves.toMatchObject({ parts: 3 });
  expect(warnings).toEqual([expect.stringContaining('will start anew')]);
});
