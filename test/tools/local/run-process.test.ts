import { InterruptedError } from '../../../config/interruption';
import { runProcess } from '../../../tools/local/run-process';

const shell = (script: string, options?: Parameters<typeof runProcess>[2]): ReturnType<typeof runProcess> =>
  runProcess('sh', ['-c', script], options);

test('a program that fails is no error: its exit code and its lines are told', async () => {
  const lines: string[] = [];
  const onLine = (line: string): void => void lines.push(line);

  await expect(shell('echo one; echo; echo two >&2; exit 3', { onLine })).resolves.toEqual({
    exitCode: 3,
    stdout: ['one', ''],
    stderr: ['two'],
  });
  expect(lines.toSorted()).toEqual(['', 'one', 'two']);
});

test('a program that a signal ended has no exit code', async () => {
  await expect(shell('kill -KILL $$')).resolves.toMatchObject({ exitCode: undefined });
});

test('a program that cannot be started is Node’s own error', async () => {
  await expect(runProcess('/no/such/program', [])).rejects.toMatchObject({
    code: 'ENOENT',
    syscall: 'spawn /no/such/program',
  });
});

test.each([
  ['ends at once', {}, '0'],
  ['is what it is given, and ends', { input: 'given' }, 'given0'],
  // https://www.gnu.org/software/coreutils/manual/html_node/timeout-invocation.html: 124 if it had to be ended.
  ['stays open', { keepInputOpen: true }, '124'],
])('the input %s', async (_what, options, output) => {
  await expect(shell('timeout 0.2 cat; echo $?', options)).resolves.toMatchObject({ stdout: [output] });
});

test('an environment that is given is the whole environment', async () => {
  await expect(shell('echo "$GIVEN $HOME"', { env: { GIVEN: 'given' } })).resolves.toMatchObject({
    stdout: ['given '],
  });
});

test.each([
  ['while it runs', 20],
  ['before it starts', undefined],
])('the signal %s interrupts', async (_when, milliseconds) => {
  const stop = new AbortController();
  if (milliseconds === undefined) stop.abort();
  else
    setTimeout(() => {
      stop.abort();
    }, milliseconds);

  await expect(shell('exec sleep 30', { signal: stop.signal })).rejects.toThrow(InterruptedError);
});
