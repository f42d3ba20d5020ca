import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { runCommand } from '../fixtures/commands';

test('one file is all that a hub needs, with its own commands only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  const bundle = join(folder, 'data-hub');
  const run = (options: readonly string[]) => spawnSync(bundle, options, { cwd: folder, encoding: 'utf8' });
  try {
    const built = runCommand('bundle-hub.ts', ['--out', bundle]);
    const help = run(['--help']);
    const csr = run(['csr', '--hub', 'berlin-1', '--organization', 'acme', '--out', 'hub']);
    writeFileSync(join(folder, 'twice.json'), '{"version":1,"version":1}');
    const twice = run(['credentials', '--config', 'twice.json']);
    const missing = run(['credentials', '--config', 'hub.json']);

    expect(built).toMatchObject({ status: 0, stderr: '' });
    expect(statSync(bundle).mode & 0o777).toBe(0o755);
    expect(readFileSync(bundle, 'utf8')).toMatch(/^zod \d+\.\d+\.\d+ \(MIT\)$/m);
    expect(help.stdout).toMatch(/^ {2}agent /m);
    expect(help.stdout).not.toMatch(/enroll|revoke/);
    expect(csr).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(join(folder, 'hub')).sort()).toEqual(['private-key.pem', 'request.pem']);
    // The parser is in the file, too.
    expect(twice).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('twice.json line 1, column 14: "version" is written twice') as string,
    });
    expect(missing).toMatchObject({
      status: 2,
      stdout: '',
      stderr: 'hub.json: does not exist; enrolling the hub makes it\n',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);
