/** @jest-environment node */
import { testEmulator } from '../../../tools/local/test-emulator';

interface Check {
  readonly args: readonly string[];
  readonly options: { readonly env: NodeJS.ProcessEnv; readonly extendEnv: boolean };
}

const checks: Check[] = [];
let exitCodes: (number | undefined)[] = [];

jest.mock('execa', () => ({
  execa: (_interpreter: string, args: readonly string[], options: Check['options']) => {
    checks.push({ args, options });
    return Promise.resolve({ exitCode: exitCodes.shift() });
  },
}));
jest.mock('../../../tools/local/python', () => ({ findPython: () => Promise.resolve('python') }));
jest.mock('../../../tools/local/virtual-environment', () => ({
  ensureVirtualEnvironment: () => Promise.resolve('/repository/.venv/bin/python'),
}));

const before = process.env['PYTHONDONTWRITEBYTECODE'];

beforeEach(() => {
  checks.length = 0;
  process.env['PYTHONDONTWRITEBYTECODE'] = '1';
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterEach(() => {
  if (before === undefined) delete process.env['PYTHONDONTWRITEBYTECODE'];
  else process.env['PYTHONDONTWRITEBYTECODE'] = before;
  jest.restoreAllMocks();
});

test('every check may keep what Python compiles, whoever has told it not to', async () => {
  exitCodes = [0, 0, 0, 0];

  await expect(testEmulator('/repository')).resolves.toBe(0);

  expect(checks.map(({ args }) => args[1])).toEqual(['ruff', 'ruff', 'mypy', 'pytest']);
  for (const { options } of checks) {
    expect(options.extendEnv).toBe(false);
    expect(options.env).toHaveProperty('PATH', process.env['PATH']);
    expect(options.env).not.toHaveProperty('PYTHONDONTWRITEBYTECODE');
  }
});

test.each([
  ['fails', 2, 2],
  ['was ended by a signal', undefined, 1],
])('the first that %s is the last', async (_how, exitCode, expected) => {
  exitCodes = [0, exitCode];

  await expect(testEmulator('/repository')).resolves.toBe(expected);
  expect(checks).toHaveLength(2);
});
