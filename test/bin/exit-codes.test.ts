import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { asCommandLine } from '../../config/command-line';
import { addHubCommands } from '../../packages/data-hub/bin/hub-commands';
import { organizationsProgram } from '../../bin/organization-commands/organizations-program';
import { addPlatformCommands } from '../../bin/platform-commands/platform-commands';
import { commandLine, endsOf, Program, ROOT, type Run } from '../fixtures/commands';

const BAD_INPUT = 2;
/** Not run by people: the CDK command runs it, and ends with a code of its own. */
const APP = 'app.ts';
/** Without these, a command says what is missing first. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'break-glass.ts': ['--environment', 'dev', '--organization', 'acme', '--reason', 'x', '--out', 'x'],
  'capacity.ts': ['--environment', 'dev'],
  'deployment-role.ts': ['--environment', 'dev'],
  'drift.ts': ['--environment', 'dev'],
  'guardrails.ts': ['--environment', 'dev'],
  'preflight.ts': ['--environment', 'dev'],
};
/** Passes on what it does not know to the CDK command; its own arguments are tested in deploy.test.ts. */
const PASSES_ON = 'deploy.ts';

/** Where AWS cannot be reached. */
const ENVIRONMENT = { ...process.env, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };

function run(file: string, options: readonly string[]): Promise<Run> {
  return Program.start(commandLine(file, options), ENVIRONMENT).ended();
}

const COMMANDS = readdirSync(join(ROOT, 'bin')).filter((file) => file.endsWith('.ts') && file !== APP);
const ACME = ['--environment', 'dev', '--organization', 'acme'];

test('every command ends with 2 for an option that there is not, in one line that names it', async () => {
  const refusing = COMMANDS.filter((file) => file !== PASSES_ON);
  const runs = await Promise.all(
    refusing.map(
      async (file) => [file, await run(file, [...(REQUIRED[file] ?? []), '--no-such-option'])] as const,
    ),
  );
  expect(runs).toEqual(
    refusing.map((file) => [
      file,
      { status: BAD_INPUT, stdout: '', stderr: "error: unknown option '--no-such-option'\n" },
    ]),
  );
}, 120_000);

const IN_AN_EMERGENCY = [
  ...['--environment', 'regulated', '--organization', 'acme', '--person', 'ann', '--minutes', '15', '--yes'],
  ...['--reason', 'a pipeline wrote nonsense'],
];
const BAD_ARGUMENTS: readonly (readonly [what: string, file: string, options: readonly string[]])[] = [
  ['a value that is none', 'bench.ts', ['--organizations', '0']],
  ['an argument too many', 'bundle-hub.ts', ['x']],
  ['a value that is none', 'capacity.ts', ['--environment', 'dev', '--organizations', '-1']],
  ['a value that is none', 'local.ts', ['--port', '70000']],
  ['a value that is none', 'mutate.ts', ['--workers', '0']],
  ['arguments too many', 'page-screenshots.ts', ['a', 'b']],
  ['a missing value', 'prove.ts', ['--html']],
  ['a value that is none', 'simulate.ts', ['--days', 'many']],
  ['no command', 'data-hub.ts', []],
  ['a command that there is not', 'data-hub.ts', ['enrol']],
  ['a subcommand that there is not', 'data-hub.ts', ['secret', 'show']],
  ['no command', 'organizations.ts', []],
  ['no slug', 'organizations.ts', ['add', '--environment', 'dev']],
  [
    'options that exclude each other',
    'guardrails.ts',
    ['--environment', 'dev', '--out', 'x', '--check', 'y'],
  ],
  ['a missing option', 'data-hub.ts', ['secret', 'put', ...ACME, '--name', 'x']],
  [
    'an environment that cannot be',
    'data-hub.ts',
    ['list', '--environment', 'DEV', '--organization', 'acme'],
  ],
  ['no such environment', 'data-hub.ts', ['list', '--environment', 'prod', '--organization', 'acme']],
  ['no such organization', 'data-hub.ts', ['list', '--environment', 'dev', '--organization', 'newco']],
  ['a slug that cannot be', 'data-hub.ts', ['csr', '--hub', 'berlin-1', '--organization', 'Acme']],
  ['no such hub.json', 'data-hub.ts', ['doctor', '--config', '/nowhere/hub.json']],
  ['no such environment', 'organizations.ts', ['show', 'acme', '--environment', 'prod']],
  ['no such organization', 'organizations.ts', ['show', 'newco', '--environment', 'dev']],
  // Where root may write and nothing can be made: trying it with `recursive` never ends.
  ['no place for files', 'bundle-hub.ts', ['--out', '/proc/x/data-hub.js']],
  ['no place for files', 'guardrails.ts', ['--environment', 'dev', '--out', '/proc/x']],
  ['no place for files', 'package-hub.ts', ['--out', '/proc/x']],
  ['no place for files', 'page-screenshots.ts', ['/proc/x']],
  ['no place for files', 'release-files.ts', ['--out', '/proc/x']],
  ['a file in place of a folder', 'release-files.ts', ['--out', '/dev/null']],
  ['no place for files', 'simulate.ts', ['--svg', '/proc/x/fleet.svg']],
  [
    'no place for credentials, before anybody is alarmed',
    'break-glass.ts',
    [...IN_AN_EMERGENCY, '--out', '/proc/x/credentials'],
  ],
  ['a file that is there, and empty', 'break-glass.ts', [...IN_AN_EMERGENCY, '--out', '/dev/null']],
];

let refusals: Run[], helps: Run[];
beforeAll(async () => {
  // Every command is loaded once for both.
  const refused = BAD_ARGUMENTS.map(([, file, options]) => [file, ...options] as const);
  const runs = await endsOf([...refused, ...COMMANDS.map((file) => [file, '--help'] as const)], ENVIRONMENT);
  refusals = runs.slice(0, refused.length);
  helps = runs.slice(refused.length);
}, 120_000);

test('every kind of bad argument ends with 2, without a stack trace', () => {
  expect(
    refusals.map(({ status, stdout, stderr }, index) => {
      const [what, file] = BAD_ARGUMENTS[index] ?? [];
      return { what, file, status, stdout, told: stderr !== '', trace: /\n {4}at /.test(stderr) };
    }),
  ).toEqual(
    BAD_ARGUMENTS.map(([what, file]) => ({
      what,
      file,
      status: BAD_INPUT,
      stdout: '',
      told: true,
      trace: false,
    })),
  );
});

/** Of commands that find more than one thing wrong: what each line of what they say begins with. */
const SEVERAL: readonly (readonly [file: string, options: readonly string[], lines: readonly RegExp[]])[] = [
  [
    'capacity.ts',
    ['--organizations', 'x', '--bogus', '3', '--other'],
    [
      /^error: option '--organizations <number>' argument 'x' is invalid/,
      /^error: required option '--environment <name>' not/,
      /^error: unknown option '--bogus'/,
      /^error: unknown option '--other'/,
    ],
  ],
  [
    'data-hub.ts',
    ['revoke', '--environment', 'dev', '--organization', '--hub', 'berlin-1', '--hub', 'berlin-2'],
    [
      /^error: option '--organization <slug>' argument missing/,
      /^error: option '--hub <name>' is given twice, with 'berlin-1' and 'berlin-2'/,
    ],
  ],
  [
    'data-hub.ts',
    ['enroll', '--environment', 'dev'],
    [
      /^error: required options '--organization <slug>', '--hub <name>', '--csr <file>', '--out <folder>' not/,
    ],
  ],
  [
    'break-glass.ts',
    ['--environment', 'regulated', '--organization', 'no', '--reason', '?', '--out', 'x', '--minutes', '0'],
    [
      /^--organization = "no": environment regulated has no such organization/,
      /^break-glass: write exactly one of --person/,
      /^--reason = "\?": write 1 to 256/,
      /^--minutes = 0: write 15 to/,
      /^--out = "x": is inside the repository/,
    ],
  ],
];

test('all that is wrong is told at once', async () => {
  const runs = await endsOf(
    SEVERAL.map(([file, options]) => [file, ...options] as const),
    ENVIRONMENT,
  );
  expect(runs.map(({ status, stderr }) => [status, stderr.trim().split('\n')])).toEqual(
    SEVERAL.map(([, , lines]) => [BAD_INPUT, lines.map((line) => expect.stringMatching(line) as string)]),
  );
});

/** What `--help` has to tell. */
const EXIT_CODES = /Exit codes: 0 [^]*\b2 (?:bad|could not)/;

test('every --help ends with 0, and tells the exit codes', () => {
  expect(helps.map((told, index) => [COMMANDS[index], told])).toEqual(
    COMMANDS.map((file) => [
      file,
      { status: 0, stdout: expect.stringMatching(EXIT_CODES) as string, stderr: '' },
    ]),
  );
});

test('no --help shows a default as programs write it', () => {
  expect(helps.filter(({ stdout }) => /default:\s+(?:\[|false\b|true\b)/.test(stdout))).toEqual([]);
});

test('npm run starts a command as one compiled file, which comes to the same', async () => {
  const compiled = [process.execPath, 'bin/start.js', 'bin/data-hub.ts', '--help'] as const;
  expect(await Program.start(compiled, ENVIRONMENT).ended()).toEqual(await run('data-hub.ts', ['--help']));
}, 60_000);

/** Every command below another, by its words. */
function below(parent: Command, words: readonly string[] = []): [string, Command][] {
  return parent.commands.flatMap((command) => {
    const named = [...words, command.name()];
    return [[named.join(' '), command] as [string, Command], ...below(command, named)];
  });
}

describe('every subcommand', () => {
  const dataHub = new Command('data-hub');
  addHubCommands(dataHub);
  addPlatformCommands(dataHub);
  const organizations = organizationsProgram(join(ROOT, 'environments'));
  const all = [asCommandLine(dataHub), organizations].flatMap((program) =>
    below(program).map(([words, command]) => [words, command, program] as const),
  );

  test.each(all)('%s ends with 2 for an unknown option', (words, command, program) => {
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
