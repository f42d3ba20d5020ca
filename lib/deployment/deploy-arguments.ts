import { ConfigurationError, type Problem } from '../../config/errors';
import { FIRST_DEPLOYMENT_CONTEXT } from '../../config/first-deployment';
import { outputProblems } from '../../config/output-file';
import { unknownOptions } from './cdk-options';

/** The arguments of `npm run deploy`: its own, and those of `cdk deploy`, of which some are read. */
export interface DeployArguments {
  /** Values of `-c KEY=VALUE`. */
  readonly context: Readonly<Record<string, string>>;
  /** Value of `--profile`. */
  readonly profile: string | undefined;
  /** Folder that is synthesized into. */
  readonly output: string;
  /** Tell what would be deployed, and deploy nothing. */
  readonly dryRun: boolean;
  /** Go on with the other stacks after one has failed. */
  readonly keepGoing: boolean;
  /** File that a summary in Markdown is appended to. */
  readonly summary: string | undefined;
  /** What `cdk synth` gets. */
  readonly forSynth: readonly string[];
  /** What `cdk deploy` gets, in the order given. */
  readonly forDeploy: readonly string[];
}

const OUTPUTS = ['--output', '-o'];
const CONTEXTS = ['-c', '--context'];
const SUMMARIES = ['--summary'];
const FLAGS = { dryRun: '--dry-run', keepGoing: '--keep-going' } as const;

/** Options under which the context would not decide what is deployed, so that a preflight would be of another thing. */
const OTHER_APPS = ['--app', '-a'];

/** Options without a value that the synthesis gets, too. */
const ALSO_FOR_SYNTH = [
  '--verbose',
  '-v',
  '--debug',
  '--trace',
  '--no-color',
  '--no-notices',
  '--no-path-metadata',
  '--no-asset-metadata',
  '--no-version-reporting',
  '--no-lookups',
  '--no-staging',
];

/**
 * Reads what a deployment is of. Whatever else is given is the CDK CLI's to understand, if it is an option of its.
 * @throws ConfigurationError with every argument that cannot be used.
 */
export function parseDeployArguments(all: readonly string[]): DeployArguments {
  const problems: Problem[] = [];
  const context: Record<string, string> = {};
  for (const text of valuesOf(all, CONTEXTS)) {
    const [key, value] = splitOnce(text);
    if (value === undefined) {
      problems.push({
        place: '-c',
        value: text,
        fix: 'write KEY=VALUE, for example -c environment=production',
      });
    } else if (Object.hasOwn(context, key)) {
      problems.push({ place: `-c ${key}`, value, fix: 'is given twice; give it once' });
    } else {
      context[key] = value;
    }
  }
  if (Object.hasOwn(context, FIRST_DEPLOYMENT_CONTEXT)) {
    problems.push({
      place: `-c ${FIRST_DEPLOYMENT_CONTEXT}`,
      fix: 'this command determines that itself; leave it out',
    });
  }
  if (valuesOf(all, OTHER_APPS).length > 0) {
    problems.push({
      place: '--app',
      fix: 'this command deploys what it synthesizes from the environment; use npx cdk deploy --app for another assembly',
    });
  }
  problems.push(...unknownOptions(all, [...SUMMARIES, ...Object.values(FLAGS)]));
  const [output] = fileOf(all, OUTPUTS, 'name a folder, for example --output cdk.out', problems);
  const [summary] = fileOf(all, SUMMARIES, 'name a file, for example --summary summary.md', problems);
  if (problems.length === 0) problems.push(...outputProblems('--summary', summary));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return {
    context,
    profile: valuesOf(all, ['--profile']).at(-1),
    output: output ?? 'cdk.out',
    dryRun: all.includes(FLAGS.dryRun),
    keepGoing: all.includes(FLAGS.keepGoing),
    summary,
    forSynth: [
      ...Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
      ...all.filter((arg) => ALSO_FOR_SYNTH.includes(arg)),
    ],
    forDeploy: without(
      all.filter((arg) => !Object.values<string>(FLAGS).includes(arg)),
      [...CONTEXTS, ...OUTPUTS, ...SUMMARIES],
    ),
  };
}

/** The values of an option that is given once, or not at all. */
function fileOf(
  all: readonly string[],
  names: readonly string[],
  fix: string,
  problems: Problem[],
): readonly string[] {
  const values = valuesOf(all, names);
  const bad = values.length > 1 || values.some((value) => value === '' || value.startsWith('-'));
  if (bad) problems.push({ place: names[0] ?? '', value: values.at(-1), fix });
  return values;
}

/** `-c VALUE`, `-c=VALUE`, `--context VALUE`, `--context=VALUE`; an option at the end has an empty value. */
function valuesOf(args: readonly string[], names: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    if (names.includes(arg)) return [args[index + 1] ?? ''];
    const name = names.find((option) => arg.startsWith(`${option}=`));
    return name === undefined ? [] : [arg.slice(name.length + 1)];
  });
}

/** Leaves options out, with their values. */
function without(args: readonly string[], names: readonly string[]): string[] {
  return args.filter(
    (arg, index) =>
      !names.includes(arg) &&
      !names.includes(args[index - 1] ?? '') &&
      !names.some((option) => arg.startsWith(`${option}=`)),
  );
}

function splitOnce(text: string): [string, string?] {
  const at = text.indexOf('=');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/**
 * Options of `cdk deploy` under which a template alone does not tell whether a stack has to be deployed: then all
 * are handed to it.
 */
const FOR_ALL = [
  '--all',
  '--force',
  '-f',
  '--parameters',
  '--tags',
  '-t',
  '--notification-arns',
  '--outputs-file',
  '-O',
  '--revert-drift',
];

/** Whether the arguments leave open which stacks are deployed: they name none, and ask for no special treatment. */
export function leavesStacksOpen(args: readonly string[], stacks: readonly string[]): boolean {
  return (
    namedStacks(args, stacks).length === 0 &&
    !args.some((arg) => FOR_ALL.some((option) => arg === option || arg.startsWith(`${option}=`)))
  );
}

/** The stacks that arguments name, by themselves or by patterns with `*` or `?`; none where all are meant. */
export function namedStacks(args: readonly string[], stacks: readonly string[]): string[] {
  const patterns = args.filter((arg) => STACK_PATTERN.test(arg)).map(asRegularExpression);
  return stacks.filter((stack) => patterns.some((pattern) => pattern.test(stack)));
}

/**
 * @throws ConfigurationError for every argument that cannot be the value of an option and names no stack. Else a
 * misspelled stack would mean all of them.
 */
export function requireStacks(args: readonly string[], stacks: readonly string[]): void {
  const strays = args.filter((arg, index) => {
    const before = args[index - 1];
    const isValue = before?.startsWith('-') === true && !before.includes('=') && !takesNoValue(before);
    const positional = !arg.startsWith('-') && (!isValue || /[*?]/.test(arg));
    return positional && namedStacks([arg], stacks).length === 0;
  });
  if (strays.length > 0) {
    throw new ConfigurationError(
      strays.map((value) => ({
        place: 'stack',
        value,
        fix: `is not a stack of this deployment; name one, for example ${stacks[0] ?? ''}, or leave it out`,
      })),
    );
  }
}

const STACK_PATTERN = /^[\w*?][\w*?-]*$/;

/** Options of `cdk deploy` that take no value. */
const FLAGS_OF_CDK = [
  ...ALSO_FOR_SYNTH,
  ...['--all', '--asset-prebuild', '--ci', '--exclusively', '-e', '--execute', '--force', '-f', '--hotswap'],
  ...[
    '--hotswap-fallback',
    '--ignore-errors',
    '-j',
    '--json',
    '--logs',
    '--previous-parameters',
    '--revert-drift',
  ],
  ...['--rollback', '-R', '--strict', '--watch'],
];

function takesNoValue(option: string): boolean {
  return option.startsWith('--no-') || FLAGS_OF_CDK.includes(option);
}

function asRegularExpression(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
