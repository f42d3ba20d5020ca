import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InterruptedError } from '../../../config/interruption';
import { ensureVirtualEnvironment } from '../../../tools/local/virtual-environment';

/**
 * A Python that makes a virtual environment of shell scripts, and writes down what it does. Its pip takes a moment,
 * in which another run could come in between, and fails while there is a file that says so.
 */
const PYTHON = `#!/bin/sh
LOG="$(dirname "$4")/log"
echo "venv begins" >> "$LOG"
mkdir -p "$4/bin"
printf 'version = 3.11.7\\n' > "$4/pyvenv.cfg"
cat > "$4/bin/python" <<'PIP'
#!/bin/sh
LOG="$(dirname "$0")/../../log"
echo "pip begins" >> "$LOG"
sleep 0.2
[ -e "$LOG.fail" ] && rm "$LOG.fail" && echo "ERROR: no space" >&2 && exit 1
echo "pip ends" >> "$LOG"
PIP
chmod +x "$4/bin/python"
`;

let repository: string;
let log: string;
let lock: string;
beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'checkout with spaces '));
  mkdirSync(join(repository, 'emulator'));
  for (const file of ['requirements.txt', 'requirements-dev.txt', 'constraints.txt']) {
    writeFileSync(join(repository, 'emulator', file), file);
  }
  writeFileSync(join(repository, 'python3'), PYTHON);
  chmodSync(join(repository, 'python3'), 0o755);
  log = join(repository, 'log');
  lock = join(repository, '.venv.lock');
});
afterEach(() => {
  rmSync(repository, { recursive: true });
});

function run(signal?: AbortSignal): { interpreter: Promise<string>; details: string[] } {
  const details: string[] = [];
  const interpreter = ensureVirtualEnvironment({
    repository,
    python: { command: join(repository, 'python3'), version: '3.11.7' },
    packages: 'run',
    progress: (detail) => details.push(detail),
    signal,
  });
  return { interpreter, details };
}

const logged = (): string[] => readFileSync(log, 'utf8').trim().split('\n');

test('of runs that start together one installs, and the others wait for it', async () => {
  const runs = [run(), run(), run()];

  const interpreters = await Promise.all(runs.map(({ interpreter }) => interpreter));

  expect(new Set(interpreters)).toEqual(new Set([join(repository, '.venv', 'bin', 'python')]));
  expect(logged()).toEqual(['venv begins', 'pip begins', 'pip ends']);
  expect(runs[1]?.details).toEqual(['waiting for another run that installs']);
  expect(existsSync(lock)).toBe(false);
});

test('where the first one fails, the next one installs', async () => {
  writeFileSync(`${log}.fail`, '');
  const outcomes = await Promise.allSettled([run().interpreter, run().interpreter]);

  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(logged()).toEqual(['venv begins', 'pip begins', 'venv begins', 'pip begins', 'pip ends']);
});

test.each([
  ['is gone', () => `${spawnSync(process.execPath, ['-e', '']).pid} left`, 0],
  ['shows no sign of life', () => `${process.pid} left`, 60_000],
])('a lock is taken over whose process %s', async (_what, content, age) => {
  writeFileSync(lock, content());
  const then = new Date(Date.now() - age);
  utimesSync(lock, then, then);

  await run().interpreter;

  expect(logged()).toContain('pip ends');
});

test('a wait ends with Ctrl-C, and leaves the lock to whoever has it', async () => {
  writeFileSync(lock, `${process.pid} at work`);
  const stop = new AbortController();
  const { interpreter, details } = run(stop.signal);
  setTimeout(() => {
    stop.abort();
  }, 50);

  await expect(interpreter).rejects.toThrow(InterruptedError);
  expect(details).toEqual(['waiting for another run that installs']);
  expect(readFileSync(lock, 'utf8')).toBe(`${process.pid} at work`);
});

test('where all is installed already, no lock is asked for', async () => {
  await run().interpreter;
  writeFileSync(lock, `${process.pid} at work`);

  await expect(run().interpreter).resolves.toMatch(/python$/);
});
