import { ConfigurationError, type Problem } from '../../config/errors';
import { FIRST_DEPLOYMENT_CONTEXT } from '../../config/first-deployment';

/** The arguments of `npm run deploy`: those of `cdk deploy`, of which these are read. */
export interface DeployArguments {
  /** Values of `-c KEY=VALUE`. */
  readonly context: Readonly<Record<string, string>>;
  /** Value of `--profile`. */
  readonly profile: string | undefined;
  /** Everything, in the order given; the CDK CLI gets it. */
  readonly all: readonly string[];
}

/** Options under which the context would not decide what is deployed, so that a preflight would be of another thing. */
const OTHER_APPS = ['--app', '-a'];

/**
 * Reads what a deployment is of. Whatever else is given is the CDK CLI's to understand.
 * @throws ConfigurationError with every argument that cannot be used.
 */
export function parseDeployArguments(all: readonly string[]): DeployArguments {
  const problems: Problem[] = [];
  const context: Record<string, string> = {};
  for (const text of valuesOf(all, ['-c', '--context'])) {
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
      fix: 'this command finds out by itself; leave it out',
    });
  }
  if (valuesOf(all, OTHER_APPS).length > 0) {
    problems.push({
      place: '--app',
      fix: 'this command deploys what it synthesizes from the environment; use npx cdk deploy --app for another assembly',
    });
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { context, profile: valuesOf(all, ['--profile']).at(-1), all };
}

/** `-c VALUE`, `-c=VALUE`, `--context VALUE`, `--context=VALUE`; an option at the end has an empty value. */
function valuesOf(args: readonly string[], names: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    if (names.includes(arg)) return [args[index + 1] ?? ''];
    const name = names.find((option) => arg.startsWith(`${option}=`));
    return name === undefined ? [] : [arg.slice(name.length + 1)];
  });
}

function splitOnce(text: string): [string, string?] {
  const at = text.indexOf('=');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Whether an argument names stacks to deploy, so that not all are meant. Patterns have `*` or `?`. */
export function namesStacks(args: readonly string[], stacks: readonly string[]): boolean {
  return args.some((arg) => stacks.includes(arg) || (!arg.startsWith('-') && /^[\w-]*[*?]/.test(arg)));
}
