import { execFileSync } from 'node:child_process';
import { OPTIONS_OF_CDK_DEPLOY, unknownOptions } from '../../../lib/deployment/cdk-options';

const OWN = ['--dry-run', '--keep-going', '--summary'];

function told(...args: readonly string[]): string[] {
  return unknownOptions(args, OWN).map(({ place, fix }) => `${place}: ${fix}`);
}

test('the options are those that cdk deploy lists, so that an upgrade of the CDK cannot make one of them unknown', () => {
  const help = execFileSync(process.execPath, ['node_modules/aws-cdk/bin/cdk', 'deploy', '--help'], {
    encoding: 'utf8',
    env: { ...process.env, COLUMNS: '400', CI: 'true' },
  });
  const listed = help
    .split('\n')
    .flatMap((line) => /^ +((?:-[-\w]+, )*-[-\w]+) {2,}/.exec(line)?.[1]?.split(', ') ?? [])
    // Of a name that is longer than its column, the rest stands in the next line.
    .map((name) => (name === '--hotswap-ecs-stabilization-timeout-seco' ? `${name}nds` : name))
    .map((name) => name.replace(/^--no-(color|rollback|logs)$/, '--$1'));
  expect([...new Set(listed)].sort()).toEqual([...OPTIONS_OF_CDK_DEPLOY].sort());
});

test.each([
  [
    ['--dry-rn'],
    ['--dry-rn: is an option neither of this command nor of cdk deploy; did you mean --dry-run?'],
  ],
  [
    ['--frobnicate=1'],
    ['--frobnicate: is an option neither of this command nor of cdk deploy; leave it out'],
  ],
  [['-x'], ['-x: is an option neither of this command nor of cdk deploy; leave it out']],
  [
    ['--no-rolback', '--forse'],
    [
      '--no-rolback: is an option neither of this command nor of cdk deploy; did you mean --rollback?',
      '--forse: is an option neither of this command nor of cdk deploy; did you mean --force?',
    ],
  ],
])('%j would be ignored, and is told', (args, expected) => {
  expect(told(...args)).toEqual(expected);
});

test.each([
  [OWN],
  [['--require-approval', 'never', '--requireApproval=never']],
  [['--no-rollback', '-R', '-vv', '-fe', '--no-color', '-j']],
  [['--monitoring-time-minutes', '-1', 'ts-dev-shared']],
])('%j is known', (args) => {
  expect(told(...args)).toEqual([]);
});
