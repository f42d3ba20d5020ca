import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecord } from '../../../tools/bench/bench-record';
import { writePerformance } from '../../../tools/bench/performance-files';
import { RECORD } from './bench-records';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-record-'));
  mkdirSync(join(folder, 'images'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('what is written is read again', () => {
  const files = writePerformance(RECORD, folder);
  expect(files).toEqual(
    ['performance.json', 'images/performance.svg', 'performance.md'].map((name) => join(folder, name)),
  );
  expect(readRecord(join(folder, 'performance.json'))).toEqual(RECORD);
});

test.each([
  ['no JSON', '{', 'line 1, column 2: is not JSON'],
  [
    'another file',
    '{"date": "2026-11-26"}',
    'is not what npm run bench writes\n.* \\$\\.machine: is missing',
  ],
])('%s is refused with its name', (_what, text, reason) => {
  const file = join(folder, 'other.json');
  writeFileSync(file, text);
  expect(() => readRecord(file)).toThrow(new RegExp(`^${file}:? ${reason}`));
});

test('a file that is not there is told', () => {
  expect(() => readRecord(join(folder, 'none.json'))).toThrow('none.json: cannot be read (ENOENT)');
});
