import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBoundedFile } from '../../config/bounded-file';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bounded-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Of the error that reading a file throws. */
function codeOf(path: string): string | undefined {
  try {
    readBoundedFile(path);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

test.each([0, 3, 65_536, 1_048_576])('a file of %d bytes is read whole', (size) => {
  const content = Buffer.alloc(size, 'ab');
  writeFileSync(join(folder, 'file'), content);

  expect(readBoundedFile(join(folder, 'file')).equals(content)).toBe(true);
});

test('what is larger, or has no end, is refused', () => {
  writeFileSync(join(folder, 'file'), Buffer.alloc(1_048_577));

  for (const path of [join(folder, 'file'), '/dev/zero']) {
    expect(codeOf(path)).toBe('it has more than 1,048,576 bytes');
  }
});

test.each([
  ['what is not there', 'none', 'ENOENT'],
  ['a folder', '', 'EISDIR'],
])('%s has the error of the system', (_what, name, code) => {
  expect(codeOf(join(folder, name))).toBe(code);
});
