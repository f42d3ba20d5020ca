import { endsOf, type Run, runCommand } from '../fixtures/commands';

function mutate(...options: readonly string[]): Run {
  return runCommand('mutate.ts', options);
}

/** Half of an operator's mutants in some places: more than a worker is given at a time, some of them killed and some undecided. */
const PART = [
  '--operator',
  'attach-aws-policy',
  '--place',
  'EnrolmentRole',
  'organization-acme',
  '--part',
  '1/2',
];

test('a part of which all mutants are refused exits with 0, and --json prints JSON only', () => {
  const { status, stdout, stderr } = mutate(...PART, '--json', '--workers', '1');
  expect([status, stderr]).toEqual([0, expect.stringMatching(/^20 mutants, of \d+ statements/)]);
  expect(JSON.parse(stdout)).toMatchObject({
    rows: [{ operator: 'attach-aws-policy', mutants: 20, claim: 2, undecided: 18 }],
    surviving: [],
    passed: true,
  });
}, 180_000);

// What is no success because nothing would be planted: chosen-mutants.test.ts.
test('arguments that cannot be used exit with 2, and --help, which has examples, with 0', async () => {
  const bad = [
    { options: ['--operator', 'drop-all'], message: 'no operator is called drop-all; there are' },
    { options: ['--part', '6/5'], message: 'write which part of how many, for example 1/5' },
    { options: ['--part', '0/0'], message: 'write which part of how many' },
    { options: ['--workers', '0'], message: 'write a number of processes' },
    { options: ['--slow'], message: "unknown option '--slow'" },
    { options: ['everything'], message: 'too many arguments' },
  ];
  const [help, ...runs] = await endsOf([
    ['mutate.ts', '--help'],
    ...bad.map(({ options }): [string, ...string[]] => ['mutate.ts', ...options]),
  ]);
  expect(help).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('npm run mutate -- --fast') as string,
  });
  expect(runs).toEqual(
    bad.map(({ message }) => ({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining(message) as string,
    })),
  );
});
