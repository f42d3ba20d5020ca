import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../../config/errors';
import { outputFolderProblems, requireOutputFolder } from '../../config/output-folder';

const folder = mkdtempSync(join(tmpdir(), 'output-folder-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a folder that is there, and one that can be made, and nothing stays behind', () => {
  expect([folder, join(folder, 'a', 'b')].map((path) => outputFolderProblems('--out', path))).toEqual([
    [],
    [],
  ]);
  expect([readdirSync(folder), existsSync(join(folder, 'a'))]).toEqual([[], false]);
});

test.each(['/proc', '/proc/x', '/dev/null', '/dev/null/x'])(
  '%s is told, and not tried without end',
  (path) => {
    expect(outputFolderProblems('--out', path)).toEqual([
      {
        place: '--out',
        value: path,
        fix: expect.stringMatching(/^cannot be written \(E[A-Z]+\); choose another folder$/) as string,
      },
    ]);
  },
);

test('of a file the folder is tried, and the file is told', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => {
    requireOutputFolder('--out', join(file, 'a'), 'file/a/page.html');
  }).toThrow(
    new ConfigurationError([
      {
        place: '--out',
        value: 'file/a/page.html',
        fix: 'cannot be written (ENOTDIR); choose another folder',
      },
    ]),
  );
  expect(() => {
    requireOutputFolder('--out', folder);
  }).not.toThrow();
});
