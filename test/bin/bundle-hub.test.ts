import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareEnvironment, endOf, Program, type Run, runCommand } from '../fixtures/commands';
import { CredentialsServer } from '../packages/data-hub/fixtures/credentials-server';
import { HubFolder } from '../packages/data-hub/fixtures/hub-folder';
import { WriteOnlyBucket } from '../packages/data-hub/fixtures/write-only-bucket';

/** A hub gets it over a slow line, and starts it for every call of a tool. */
const LARGEST_BUNDLE = 1_500_000;

const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
const bundle = join(folder, 'data-hub');
const key = join(folder, 'key');
let built: Run;

beforeAll(() => {
  spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'releases', '-f', key]);
  built = runCommand('bundle-hub.ts', ['--out', bundle, '--sign-key', key]);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(options: readonly string[]): Run {
  return spawnSync(bundle, options, { cwd: folder, encoding: 'utf8' });
}

test('one small file is all that a hub needs, with its own commands only', () => {
  const help = run(['--help']);
  const csr = run(['csr', '--hub', 'berlin-1', '--organization', 'acme', '--out', 'hub']);
  writeFileSync(join(folder, 'twice.json'), '{"version":1,"version":1}');
  const twice = run(['credentials', '--config', 'twice.json']);
  const missing = run(['credentials', '--config', 'hub.json']);
  const text = readFileSync(bundle, 'utf8');

  expect(built).toMatchObject({ status: 0, stderr: '' });
  expect(statSync(bundle).mode & 0o777).toBe(0o755);
  expect(statSync(bundle).size).toBeLessThan(LARGEST_BUNDLE);
  expect(text).toMatch(/^zod \d+\.\d+\.\d+ \(MIT\)$/m);
  expect(text).not.toContain('aws-cdk-lib');
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
});

test('it tells its version, and the commit that it was built from', () => {
  const { version } = JSON.parse(readFileSync('packages/data-hub/package.json', 'utf8')) as {
    version: string;
  };
  const { stdout: commit } = spawnSync('git', ['rev-parse', '--short=7', 'HEAD'], { encoding: 'utf8' });

  const { stdout } = run(['--version']);

  expect(stdout.replace('-dirty', '')).toBe(`${version} (commit ${commit.trim()})\n`);
});

test('an older Node.js is refused in a line', () => {
  const older = join(folder, 'older.js');
  writeFileSync(older, "Object.defineProperty(process, 'versions', { value: { node: '18.19.0' } });");
  expect(
    spawnSync(process.execPath, ['--require', older, bundle, '--version'], { encoding: 'utf8' }),
  ).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/^data-hub needs Node\.js 20 or later; this is v[\d.]+\. .*\n$/) as string,
  });
});

test('the parts of the SDK in it upload and sign', async () => {
  const [server, bucket] = await Promise.all([CredentialsServer.start(), WriteOnlyBucket.start()]);
  const hub = await HubFolder.create(server);
  const environment = bareEnvironment({ AWS_ENDPOINT_URL_S3: bucket.endpoint });
  const inBundle = (command: string): Promise<Run> =>
    Program.start([bundle, command, '--config', hub.configFile], environment).ended();
  try {
    const [doctor, proof] = await Promise.all([inBundle('doctor'), inBundle('proof')]);

    expect(doctor).toMatchObject({ status: 0, stderr: '' });
    expect(bucket.uploads).toHaveLength(1);
    expect(proof).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(proof.stdout)).toMatchObject({ origin: 'https://sts.eu-central-1.amazonaws.com' });
  } finally {
    await Promise.all([server.stop(), bucket.stop()]);
    hub.remove();
  }
});

test('its checksum and signature are what sha256sum and ssh-keygen verify', () => {
  const checked = spawnSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
  writeFileSync(join(folder, 'signers'), `releases ${readFileSync(`${key}.pub`, 'utf8')}`);
  const verify = (text: string, namespace: string): number | null =>
    spawnSync(
      'ssh-keygen',
      ['-Y', 'verify', '-f', 'signers', '-I', 'releases', '-n', namespace, '-s', 'SHA256SUMS.sig'],
      { cwd: folder, input: text },
    ).status;
  const text = readFileSync(join(folder, 'SHA256SUMS'), 'utf8');

  expect(checked).toMatchObject({ status: 0, stdout: 'data-hub: OK\n' });
  expect(verify(text, 'data-hub')).toBe(0);
  expect(
    verify(
      text.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
      'data-hub',
    ),
  ).toBe(255);
  expect(verify(text, 'other')).toBe(255);
});

test('without its key nothing is made', async () => {
  const options = ['--out', join(folder, 'other'), '--sign-key', join(folder, 'no-key')];
  expect(await endOf('bundle-hub.ts', options)).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /^--sign-key = ".*no-key": cannot be read \(ENOENT\); name a key/,
    ) as string,
  });
  expect(readdirSync(folder)).not.toContain('other');
});
