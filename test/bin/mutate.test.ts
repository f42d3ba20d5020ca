import { type Run, runCommand } from '../fixtures/commands';

function mutate(...options: readonly string[]): Run {
  return runCommand('mutate.ts', options);
}

/** A third of an operator's mutants: more than a worker is given at a time, some of them killed and some undecided. */
const PART = ['--operator', 'attach-aws-policy', '--part', '1/3'];

test('a part of which all mutants are refused exits with 0, and --json prints JSON only', () => {
  const { status, stdout, stderr } = mutate(...PART, '--json', '--workers', '1');
  expect([status, stderr]).toEqual([0, expect.stringMatching(/^19 mutants, of \d+ statements/)]);
  expect(JSON.parse(stdout)).toMatchObject({
    rows: [{ operator: 'attach-aws-policy', mutants: 19, claim: 7, undecided: 12 }],
    surviving: [],
    passed: true,
  });
}, 180_000);

test.each([
  [
    'an operator that does not exist',
    ['--operator', 'drop-all'],
    'no operator is called drop-all; there are',
  ],
  ['a part that there is not', ['--part', '6/5'], 'write which part of how many, for example 1/5'],
  ['a part of nothing', ['--part', '0/0'], 'write which part of how many'],
  ['no worker', ['--workers', '0'], 'it has to be a number of processes'],
  ['an option that does not exist', ['--slow'], "unknown option '--slow'"],
  ['an argument', ['everything'], 'too many arguments'],
])(
  '%s exits with 2',
  (_what, options, message) => {
    const { status, stdout, stderr } = mutate(...options);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  },
  60_000,
);

test('--help has examples and exits with 0', () => {
  const { status, stdout } = mutate('--help');
  expect(status).toBe(0);
  expect(stdout).toContain('npm run mutate -- --fast');
}, 180_000);
