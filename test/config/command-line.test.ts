import { Command } from 'commander';
import { asCommandLine, exitCodeAfter, tellAndEnd, tellAndEndWith } from '../../config/command-line';
import { ConfigurationError, NameLimitError } from '../../config/errors';
import { InterruptedError } from '../../config/interruption';

test('of what nobody reads no program dies, and its code stays', () => {
  asCommandLine(new Command());
  const listeners = process.stdout.listenerCount('error');
  asCommandLine(new Command());
  expect(process.stdout.listenerCount('error')).toBe(listeners);

  // Without a listener this would throw, and end the process.
  process.stdout.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  expect(process.exitCode).toBeUndefined();
});

test('what the machine refuses is told in a line, and a defect is raised', () => {
  const told = jest.spyOn(console, 'error').mockImplementation();
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
    code: 'ENOSPC',
    syscall: 'write',
  });
  tellAndEnd(full);
  expect([told.mock.calls, process.exitCode]).toEqual([[[full.message]], 1]);
  process.exitCode = undefined;

  const nowhere = Object.assign(new Error("ENOENT: no such file or directory, mkdtemp '/nope/x'"), {
    ...{ code: 'ENOENT', syscall: 'mkdtemp' },
  });
  tellAndEnd(nowhere);
  expect(told.mock.calls[1]).toEqual([
    `${nowhere.message}; name another folder for temporary files: TMPDIR=/path/to/folder`,
  ]);
  process.exitCode = undefined;

  const absent = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT', syscall: 'open' });
  for (const defect of [absent, Object.assign(new Error('ours'), { code: 'EACCES' }), 'EACCES']) {
    expect(() => {
      tellAndEnd(defect);
    }).toThrow();
  }
  expect(process.exitCode).toBeUndefined();
  told.mockRestore();
});

test.each([
  [
    'what a person wrote',
    new ConfigurationError([{ place: '--x', fix: 'leave it out' }]),
    2,
    '--x: leave it out',
  ],
  ['what failed', new NameLimitError('too long'), 2, 'too long'],
  ['a defect, with its stack', new TypeError('a defect'), 2, expect.any(TypeError)],
  ['an interruption', new InterruptedError(), 130, 'stopped'],
])('a program whose 1 says something else does not end with it: %s', (_, error, exitCode, line) => {
  const told = jest.spyOn(console, 'error').mockImplementation();
  tellAndEndWith(2)(error);
  expect([told.mock.calls, process.exitCode]).toEqual([[[line]], exitCode]);
  process.exitCode = undefined;
  told.mockRestore();
});

test('what a person wrote is told from what failed', () => {
  expect(exitCodeAfter(new ConfigurationError([]))).toBe(2);
  expect(exitCodeAfter(new NameLimitError('too long'))).toBe(1);
  expect(exitCodeAfter(new Error('a defect'))).toBe(1);
  expect(exitCodeAfter(new InterruptedError())).toBe(130);
});
