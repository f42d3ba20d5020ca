import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { exitCodeAfter, refuseBadArguments } from '../../bin/command-line';
import { addHubCommands } from '../../bin/hub-commands/hub-commands';
import { addPlatformCommands } from '../../bin/platform-commands/platform-commands';
import { ConfigurationError, NameLimitError } from '../../config/errors';

const ROOT = join(__dirname, '..', '..');
const BAD_INPUT = 2;
/** Not run by people: the CDK command runs it, and ends with a code of its own. */
const APP = 'app.ts';
/** Of what `npm run` starts and `data-hub` is made of. */
const NO_COMMANDS = ['command-line.ts'];

function run(file: string, options: readonly string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', join('bin', file), ...options], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
  });
}

const COMMANDS = readdirSync(join(ROOT, 'bin')).filter(
  (file) => file.endsWith('.ts') && file !== APP && !NO_COMMANDS.includes(file),
);
const ACME = ['--environment', 'dev', '--organization', 'acme'];
const noHub = (...options: readonly string[]): string[] => ['list', ...options];

describe.each(COMMANDS)('%s', (file) => {
  test('ends with 2 for an option that there is not, in one line that names it', () => {
    const { status, stdout, stderr } = run(file, ['--no-such-option']);
    expect([status, stdout]).toEqual([BAD_INPUT, '']);
    expect(stderr).toMatch(/^error: unknown option '--no-such-option'\n$/);
  }, 60_000);
});

test.each<[string, string, string[]]>([
  ['an argument too many', 'bench.ts', ['1']],
  ['a value that is none', 'bench.ts', ['--organizations', '0']],
  ['an argument too many', 'bundle-hub.ts', ['x']],
  ['a value that is none', 'local.ts', ['--port', '70000']],
  ['a value that is none', 'mutate.ts', ['--workers', '0']],
  ['arguments too many', 'page-screenshots.ts', ['a', 'b']],
  ['a missing value', 'prove.ts', ['--html']],
  ['a value that is none', 'simulate.ts', ['--days', 'many']],
  ['an argument too many', 'test-emulator.ts', ['x']],
  ['an argument too many', 'write-schema.ts', ['x']],
  ['no command', 'data-hub.ts', []],
  ['a command that there is not', 'data-hub.ts', ['enrol']],
  ['a subcommand that there is not', 'data-hub.ts', ['secret', 'show']],
  ['an environment that cannot be', 'data-hub.ts', noHub('--environment', 'DEV', '--organization', 'acme')],
  [
    'an environment that is not there',
    'data-hub.ts',
    noHub('--environment', 'prod', '--organization', 'acme'),
  ],
  [
    'an organization that is not there',
    'data-hub.ts',
    noHub('--environment', 'dev', '--organization', 'newco'),
  ],
  ['a slug that cannot be', 'data-hub.ts', ['csr', '--hub', 'berlin-1', '--organization', 'Acme']],
  ['a hub.json that is not there', 'data-hub.ts', ['doctor', '--config', '/nowhere/hub.json']],
  ['an option that is given without another', 'data-hub.ts', ['secret', 'put', ...ACME, '--name', 'x']],
])(
  '%s ends %s with 2: %j',
  (_, file, options) => {
    const { status, stdout, stderr } = run(file, options);
    expect([status, stdout]).toEqual([BAD_INPUT, '']);
    expect(stderr).not.toMatch(/\n {4}at /);
  },
  60_000,
);

test.each(COMMANDS)(
  '%s --help ends with 0, and tells the exit codes',
  (file) => {
    const { status, stdout } = run(file, ['--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/Exit codes: 0 [^]*\b2 (?:bad|could not)/);
  },
  60_000,
);

/** Every command below another, by its words. */
function below(parent: Command, words: readonly string[] = []): [string, Command][] {
  return parent.commands.flatMap((command) => {
    const named = [...words, command.name()];
    return [[named.join(' '), command] as [string, Command], ...below(command, named)];
  });
}

describe('every subcommand of data-hub', () => {
  const program = new Command('data-hub');
  addHubCommands(program);
  addPlatformCommands(program);

  test.each(below(refuseBadArguments(program)))('%s ends with 2 for an unknown option', (words, command) => {
    const exit = jest.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${String(code)}`);
    });
    command.configureOutput({ writeErr: () => undefined });
    try {
      expect(() => program.parse([...words.split(' '), '--no-such-option'], { from: 'user' })).toThrow(
        'exit 2',
      );
    } finally {
      exit.mockRestore();
    }
  });
});

test('what a person wrote is told from what failed', () => {
  expect(exitCodeAfter(new ConfigurationError([]))).toBe(BAD_INPUT);
  expect(exitCodeAfter(new NameLimitError('too long'))).toBe(1);
  expect(exitCodeAfter(new Error('a defect'))).toBe(1);
});
