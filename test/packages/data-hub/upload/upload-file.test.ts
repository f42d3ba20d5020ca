import { chmodSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileLock } from '../../../../packages/data-hub/src/cache/file-lock';
import { ProxyError } from '../../../../packages/data-hub/src/proxy/proxy-error';
import { refusal } from '../fixtures/memory-writer';
import { OneFile, PART } from '../fixtures/one-file';

let one: OneFile;
beforeEach(() => {
  one = new OneFile();
});
afterEach(() => {
  one.remove();
});

test.each([0, 1, PART])('a file of %p bytes is sent whole', async (size) => {
  const content = one.write(size);
  if (size === 0) writeFileSync(one.file, '');

  await expect(one.upload()).resolves.toEqual({ parts: 1, resumedBytes: 0 });

  expect(one.writer.calls).toEqual(['put']);
  expect(one.writer.object).toEqual(size === 0 ? Buffer.alloc(0) : content);
  expect(one.progress).toBe(size);
});

test.each([PART + 1, 2 * PART, 10 * PART + 7])('a file of %p bytes is sent in parts', async (size) => {
  const content = one.write(size);

  await expect(one.upload()).resolves.toEqual({ parts: Math.ceil(size / PART), resumedBytes: 0 });

  expect(one.writer.object).toEqual(content);
  expect(one.progress).toBe(size);
  expect(readdirSync(join(one.folder, '.uploads'))).toEqual([]);
});

test('a file that changes meanwhile makes no object, and leaves nothing behind', async () => {
  one.write(3 * PART);
  one.writer.failure = (call) => {
    if (call === 'part 3') utimesSync(one.file, 1, 1);
    return undefined;
  };

  await expect(one.upload()).rejects.toThrow(/changed while it was sent; run the same command again/);
  expect(one.writer.object).toBeUndefined();
  expect(one.writer.uploads.size).toBe(0);
  expect(readdirSync(join(one.folder, '.uploads'))).toEqual([]);
});

test('failures that pass are tried again; an expired session is renewed first', async () => {
  const content = one.write(3 * PART);
  const failures = new Map([
    ['begin', [refusal('SlowDown', 503), refusal('TimeoutError'), new ProxyError('PROXY_FAILED', 'down')]],
    ['part 1', [Object.assign(new Error('x'), { code: 'ECONNRESET' }), refusal('ExpiredToken', 400)]],
    ['part 2', [refusal('BadDigest', 400)]],
    ['complete', [refusal('InternalError', 200)]],
  ]);
  one.writer.failure = (call) => failures.get(call)?.shift();

  await one.upload();

  expect(one.writer.object).toEqual(content);
  expect(one.renewals).toBe(1);
  expect(one.progress).toBe(content.length);
});

test('a completion whose answer is lost, and whose repetition S3 does not know, is made once more', async () => {
  const content = one.write(3 * PART);
  const failures = [refusal('TimeoutError'), refusal('NoSuchUpload', 404)];
  one.writer.failure = (call) => (call === 'complete' ? failures.shift() : undefined);

  await expect(one.upload()).resolves.toEqual({ parts: 3, resumedBytes: 0 });
  expect(one.writer.object).toEqual(content);
  expect(one.progress).toBe(content.length);
  expect(one.warnings).toEqual([expect.stringContaining('no trace')]);
});

test('by the clock of S3 a request is made at once, and is given up if that does not help', async () => {
  const waits: number[] = [];
  const onRetry = (_error: unknown, wait: number): unknown => waits.push(wait);
  one.write(1);
  const failures = [refusal('RequestTimeTooSkewed', 403)];
  one.writer.failure = () => failures.shift();
  await expect(one.upload({ onRetry })).resolves.toMatchObject({ parts: 1 });
  expect(waits).toEqual([0]);

  one.writer.failure = () => refusal('RequestTimeTooSkewed', 403);
  await expect(one.upload({ onRetry })).rejects.toThrow();
  expect(waits).toEqual([0, 0, 0]);
});

test.each([
  ['AccessDenied', 403, 1],
  ['ExpiredToken', 400, 3],
  ['BadDigest', 400, 3],
  ['InternalError', 500, 8],
])('%s (%p) is given up after %p attempts', async (name, status, attempts) => {
  one.write(1);
  one.writer.failure = () => refusal(name, status);

  await expect(one.upload()).rejects.toThrow();
  expect(one.writer.calls).toHaveLength(attempts);
});

test('a proxy that refuses is not asked again', async () => {
  one.write(1);
  one.writer.failure = () => new ProxyError('PROXY_REFUSED', 'log in');

  await expect(one.upload()).rejects.toThrow('log in');
  expect(one.writer.calls).toHaveLength(1);
});

test('one run at a time uploads a file', async () => {
  one.write(3 * PART);
  one.killAt('complete');
  await expect(one.upload()).rejects.toThrow();
  const [state = ''] = readdirSync(join(one.folder, '.uploads'));
  const other = new FileLock(join(one.folder, '.uploads', `${state}.lock`));
  other.tryTake();

  await expect(one.upload()).rejects.toThrow('is being uploaded by another run');
});

test('where nothing can be kept, the upload goes on, and says so once', async () => {
  one.write(3 * PART);
  const readOnly = join(one.folder, 'file');
  writeFileSync(readOnly, '');
  chmodSync(readOnly, 0o400);

  await expect(one.upload({ resumeFolder: join(readOnly, 'uploads') })).resolves.toMatchObject({ parts: 3 });
  expect(one.warnings).toEqual([expect.stringContaining('will start anew')]);
});
