import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { HUB_FILES } from '../../packages/data-hub/src/hub-config';
import { bareEnvironment, endOf, type Run } from '../fixtures/commands';

jest.setTimeout(60_000);

let home: string;
beforeEach(() => {
  home = join(mkdtempSync(join(tmpdir(), 'data-hub-')), 'hub');
});
afterEach(() => {
  rmSync(dirname(home), { recursive: true });
});

function dataHub(...options: readonly string[]): Promise<Run> {
  return endOf('data-hub.ts', options, bareEnvironment());
}

/** No line of the key stands in what was printed. */
function expectNoKeyTold(...runs: readonly Run[]): void {
  const key = readFileSync(join(home, HUB_FILES.privateKey), 'utf8');
  const lines = key.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
  const told = runs.map(({ stdout, stderr }) => stdout + stderr).join('\n');
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter((line) => told.includes(line))).toEqual([]);
}

test('csr makes a key and a request, once', async () => {
  const options = ['csr', '--hub', 'berlin-2', '--organization', 'acme', '--out', home];
  const first = await dataHub(...options);
  const again = await dataHub(...options);

  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toMatch(/^Made for acme--berlin-2:\n.*private-key\.pem.*\n.*request\.pem.*\n$/);
  expect(again).toMatchObject({ status: 1, stdout: '' });
  expect(again.stderr).toMatch(/^\/.*private-key\.pem exists and is not overwritten; .*\n$/);
  expectNoKeyTold(first, again);
});

test('setup makes a request and says what to send; what it cannot use it tells at once, and does nothing', async () => {
  const bad = await dataHub('setup', '--folder', home, '--organization', 'Acme');
  const made = await dataHub('setup', '--folder', home, '--organization', 'acme', '--hub', 'berlin-1');

  expect(bad).toMatchObject({ status: 2, stdout: '' });
  expect(bad.stderr).toMatch(/^--organization = "Acme": .*\n--hub: is missing; .*\n$/);
  expect(made).toMatchObject({ status: 0, stderr: '' });
  expect(made.stdout).toMatch(
    /^Made for acme--berlin-1:\n.*send it to the platform's operators\n.*--bundle/s,
  );
  expectNoKeyTold(made);
  expect(readdirSync(home).sort()).toEqual(['private-key.pem', 'request.pem']);
});
