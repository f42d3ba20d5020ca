import fs, { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputProblems } from '../../config/output-file';

const folder = mkdtempSync(join(tmpdir(), 'output-file-'));
const file = join(folder, 'page.html');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const fixes = (path: string | undefined): string[] => outputProblems('--html', path).map(({ fix }) => fix);

test.each([undefined, '-', file, '/dev/null', 'page-that-is-not-there.html'])('%j can be written', (path) => {
  expect(fixes(path)).toEqual([]);
});

test('a file that is there can be written again', () => {
  writeFileSync(file, '');
  expect(fixes(file)).toEqual([]);
});

test('what cannot be written is told by the option that names it', () => {
  expect(outputProblems('--html', folder)).toEqual([
    { place: '--html', value: folder, fix: 'is a folder; name a file in it' },
  ]);
  expect(fixes(join(folder, 'no', 'page.html'))).toEqual([`there is no folder ${join(folder, 'no')}`]);
  writeFileSync(file, '');
  expect(fixes(join(file, 'page.html'))).toEqual([`there is no folder ${file}`]);
});

test('a file, or the folder of a new one, that is closed is told before anything is written', () => {
  // Nothing is closed to root, who runs the tests in containers.
  const closed = Object.assign(new Error('closed'), { code: 'EACCES' });
  const access = jest.spyOn(fs, 'accessSync').mockImplementation(() => {
    throw closed;
  });
  writeFileSync(file, '');
  expect(fixes(file)).toEqual(['cannot be written (EACCES); name another file']);
  expect(fixes(join(folder, 'new.html'))).toHaveLength(1);
  expect(access.mock.calls.map(([path]) => path)).toEqual([file, folder]);
  access.mockRestore();
});
