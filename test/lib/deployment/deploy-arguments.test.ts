import { ConfigurationError } from '../../../config/errors';
import { namesStacks, parseDeployArguments } from '../../../lib/deployment/deploy-arguments';

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
  expect(parseDeployArguments(argv)).toMatchObject({ context, all: argv });
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
  [
    ['-a=cdk.out', '-c', 'x'],
    ['-c', '--app'],
  ],
])('%j is refused', (argv, places) => {
  expect(problemsOf(argv)).toEqual(places);
});

test.each([
  [[], false],
  [['-c', 'environment=dev'], false],
  [['--require-approval', 'never'], false],
  [['ts-dev-shared'], true],
  [['-c', 'environment=dev', 'ts-dev-organization-*'], true],
  [['--exclusively', '*shared'], true],
  [['ts-dev-shared-2'], false],
])('%j names stacks: %p', (argv, expected) => {
  expect(namesStacks(argv, ['ts-dev-shared', 'ts-dev-organization-acme'])).toBe(expected);
});
