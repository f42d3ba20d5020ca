import { ConfigurationError } from '../../../config/errors';
import {
  leavesStacksOpen,
  namedStacks,
  parseDeployArguments,
  requireStacks,
} from '../../../lib/deployment/deploy-arguments';

function problemsOf(argv: readonly string[]): string[] {
  try {
    parseDeployArguments(argv);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems.map(({ place }) => place);
  }
  return [];
}

test.each([
  [[], {}],
  [['-c', 'environment=dev'], { environment: 'dev' }],
  [['-c=environment=dev'], { environment: 'dev' }],
  [['--context', 'environment=dev'], { environment: 'dev' }],
  [['--context=environment=dev', '-c', 'organization=acme'], { environment: 'dev', organization: 'acme' }],
  [['-c', 'key=a=b'], { key: 'a=b' }],
  [['-c', 'environment='], { environment: '' }],
])('the context of %j', (argv, context) => {
  expect(parseDeployArguments(argv)).toMatchObject({ context, forDeploy: [] });
});

test.each([
  [[], undefined],
  [['--profile', 'ops'], 'ops'],
  [['--profile=ops', '-c', 'environment=dev'], 'ops'],
])('the profile of %j', (argv, profile) => {
  expect(parseDeployArguments(argv).profile).toBe(profile);
});

test.each([
  [['-c'], ['-c']],
  [['-c', 'production'], ['-c']],
  [['-c', 'environment=dev', '--context=environment=production'], ['-c environment']],
  [['-c', 'firstDeployment=ts-dev-shared'], ['-c firstDeployment']],
  [['--app', 'cdk.out'], ['--app']],
  [['--summary', '/dev/null/summary.md'], ['--summary']],
  [['--dry-rn'], ['--dry-rn']],
  [
    ['-a=cdk.out', '-c', 'x'],
    ['-c', '--app'],
  ],
])('%j is refused', (argv, places) => {
  expect(problemsOf(argv)).toEqual(places);
});

const STACKS = ['ts-dev-shared', 'ts-dev-organization-acme', 'ts-dev-organization-acme-eu'];

test.each([
  [[], []],
  [['--require-approval', 'never'], []],
  [['ts-dev-shared'], ['ts-dev-shared']],
  [['ts-dev-organization-acme'], ['ts-dev-organization-acme']],
  [['--concurrency', '2', 'ts-dev-organization-*'], STACKS.slice(1)],
  [['--exclusively', '*shared'], ['ts-dev-shared']],
  [['ts-dev-organization-acm?'], ['ts-dev-organization-acme']],
  [['ts-dev-shared-2'], []],
])('%j names stacks: %j', (argv, expected) => {
  expect(namedStacks(argv, STACKS)).toEqual(expected);
});

test.each([
  [[], true],
  [['--concurrency', '4', '--require-approval', 'never'], true],
  [['ts-dev-shared'], false],
  [['--all'], false],
  [['--force'], false],
  [['--outputs-file=out.json'], false],
  [['--parameters', 'a=b'], false],
])('%j leaves it to the templates what is deployed: %p', (argv, expected) => {
  expect(leavesStacksOpen(argv, STACKS)).toBe(expected);
});

test.each([
  [['ts-dev-shred'], ['ts-dev-shred']],
  [['ts-dev-shared', 'ts-prod-organization-*'], ['ts-prod-organization-*']],
  [['--exclusively', 'acme'], ['acme']],
  [['--no-rollback', 'acme'], ['acme']],
  [
    ['--concurrency=2', 'acme', 'acme-eu'],
    ['acme', 'acme-eu'],
  ],
  [['--progress', 'x*'], ['x*']],
  [['--require-approval', 'never', '--concurrency', '2'], []],
  [STACKS, []],
])('%j: %j would be taken for all stacks, and is refused', (argv, refused) => {
  let problems: unknown[] = [];
  try {
    requireStacks(argv, STACKS);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems = error.problems.map(({ value }) => value);
  }
  expect(problems).toEqual(refused);
});

describe("the command's own options", () => {
  test('are taken out of what the CDK gets', () => {
    const argv = [
      '-c',
      'environment=dev',
      '--dry-run',
      '--summary',
      'a.md',
      '-o',
      'out',
      '--keep-going',
      '--verbose',
    ];
    expect(parseDeployArguments(argv)).toEqual({
      context: { environment: 'dev' },
      profile: undefined,
      output: 'out',
      dryRun: true,
      keepGoing: true,
      summary: 'a.md',
      forSynth: ['-c', 'environment=dev', '--verbose'],
      forDeploy: ['--verbose'],
    });
  });

  test('have defaults', () => {
    expect(parseDeployArguments(['--summary=b.md', 'ts-dev-shared'])).toMatchObject({
      output: 'cdk.out',
      dryRun: false,
      keepGoing: false,
      summary: 'b.md',
      forDeploy: ['ts-dev-shared'],
    });
  });

  test.each([
    [['--summary'], ['--summary']],
    [['--summary', '--dry-run'], ['--summary']],
    [
      ['--output=a', '-o', 'b', '--summary='],
      ['--output', '--summary'],
    ],
  ])('%j is refused', (argv, places) => {
    expect(problemsOf(argv)).toEqual(places);
  });
});
