import { endsOf } from '../fixtures/commands';

const REFUSED = [
  ['no organization', ['--organizations', '0'], 'write numbers from 1 to'],
  ['no number', ['--organizations', ''], 'write numbers from 1 to'],
  ['an argument that it does not take', ['10'], 'too many arguments'],
] as const;

test('bad arguments exit with 2: nothing is measured', async () => {
  const runs = await endsOf(REFUSED.map(([, options]) => ['bench.ts', ...options]));
  expect(runs.map((run, index) => [REFUSED[index]?.[0], run])).toEqual(
    REFUSED.map(([what, , message]) => [
      what,
      { status: 2, stdout: '', stderr: expect.stringContaining(message) as string },
    ]),
  );
}, 30_000);
