import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT, type Run } from '../fixtures/commands';

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'start-'));
  symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
  write('tsconfig.json', readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'));
  write('package.json', '{}');
  mkdirSync(join(project, 'bin'));
  copyFileSync(join(ROOT, 'bin', 'start.js'), join(project, 'bin', 'start.js'));
  write(
    'bin/greet.ts',
    `import { greeting } from '../lib/greeting/greeting';\n\nconsole.log(greeting(process.argv.slice(1)));\n`,
  );
  greets('Hello');
});

afterEach(() => {
  rmSync(project, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), text);
}

function greets(word: string): void {
  write(
    'lib/greeting/greeting.ts',
    `export function greeting(names: readonly string[]): string {\n  return ['${word}', ...names].join(' ');\n}\n`,
  );
}

function start(...args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/start.js', ...args], {
    cwd: project,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function output(): string {
  const { status, stdout, stderr } = start('bin/greet.ts');
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split(' ')[0] ?? '';
}

const kept = (): string => join(project, '.cache', 'programs', 'bin-greet.ts.js');

test('a program gets its arguments, as from tsx, and is kept', () => {
  const greeting = `Hello ${join(project, 'bin', 'greet.ts')} acme acme-eu\n`;
  expect(start('bin/greet.ts', 'acme', 'acme-eu')).toEqual({ status: 0, stdout: greeting, stderr: '' });
  const { mtimeMs } = statSync(kept());
  expect(start('bin/greet.ts', 'acme', 'acme-eu').stdout).toBe(greeting);
  expect(statSync(kept()).mtimeMs).toBe(mtimeMs);
  expect(readdirSync(dirname(kept()))).toEqual(['bin-greet.ts.js']);
});

test('a change runs, also one that leaves size and time as they were', () => {
  const file = join(project, 'lib/greeting/greeting.ts');
  const time = new Date('2026-01-01');
  utimesSync(file, time, time);
  expect(output()).toBe('Hello');
  const { size } = statSync(file);
  greets('Howdy');
  utimesSync(file, time, time);
  expect([statSync(file).size, statSync(file).mtimeMs]).toEqual([size, time.getTime()]);
  expect(output()).toBe('Howdy');
});

test('what decides how sources are read counts, too: a package.json that is added', () => {
  expect(output()).toBe('Hello');
  const before = readFileSync(kept(), 'utf8');
  write('lib/greeting/package.json', '{"type": "module"}');
  expect(output()).toBe('Hello');
  expect(readFileSync(kept(), 'utf8')).not.toBe(before);
});

test('a file that is gone is missed', () => {
  expect(output()).toBe('Hello');
  rmSync(join(project, 'lib/greeting/greeting.ts'));
  const { status, stderr } = start('bin/greet.ts');
  expect(status).toBe(1);
  expect(stderr).toContain('bin/greet.ts:1:25: ERROR: Could not resolve "../lib/greeting/greeting"');
});

test('what was cut off is made again', () => {
  expect(output()).toBe('Hello');
  truncateSync(kept(), 40);
  expect(output()).toBe('Hello');
  writeFileSync(kept(), '');
  expect(output()).toBe('Hello');
});

test('a module knows where it is', () => {
  write(
    'lib/greeting/greeting.ts',
    `import about from './about.json';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
export const greeting = (): string =>
  [about.text, readFileSync(join(__dirname, 'beside.txt'), 'utf8'), __filename].join(' ');
`,
  );
  write('lib/greeting/about.json', '{"text": "JSON"}');
  write('lib/greeting/beside.txt', 'beside');
  const lines = `JSON beside ${join(project, 'lib/greeting/greeting.ts')}\n`;
  expect(start('bin/greet.ts')).toEqual({ status: 0, stdout: lines, stderr: '' });
  write('lib/greeting/about.json', '{"text": "Json"}');
  expect(start('bin/greet.ts').stdout).toMatch(/^Json /);
});

test('packages are loaded as they are, and ES modules among them', () => {
  write(
    'lib/greeting/greeting.ts',
    `import { z } from 'zod';
export const greeting = (): string => z.string().parse('zod');
void import('execa').then(({ execa }) => console.log(typeof execa));
`,
  );
  expect(start('bin/greet.ts')).toEqual({ status: 0, stdout: 'zod\nfunction\n', stderr: '' });
});

test('an error names the line of the source, on the first start and on the next', () => {
  write(
    'lib/greeting/greeting.ts',
    `interface Never {\n  readonly name: string;\n}\n\nexport function greeting(): string {\n  throw new Error('a mistake');\n}\nexport type { Never };\n`,
  );
  const [first, next] = [start('bin/greet.ts'), start('bin/greet.ts')];
  expect([first.status, next.status]).toEqual([1, 1]);
  for (const { stderr } of [first, next]) {
    expect(stderr).toMatch(/Error: a mistake\n +at greeting \([^\n]*\/lib\/greeting\/greeting\.ts:6:9\)\n/);
    expect(stderr).toMatch(/bin\/greet\.ts:3:13/);
  }
});

test('what cannot be compiled is told with its place, and not kept', () => {
  greets("' +");
  const { status, stderr } = start('bin/greet.ts');
  expect(status).toBe(1);
  expect(stderr).toMatch(/lib\/greeting\/greeting\.ts:2:\d+: ERROR:/);
  expect(existsSync(kept())).toBe(false);
});

test('where nothing can be kept, it starts all the same', () => {
  write('.cache', 'a file where the folder would be');
  expect(output()).toBe('Hello');
});

test('several at once get what they need', async () => {
  const runs = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, ['bin/start.js', 'bin/greet.ts'], {
        cwd: project,
        stdio: 'ignore',
      });
      const [code] = (await once(child, 'close')) as [number];
      return code;
    }),
  );
  expect(runs).toEqual([0, 0, 0, 0]);
  expect(readdirSync(dirname(kept()))).toEqual(['bin-greet.ts.js']);
});

test.each([[[]], [['bin/nobody.ts']]])('no program, no start: %j', (args) => {
  expect(start(...args)).toEqual({
    status: 2,
    stdout: '',
    stderr: 'usage: node bin/start.js PROGRAM.ts [arguments]\n',
  });
});
