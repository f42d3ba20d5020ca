import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { byteCountText, parseByteCount } from '../../../../packages/data-hub/src/upload/byte-count';
import {
  LARGEST_FILE,
  partSizeFor,
  partsOf,
  S3_LIMITS,
} from '../../../../packages/data-hub/src/upload/part-plan';
import { filesToUpload, type UploadListOptions } from '../../../../packages/data-hub/src/upload/upload-list';

const PREFIX = 'acme/acme--berlin-1/';
let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'upload-')));
  mkdirSync(join(folder, 'lab', 'day'), { recursive: true });
  writeFileSync(join(folder, 'a.csv'), 'a');
  writeFileSync(join(folder, 'lab', 'b.csv'), 'bb');
  writeFileSync(join(folder, 'lab', 'day', 'a.csv'), '');
  symlinkSync(join(folder, 'a.csv'), join(folder, 'lab', 'link.csv'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function keys(paths: string[], options: Partial<UploadListOptions> = {}): string[] {
  const named = paths.map((path) => join(folder, path));
  return filesToUpload({ paths: named, hubPrefix: PREFIX, recursive: false, ...options }).map(
    ({ key }) => key,
  );
}

test('a file keeps its name, below the folder of the hub and the one that is asked for', () => {
  expect(keys(['a.csv', 'lab/b.csv'])).toEqual([`${PREFIX}a.csv`, `${PREFIX}b.csv`]);
  expect(keys(['a.csv'], { subfolder: '2026/11' })).toEqual([`${PREFIX}2026/11/a.csv`]);
  expect(keys(['a.csv'], { subfolder: '2026/' })).toEqual([`${PREFIX}2026/a.csv`]);
});

test('a folder brings all its files, without links', () => {
  expect(keys(['lab'], { recursive: true })).toEqual([`${PREFIX}lab/b.csv`, `${PREFIX}lab/day/a.csv`]);
});

test('names that are not UTF-8 are told as that, with all other problems', () => {
  writeFileSync(
    Buffer.concat([Buffer.from(`${folder}/lab/m`), Buffer.from([0xfc]), Buffer.from('ller')]),
    '',
  );
  writeFileSync(join(folder, 'lab', 'day', 'line\nbreak'), '');

  expect(() => keys(['lab'], { recursive: true })).toThrow(
    expect.objectContaining({
      problems: [
        {
          place: join(folder, 'lab', 'm\ufffdller'),
          fix: expect.stringContaining('not UTF-8; rename') as string,
        },
        expect.objectContaining({ fix: expect.stringContaining('control character') as string }),
      ],
    }) as Error,
  );
  expect(() => keys(['lab/m\ufffdller'])).toThrow(/perhaps because its name is not UTF-8/);
});

test('the folder of whoever runs it is not meant by an empty path', () => {
  expect(() => filesToUpload({ paths: [''], hubPrefix: PREFIX, recursive: true })).toThrow(
    'file = "": is empty; name a file',
  );
});

test('a link that is named is the file it leads to', () => {
  expect(keys(['lab/link.csv'])).toEqual([`${PREFIX}link.csv`]);
});

test.each(['/x', '../acme-eu', 'a/../b', 'a//b', '/', '.', 'a\nb'])('%j is no folder below', (subfolder) => {
  expect(() => keys(['a.csv'], { subfolder })).toThrow(/^--prefix = /);
});

test('all problems are told at once', () => {
  writeFileSync(join(folder, 'line\nbreak'), '');
  const paths = ['none', 'lab', 'a.csv', 'lab/day/a.csv', 'line\nbreak'];

  expect(() => keys(paths, { subfolder: '..' })).toThrow(
    expect.objectContaining({
      problems: [
        expect.objectContaining({ place: '--prefix' }),
        expect.objectContaining({ fix: 'does not exist' }),
        expect.objectContaining({ fix: expect.stringContaining('add --recursive') as string }),
        expect.objectContaining({ fix: expect.stringContaining('control character') as string }),
        expect.objectContaining({ fix: expect.stringContaining('would replace') as string }),
      ],
    }) as Error,
  );
});

test('keys are at most as long as S3 takes, in bytes', () => {
  const name = (bytes: number): string => 'ä'.repeat(Math.floor(bytes / 2)) + 'x'.repeat(bytes % 2);
  const room = 1_024 - PREFIX.length - '/a.csv'.length;
  const subfolder = [name(room - 400), name(399)].join('/');

  expect(keys(['a.csv'], { subfolder })).toHaveLength(1);
  expect(() => keys(['a.csv'], { subfolder: `${subfolder}y` })).toThrow('a key of 1025 bytes');
});

test.each([
  ['512', 512],
  ['5K', 5_120],
  ['10m', 10_485_760],
  ['1.5G', 1_610_612_736],
  ['', undefined],
  ['M', undefined],
  ['-1', undefined],
  ['1MB', undefined],
  ['1e3', undefined],
])('%j is %p bytes', (text, bytes) => {
  expect(parseByteCount(text)).toBe(bytes);
});

test.each([
  [0, '0 B'],
  [1_023, '1023 B'],
  [1_536, '1.5 KiB'],
  [2 ** 50, '1024.0 TiB'],
])('%p bytes are written %s', (bytes, text) => {
  expect(byteCountText(bytes)).toBe(text);
});

test.each([
  [0, 1],
  [1, 1],
  [S3_LIMITS.minPart, 1],
  [S3_LIMITS.minPart + 1, 2],
  [100 * 2 ** 30, 10_000],
  [LARGEST_FILE, 10_000],
])('%p bytes are sent in parts that S3 takes', (size, most) => {
  const partSize = partSizeFor(size, S3_LIMITS.minPart);
  const parts = partsOf(size, partSize);

  expect(parts.length).toBeLessThanOrEqual(most);
  expect(partSize).toBeLessThanOrEqual(S3_LIMITS.maxPart);
  expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(size);
  expect(parts.slice(0, -1).every(({ bytes }) => bytes >= S3_LIMITS.minPart)).toBe(true);
  expect(parts.map(({ start }) => start)).toEqual(parts.map((_, index) => index * partSize));
});
