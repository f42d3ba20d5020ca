import { Command, InvalidArgumentError, Option } from 'commander';
import { asCommandLine } from '../../config/command-line';
import { RepeatableOption } from '../../config/repeatable-option';

function count(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Write a number.');
  return Number(text);
}

/** What a program tells, and what became of it. */
interface Told {
  readonly lines: readonly string[];
  readonly ended: number | undefined;
  readonly ran: boolean;
}

/** Has a program with an action, or with a subcommand that has one, read arguments. */
async function told(program: Command, args: readonly string[]): Promise<Told> {
  const lines: string[] = [];
  let ran = false;
  const action = (): void => {
    ran = true;
  };
  const [leaf = program] = program.commands;
  leaf.action(action);
  for (const command of [program, ...program.commands]) {
    command.configureOutput({ writeErr: (text) => lines.push(...text.trimEnd().split('\n')) });
  }
  let ended: number | undefined;
  const exit = jest.spyOn(process, 'exit').mockImplementation((code) => {
    ended = Number(code);
    throw new Error('ended');
  });
  await asCommandLine(program)
    .parseAsync(args, { from: 'user' })
    .catch((error: unknown) => {
      if (ended === undefined) throw error;
    });
  exit.mockRestore();
  return { lines, ended, ran };
}

const options = (command: Command): Command =>
  command
    .requiredOption('--hub <name>', 'hub')
    .requiredOption('--out <folder>', 'folder')
    .option('--days <number>', 'days', count)
    .option('--minutes <number>', 'minutes', count, 15)
    .option('--only <names...>', 'some')
    .addOption(new RepeatableOption('--user <name>', 'user'))
    .option('--sum <number>', 'added up', (value: string, before: number) => before + count(value), 0)
    .addOption(new Option('--format <name>', 'format').choices(['csv', 'json']))
    .addOption(new Option('--quiet', 'nothing').conflicts('json'))
    .option('--json', 'as JSON')
    .allowExcessArguments(false);

const leaf = (): Command => options(new Command('leaf'));
const parent = (): Command =>
  new Command('parent').addCommand(options(new Command('show').argument('<slug>')));
const GOOD = ['--hub', 'a', '--out', 'x'];
const tooMany = (got: number): string => `error: too many arguments. Expected 0 arguments but got ${got}.`;

test.each<[what: string, args: readonly string[], lines: readonly string[]]>([
  [
    'values, a missing option, an unknown one and options that exclude each other',
    ['--days', 'x', '--hub', 'a', '--minutes=y', '--format', 'xml', '--bogus', '--quiet', '--json'],
    [
      "error: option '--days <number>' argument 'x' is invalid. Write a number.",
      "error: option '--minutes <number>' argument 'y' is invalid. Write a number.",
      "error: option '--format <name>' argument 'xml' is invalid. Allowed choices are csv, json.",
      "error: required option '--out <folder>' not specified",
      "error: option '--quiet' cannot be used with option '--json'",
      "error: unknown option '--bogus'",
    ],
  ],
  [
    'every unknown option, whose values are no arguments too many',
    [...GOOD, '--no-such', '1', '--other=2', '-x'],
    ["error: unknown option '--no-such'", "error: unknown option '--other=2'", "error: unknown option '-x'"],
  ],
  [
    'an unknown option that resembles one',
    [...GOOD, '--jsn', '--formt'],
    [
      "error: unknown option '--jsn'",
      '(Did you mean --json?)',
      "error: unknown option '--formt'",
      '(Did you mean --format?)',
    ],
  ],
  [
    'all missing options in one line',
    [],
    ["error: required options '--hub <name>', '--out <folder>' not specified"],
  ],
  [
    'options without a value, which do not take the next option for one',
    ['--hub', '--json', '--out', '--days', '3', '--minutes'],
    [
      "error: option '--hub <name>' argument missing",
      "error: option '--out <folder>' argument missing",
      "error: option '--minutes <number>' argument missing",
    ],
  ],
  [
    'an option before what is no option any more',
    ['--hub', 'a', '--out', '--'],
    ["error: option '--out <folder>' argument missing"],
  ],
  [
    'two values of one option, whatever its parser makes of the one before',
    ['--hub', 'a', '--out', 'x', '--hub=b', '--days', '1', '--days', '2', '--sum', '1', '--sum', '2'],
    [
      "error: option '--hub <name>' is given twice, with 'a' and 'b'",
      "error: option '--days <number>' is given twice, with '1' and '2'",
      "error: option '--sum <number>' is given twice, with '1' and '2'",
    ],
  ],
  [
    'arguments too many, beside a value that is none',
    [...GOOD, '--days', 'x', 'y', 'z'],
    ["error: option '--days <number>' argument 'x' is invalid. Write a number.", tooMany(2)],
  ],
  ['what looks like an option, behind --', [...GOOD, '--', '--hub', '--bogus'], [tooMany(2)]],
])('%s', async (_, args, lines) => {
  expect(await told(leaf(), args)).toEqual({ lines, ended: 2, ran: false });
});

test.each<[what: string, args: readonly string[]]>([
  ['one value each', GOOD],
  ['the same value twice', [...GOOD, '--hub', 'a']],
  ['values of an option that takes several', [...GOOD, '--only', 'a', 'b', '--only', 'c']],
  ['a repeatable option', [...GOOD, '--user', 'a', '--user=b']],
  ['a value that begins with a dash', ['--hub', '-a', '--out=--json']],
  ['an option behind one that takes several', ['--only', 'a', ...GOOD]],
])('nothing is wrong with %s', async (_, args) => {
  expect(await told(leaf(), args)).toEqual({ lines: [], ended: undefined, ran: true });
});

test('of a subcommand, too, with its arguments', async () => {
  const lines = [
    "error: option '--days <number>' argument 'x' is invalid. Write a number.",
    "error: required options '--hub <name>', '--out <folder>' not specified",
    "error: unknown option '--bogus'",
    "error: missing required argument 'slug'",
  ];
  expect(await told(parent(), ['show', '--bogus', '--days', 'x'])).toEqual({ lines, ended: 2, ran: false });
});

test('a command that there is not, or an option before it, ends at once: the rest depends on it', async () => {
  const [none, before] = [
    await told(parent(), ['shw', '--days', 'x']),
    await told(parent(), ['--bogus', '--other']),
  ];
  expect(none).toEqual({
    lines: ["error: unknown command 'shw'", '(Did you mean show?)'],
    ended: 2,
    ran: false,
  });
  expect(before).toEqual({ lines: ["error: unknown option '--bogus'"], ended: 2, ran: false });
});

test('--help is shown whatever else is wrong', async () => {
  const program = leaf().configureOutput({ writeOut: () => undefined });
  expect(await told(program, ['--days', 'x', '--out', '--help'])).toEqual({
    lines: [],
    ended: 0,
    ran: false,
  });
});

test('a program without an action ends before parse returns, and ends at once for what it finds later', () => {
  const lines: string[] = [];
  const exit = jest.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`ended with ${String(code)}`);
  });
  const program = asCommandLine(leaf().configureOutput({ writeErr: (text) => lines.push(text) }));
  expect(() => program.parse(['--days', 'x'], { from: 'user' })).toThrow('ended with 2');
  expect(lines.splice(0).join('').split('\n')).toHaveLength(3);

  // What was wrong the last time is forgotten.
  expect(program.parse(GOOD, { from: 'user' }).opts()).toMatchObject({ hub: 'a', out: 'x', minutes: 15 });
  expect(() => program.error('error: give --days or --minutes')).toThrow('ended with 2');
  expect(lines).toEqual(['error: give --days or --minutes\n']);
  exit.mockRestore();
});

test('a repeatable option has all of its values, and says so in the help', () => {
  const program = asCommandLine(leaf());
  const users = (args: readonly string[]): unknown => program.parse(args, { from: 'user' }).opts()['user'];
  expect(users(GOOD)).toBeUndefined();
  expect(users([...GOOD, '--user', 'a', '--user=b', '--user', 'a'])).toEqual(['a', 'b', 'a']);
  expect(program.helpInformation()).toContain('user; may be repeated');
});

test('an error that is not about a value is raised', async () => {
  const program = new Command().option('--days <number>', 'days', () => {
    throw new TypeError('a defect');
  });
  await expect(told(program, ['--days', '1'])).rejects.toThrow('a defect');
});
