import { endsOf, type Run, runCommand } from '../fixtures/commands';

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

test('an operator that does not exist exits with 2', () => {
  const { status, stdout, stderr } = mutate('--operator', 'drop-all');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('no operator is called drop-all; there are');
});

test('a part without a mutant is no success: it exits with 2', () => {
  const place = ['--place', 'acme-eu/HybridNodeRole', 'nowhere'];
  const { status, stdout, stderr } = mutate('--operator', 'attach-aws-policy', ...place, '--part', '9/9');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('nothing would be planted: there are more parts than the 3 mutants');
}, 60_000);

test('a place that no mutant has is no success: it exits with 2', () => {
  const { status, stdout, stderr } = mutate('--operator', 'attach-aws-policy', '--place', 'nowhere');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('no mutant has such an operator and such a place');
}, 60_000);

test('arguments that cannot be used exit with 2', async () => {
  const bad = [
    { options: ['--part', '6/5'], message: 'write which part of how many, for example 1/5' },
    { options: ['--part', '0/0'], message: 'write which part of how many' },
    { options: ['--workers', '0'], message: 'write a number of processes' },
    { options: ['--slow'], message: "unknown option '--slow'" },
    { options: ['everything'], message: 'too many arguments' },
  ];
  const runs = await endsOf(bad.map(({ options }) => ['mutate.ts', ...options]));
  expect(runs).toEqual(
    bad.map(({ message }) => ({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining(message) as string,
    })),
  );
});

test('--help has examples and exits with 0', async () => {
  const [help] = await endsOf([['mutate.ts', '--help']]);
  expect(help).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('npm run mutate -- --fast') as string,
  });
});
