import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolders } from '../../config/new-folders';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'new-folders-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const code = (act: () => unknown): unknown => {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
};

test('a folder is made with those above it, and told which', () => {
  const [inner, outer] = [join(folder, 'a', 'b'), join(folder, 'a')];
  expect(makeFolders(inner, 0o700)).toEqual([inner, outer]);
  expect([inner, outer].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o700]);
  expect(makeFolders(inner)).toEqual([]);
});

test.each(['/proc/a', '/proc/a/b/c', '/sys/a/b', '/dev/null/a'])(
  'in %s nothing can be made, which ends',
  (path) => {
    expect(code(() => makeFolders(path))).toMatch(/^E(?:NOENT|NOTDIR|ACCES|PERM|ROFS)$/);
  },
);

test('a file is no folder, nor is there one in it', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect([code(() => makeFolders(file)), code(() => makeFolders(join(file, 'a')))]).toEqual([
    'ENOTDIR',
    'ENOTDIR',
  ]);
});

test('what was made is taken back where the rest cannot be made', () => {
  const long = 'x'.repeat(300);
  expect(code(() => makeFolders(join(folder, 'a', 'b', long)))).toBe('ENAMETOOLONG');
  expect(existsSync(join(folder, 'a'))).toBe(false);
  mkdirSync(join(folder, 'a'));
  expect(code(() => makeFolders(join(folder, 'a', 'b', long)))).toBe('ENAMETOOLONG');
  expect([existsSync(join(folder, 'a')), existsSync(join(folder, 'a', 'b'))]).toEqual([true, false]);
});
