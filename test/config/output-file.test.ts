import fs, { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputProblems, requireOutputFile } from '../../config/output-file';

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
  const refuse = (): never => {
    throw Object.assign(new Error('closed'), { code: 'EACCES' });
  };
  const [access, make] = [
    jest.spyOn(fs, 'accessSync').mockImplementation(refuse),
    jest.spyOn(fs, 'mkdtempSync').mockImplementation(refuse),
  ];
  writeFileSync(file, '');
  expect(fixes(file)).toEqual(['cannot be written (EACCES); name another file']);
  expect(fixes(join(folder, 'new.html'))).toEqual(['cannot be written (EACCES); name another file']);
  expect(access.mock.calls.map(([path]) => path)).toEqual([file]);
  expect(make.mock.calls).toEqual([[join(folder, '.room-')]]);
  access.mockRestore();
  make.mockRestore();
});

test('where root may write and nothing can be made is no place either', () => {
  expect(fixes('/proc/page.html')).toEqual([expect.stringMatching(/^cannot be written \(E[A-Z]+\); name/)]);
});

describe('a file whose folder is made', () => {
  const told = (path: string): string | undefined => {
    try {
      requireOutputFile('--out', path);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };

  test('can be written into a folder that is there, or that can be made, which it is not yet', () => {
    expect([told(join(folder, 'a.js')), told(join(folder, 'a', 'b', 'c.js'))]).toEqual([
      undefined,
      undefined,
    ]);
    expect(fs.existsSync(join(folder, 'a'))).toBe(false);
  });

  test('is told where the folder cannot be made, or where it is a folder itself', () => {
    expect(told('/proc/x/a.js')).toMatch(/^--out = "\/proc\/x\/a\.js": cannot be written \(E[A-Z]+\)/);
    expect(told(folder)).toBe(`--out = "${folder}": is a folder; name a file in it`);
  });
});
