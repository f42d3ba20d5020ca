import { join, resolve } from 'node:path';
import { outliveClosedOutput, tellAndEndWith } from '../config/command-line';
import { PlatformError } from '../config/errors';
import { everyProblem, refuse } from '../config/every-problem';
import { whenInterrupted } from '../config/interruption';
import { Naming } from '../config/naming';
import { temporaryFolderProblems } from '../config/output-folder';
import { selectFromContext, type Selection } from '../config/selection';
import { parseDeployArguments, requireStacks } from '../lib/deployment/deploy-arguments';
import { selectedStacks } from '../lib/preflight/checks/stack-states';
import { PREFLIGHT_EXIT_CODES, preflightText } from '../lib/preflight/report';
import { withProgressLines } from './terminal/progress-lines';

const REPOSITORY = join(__dirname, '..');
const EXIT_CODES = { failure: 1, badArguments: 2 } as const;

const HELP = [
  'Usage: npm run deploy -- [-c environment=NAME] [-c organization=SLUG] [options] [options of cdk deploy]',
  '',
  'Runs the preflight, and if it finds nothing wrong, synthesizes and deploys the stacks that differ from their',
  'templates: the shared one first. A stack that could not be created, or was not approved, blocks nothing: the same',
  'command can be run again.',
  '',
  'Without -c environment, the environment is local. Stacks may be named; --force deploys all.',
  '',
  'Options:',
  '  --dry-run        say which stacks would be deployed and why; deploy none',
  '  --keep-going     after a stack has failed, deploy the others (not if it is the shared one)',
  '  --summary FILE   append a summary in Markdown, for example to $GITHUB_STEP_SUMMARY',
  '  --concurrency N  deploy this many stacks at once; like all other options, one of cdk deploy',
  '',
  'Exit codes: 0 deployed, or nothing to deploy; 1 not deployed (the last lines say why); 2 bad arguments, or the',
  'preflight could not check; 130 stopped, for example by Ctrl-C (the last lines say what was deployed).',
  '',
  'Examples:',
  '  npm run deploy -- -c environment=production',
  '  npm run deploy -- -c environment=production --dry-run',
  '  npm run deploy -- -c environment=production -c organization=newco',
  '  npm run deploy -- -c environment=production --require-approval never     in CI, after a review of the diff',
].join('\n');

outliveClosedOutput();
main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
}, tellAndEndWith(EXIT_CODES.failure));

async function main(argv: readonly string[]): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  const parsed = parse(argv);
  if (parsed === undefined) return EXIT_CODES.badArguments;
  const { args, selection } = parsed;
  // The CDK CLI gets the option itself; the SDK's clients read the variable.
  if (args.profile !== undefined) process.env['AWS_PROFILE'] = args.profile;

  const { runPreflight } = await import('../lib/preflight/run-preflight.js');
  const { report, stacks } = await withProgressLines(
    `preflight: asking account ${selection.environment.account}`,
    () => runPreflight(selection),
  );
  const interruption = whenInterrupted();
  console.log(preflightText(report));
  if (report.outcome !== 'ok') {
    console.error('The preflight did not pass: nothing was deployed.');
    return PREFLIGHT_EXIT_CODES[report.outcome];
  }
  const { readCloudAssembly } = await import('../lib/deployed/cloud-assembly.js');
  const { runCdk } = await import('../lib/deployment/cdk-command.js');
  const { deploy } = await import('../lib/deployment/deploy.js');
  return deploy({
    selection,
    args,
    before: stacks,
    cdk: (cdkArguments) => runCdk(REPOSITORY, cdkArguments, interruption),
    assembly: (folder) => readCloudAssembly(resolve(REPOSITORY, folder)),
    say: (line) => {
      console.error(line);
    },
    print: (line) => {
      console.log(line);
    },
  });
}

function parse(argv: readonly string[]):
  | {
      readonly args: ReturnType<typeof parseDeployArguments>;
      readonly selection: Selection;
    }
  | undefined {
  try {
    const [args] = everyProblem(
      () => parseDeployArguments(argv),
      // The CDK CLI dies of it, with a stack trace.
      () => {
        refuse(temporaryFolderProblems());
      },
    );
    const selection = selectFromContext(args.context, join(REPOSITORY, 'environments'));
    const { environment } = selection;
    const stacks = selectedStacks({ environment, selection, naming: new Naming(environment) });
    requireStacks(
      args.forDeploy,
      stacks.map(({ name }) => name),
    );
    return { args, selection };
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    console.error(error.message);
    return undefined;
  }
}
