import { runCommand } from '../fixtures/commands';

test.each([
  ['no organization', ['--organizations', '0'], 'write numbers from 1 to'],
  ['no number', ['--organizations', ''], 'write numbers from 1 to'],
  ['an argument that it does not take', ['10'], 'too many arguments'],
])(
  '%s exits with 2: nothing is measured',
  (_what, options, message) => {
    const { status, stdout, stderr } = runCommand('bench.ts', options);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  },
  30_000,
);
