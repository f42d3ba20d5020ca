import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bareEnvironment, commandLine, endOf, Program, type Run } from '../fixtures/commands';
import { CredentialsServer } from '../packages/data-hub/fixtures/credentials-server';
import { HubFolder } from '../packages/data-hub/fixtures/hub-folder';
import { MultipartBucket } from '../packages/data-hub/fixtures/multipart-bucket';

jest.setTimeout(60_000);

const MEBIBYTE = 2 ** 20;

let server: CredentialsServer;
let bucket: MultipartBucket;
let folder: HubFolder;
let home: string;

beforeEach(async () => {
  server = await CredentialsServer.start();
  bucket = await MultipartBucket.start();
  folder = await HubFolder.create(server);
  home = mkdtempSync(join(tmpdir(), 'home-'));
});
afterEach(async () => {
  await Promise.all([server.stop(), bucket.stop()]);
  folder.remove();
  rmSync(home, { recursive: true });
});

const environment = (): ReturnType<typeof bareEnvironment> =>
  bareEnvironment({ HOME: home, AWS_ENDPOINT_URL_S3: bucket.endpoint });

/** Starts a command that a signal ends. */
function start(...options: readonly string[]): Program {
  return Program.start(
    commandLine('data-hub.ts', [...options, '--config', folder.configFile]),
    environment(),
  );
}

function dataHub(...options: readonly string[]): Promise<Run> {
  return endOf('data-hub.ts', [...options, '--config', folder.configFile], environment());
}

test('a file for tools that read nothing else is written and kept fresh, and secrets are nowhere else', async () => {
  const written = await dataHub('update-credentials-file');
  const watching = start('update-credentials-file', '--profile', 'lab', '--watch');
  await watching.printed(/\[lab\]/);
  watching.child.kill('SIGTERM');
  const ended = await watching.ended();
  const refused = await dataHub('update-credentials-file', '--file', folder.configFile);

  expect(written).toMatchObject({ status: 0, stderr: '' });
  expect(ended).toMatchObject({ status: 0, stderr: '' });
  expect(refused).toMatchObject({ status: 2, stdout: '' });
  const file = readFileSync(join(home, '.aws', 'credentials'), 'utf8');
  expect(file.match(/^\[.*\]$/gm)).toEqual(['[hub]', '[lab]']);
  expect(file).toContain(`aws_secret_access_key = ${server.secrets[0] ?? 'missing'}`);
  const told = [written, ended, refused].map(({ stdout, stderr }) => stdout + stderr).join('');
  expect(server.secrets.filter((secret) => told.includes(secret))).toEqual([]);
});

test('an upload that is killed goes on where it stopped', async () => {
  const file = join(home, 'large.bin');
  const content = Buffer.alloc(35 * MEBIBYTE, 'data');
  writeFileSync(file, content);
  const killed = start('upload', file, '--part-size', '5M');
  // The fifth part has its turn when one of the four before it is done.
  bucket.failure = ({ part }) => {
    if (part === 5) killed.child.kill('SIGKILL');
    return undefined;
  };
  await killed.ended();
  await bucket.deserted();
  const states = join(folder.path, '.uploads');
  const [state = ''] = readdirSync(states).filter((name) => name.endsWith('.json'));
  const { parts } = JSON.parse(readFileSync(join(states, state), 'utf8')) as { parts: unknown[] };
  bucket.requests.length = 0;
  let breaks = true;
  bucket.failure = ({ operation }) => {
    const fails = operation === 'complete' && breaks;
    breaks &&= !fails;
    return fails ? 'reset' : undefined;
  };

  const { status, stdout, stderr } = await dataHub('upload', file, '--json');

  expect(status).toBe(0);
  expect(stderr).toMatch(/^warning: .*large\.bin: \w+; next attempt in [1-4] s$/m);
  expect(JSON.parse(stdout)).toEqual([
    expect.objectContaining({ uploaded: true, parts: 7, resumedBytes: parts.length * 5 * MEBIBYTE }),
  ]);
  expect(parts.length).toBeGreaterThan(0);
  expect(bucket.requests.filter(({ operation }) => operation === 'part')).toHaveLength(7 - parts.length);
  expect(bucket.objects.get('acme/large.bin')?.equals(content)).toBe(true);
  expect(readdirSync(states)).toEqual([]);
});
