import { readFileSync, statSync, utimesSync } from 'node:fs';
import { OneFile, PART } from '../fixtures/one-file';

let one: OneFile;
beforeEach(() => {
  one = new OneFile();
});
afterEach(() => {
  one.remove();
});

test('what an earlier run has sent is not sent again, and the part size stays', async () => {
  const content = one.write(9 * PART);
  one.killAt('part 6');
  await expect(one.upload()).rejects.toThrow('secret');
  const before = one.sent().length;
  const kept = one.writer.uploads.get('upload-1')?.size ?? 0;
  one.writer.failure = () => undefined;

  await expect(one.upload({ partSize: 2 * PART })).resolves.toEqual({ parts: 9, resumedBytes: kept * PART });

  expect(kept).toBeGreaterThan(1);
  expect(one.sent()).toHaveLength(before + 9 - kept);
  expect(one.writer.object).toEqual(content);
  expect(one.progress).toBe(content.length);
});

test('nothing is sent again when only the completion was missing', async () => {
  one.write(3 * PART);
  one.killAt('complete');
  await expect(one.upload()).rejects.toThrow();
  one.writer.failure = () => undefined;

  await expect(one.upload()).resolves.toEqual({ parts: 3, resumedBytes: 3 * PART });
  expect(one.sent()).toHaveLength(3);
});

test('an upload that S3 has no trace of begins anew', async () => {
  const content = one.write(3 * PART);
  one.killAt('part 3');
  await expect(one.upload()).rejects.toThrow();
  one.writer.failure = () => undefined;
  one.writer.uploads.clear();

  await expect(one.upload()).resolves.toEqual({ parts: 3, resumedBytes: 0 });
  expect(one.warnings).toEqual([expect.stringContaining('no trace')]);
  expect(one.writer.object).toEqual(content);
});

test.each([
  ['has another length', () => one.write(4 * PART)],
  ['was touched', () => (utimesSync(one.file, 1, 1), readFileSync(one.file))],
  [
    'has other content under the same length and time',
    () => {
      const { atime, mtime } = statSync(one.file);
      utimesSync(one.file, atime, mtime);
      const { atimeMs, mtimeMs } = statSync(one.file);
      const content = one.write(3 * PART, 'y');
      utimesSync(one.file, atimeMs / 1000, mtimeMs / 1000);
      return content;
    },
  ],
])('a file that %s is sent anew, and the earlier parts are given up', async (_what, change) => {
  one.write(3 * PART);
  utimesSync(one.file, 1_000, 1_000);
  one.killAt('complete');
  await expect(one.upload()).rejects.toThrow();
  one.writer.failure = () => undefined;
  one.writer.calls.length = 0;
  const content = change();

  await expect(one.upload()).resolves.toMatchObject({ resumedBytes: 0 });
  expect(one.writer.calls[0]).toBe('abort');
  expect(one.writer.object).toEqual(content);
});

test('a file that is to be encrypted with another key is sent anew', async () => {
  one.write(3 * PART);
  one.killAt('complete');
  await expect(one.upload()).rejects.toThrow();
  one.writer.failure = () => undefined;

  await expect(one.upload({ keyArn: 'arn:2' })).resolves.toMatchObject({ resumedBytes: 0 });
});
