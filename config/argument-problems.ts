import type { Command, Option } from 'commander';
import { RepeatableOption } from './repeatable-option';

/** What Commander does for the first unknown option only, and its types keep to themselves. */
interface TellsUnknown {
  unknownOption: (flag: string) => void;
}

/** Not among a command's options: Commander adds it by itself. */
const HELP = ['-h', '--help'];
/** Codes of Commander's errors: https://github.com/tj/commander.js/blob/v14.0.3/lib/command.js */
const MISSING = 'commander.missingMandatoryOptionValue';
const UNKNOWN = 'commander.unknownOption';
const SURPLUS = 'commander.excessArguments';

/**
 * Has a program, and its subcommands, tell everything that is wrong with their arguments, a line each, before they end.
 * Commander ends at the first. Nothing of the program runs in between: it ends before its action, or, where it has
 * none, before `parse` returns.
 */
export function tellEveryProblem(program: Command): void {
  const problems = new ArgumentProblems();
  problems.collectFrom(program);
  const parse = program.parse.bind(program);
  const parseAsync = program.parseAsync.bind(program);
  const whole: Pick<Command, 'parse' | 'parseAsync'> = {
    parse: (...args) => {
      problems.begin();
      parse(...args);
      problems.endIfFound();
      return program;
    },
    parseAsync: async (...args) => {
      problems.begin();
      await parseAsync(...args);
      problems.endIfFound();
      return program;
    },
  };
  Object.assign(program, whole);
  program.hook('preAction', () => {
    problems.endIfFound();
  });
}

class ArgumentProblems {
  private readonly found = new Set<string>();
  private end: Command['error'] | undefined;
  /** Whether arguments are being read: what a program finds wrong later ends it at once. */
  private reads = false;
  private unknown = false;

  begin(): void {
    this.found.clear();
    this.reads = true;
    this.unknown = false;
  }

  endIfFound(): void {
    this.reads = false;
    if (this.found.size > 0) this.end?.([...this.found].join('\n'));
  }

  collectFrom(command: Command): void {
    for (const subcommand of command.commands) this.collectFrom(subcommand);
    // Which command is meant decides what is wrong with the rest.
    if (command.commands.length > 0) return;
    const end = command.error.bind(command);
    const options = new GivenOptions(command);
    const findings: Pick<Command, 'error' | 'parseOptions'> = {
      error: ((message, details) => {
        if (!this.reads) return end(message, details);
        this.end = end;
        this.add(message, details?.code, command, options);
      }) as Command['error'],
      parseOptions: options.checkedBefore(command.parseOptions.bind(command)),
    };
    Object.assign(command, findings);
    for (const option of command.options) goOnAfterBadValue(option, command);
  }

  private add(message: string, code: string | undefined, command: Command, given: GivenOptions): void {
    if (code === MISSING) {
      const missing = missingOptions(command, given.withoutValue);
      if (missing.length > 0) this.found.add(toldAsMissing(missing));
      return;
    }
    // What follows an unknown option may be its value.
    if (code === SURPLUS && this.unknown) return;
    this.found.add(message);
    if (code === UNKNOWN && !this.unknown) this.addUnknown(command as Command & TellsUnknown);
  }

  private addUnknown(command: Command & TellsUnknown): void {
    this.unknown = true;
    const unknown = optionsIn(command.args);
    command.args = command.args.filter((arg) => !unknown.includes(arg));
    for (const flag of unknown) command.unknownOption(flag);
  }
}

function missingOptions(command: Command, withoutValue: ReadonlySet<Option>): Option[] {
  return command.options.filter(
    (option) =>
      option.mandatory &&
      command.getOptionValue(option.attributeName()) === undefined &&
      !withoutValue.has(option),
  );
}

/** All of them in one line. */
function toldAsMissing(missing: readonly Option[]): string {
  const flags = missing.map((option) => `'${option.flags}'`).join(', ');
  return `error: required option${missing.length === 1 ? '' : 's'} ${flags} not specified`;
}

/** What Commander did not know, up to where it stops looking for options. */
function optionsIn(args: readonly string[]): string[] {
  return args.slice(0, endOfOptions(args)).filter((arg) => /^-\D/.test(arg));
}

function endOfOptions(args: readonly string[]): number {
  const at = args.indexOf('--');
  return at < 0 ? args.length : at;
}

/** Options that take a value, as somebody wrote them; Commander takes more than is meant. */
class GivenOptions {
  /** Told already. */
  readonly withoutValue = new Set<Option>();
  private readonly single: readonly Option[];

  constructor(private readonly command: Command) {
    this.single = command.options.filter(
      (option) => !option.variadic && !(option instanceof RepeatableOption),
    );
  }

  checkedBefore(parseOptions: Command['parseOptions']): Command['parseOptions'] {
    return (args) => parseOptions(this.usable(args));
  }

  /**
   * Leaves out options without a value, and tells them: Commander takes the next option for it, and `--out --json`
   * would write into a folder `--json`. Tells options that are given two values, of which Commander takes the last:
   * with `revoke --hub a --hub b` somebody may think that both are revoked.
   */
  private usable(args: readonly string[]): string[] {
    this.withoutValue.clear();
    const values = new Map<Option, string>();
    const usable: string[] = [];
    const end = endOfOptions(args);
    for (let index = 0; index < end; index += 1) {
      const arg = args[index] ?? '';
      const equals = arg.startsWith('--') ? arg.indexOf('=') : -1;
      const option = this.find(equals < 0 ? arg : arg.slice(0, equals));
      if (option?.required !== true) {
        usable.push(arg);
        continue;
      }
      const value = equals < 0 ? args[index + 1] : arg.slice(equals + 1);
      if (equals < 0 && (value === undefined || index + 1 === end || this.isOption(value))) {
        this.withoutValue.add(option);
        this.command.error(`error: option '${option.flags}' argument missing`);
        continue;
      }
      usable.push(...args.slice(index, equals < 0 ? index + 2 : index + 1));
      if (equals < 0) index += 1;
      this.remember(option, value ?? '', values);
    }
    return [...usable, ...args.slice(end)];
  }

  private remember(option: Option, value: string, values: Map<Option, string>): void {
    const before = values.get(option);
    values.set(option, value);
    if (before === undefined || before === value || !this.single.includes(option)) return;
    this.command.error(`error: option '${option.flags}' is given twice, with '${before}' and '${value}'`);
  }

  private isOption(text: string): boolean {
    return HELP.includes(text) || this.find(text) !== undefined;
  }

  private find(flag: string): Option | undefined {
    return this.command.options.find(({ long, short }) => long === flag || short === flag);
  }
}

/** Has an option that does not take its value say so as Commander would, and the next one be read. */
function goOnAfterBadValue(option: Option, command: Command): void {
  const parse = option.parseArg?.bind(option);
  if (parse === undefined) return;
  option.parseArg = <T>(value: string, previous: T): T => {
    try {
      return parse(value, previous);
    } catch (error) {
      if (!isInvalidArgument(error)) throw error;
      command.error(`error: option '${option.flags}' argument '${value}' is invalid. ${error.message}`);
      return value as T;
    }
  };
}

function isInvalidArgument(error: unknown): error is Error {
  return (error as { code?: unknown }).code === 'commander.invalidArgument';
}
