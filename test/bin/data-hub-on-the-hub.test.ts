import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckResult } from '../../packages/data-hub/src/doctor/check';
import { HUB_FILES } from '../../packages/data-hub/src/hub-config';
import { bareEnvironment, commandLine, endOf, endsOf, Program, type Run } from '../fixtures/commands';
import { newKeyText } from '../packages/data-hub/fixtures/certificates';
import { CredentialsServer, THING } from '../packages/data-hub/fixtures/credentials-server';
import { HubFolder } from '../packages/data-hub/fixtures/hub-folder';
import { WriteOnlyBucket } from '../packages/data-hub/fixtures/write-only-bucket';

jest.setTimeout(60_000);

/** What a program with an AWS SDK that knows only its environment gets as credentials. */
const SDK_CLIENT = [
  process.execPath,
  '-e',
  `const { S3Client } = require('@aws-sdk/client-s3');
   new S3Client({ region: 'eu-central-1' }).config.credentials().then(
     (credentials) => console.log(JSON.stringify(credentials)),
     (error) => { console.error(error.message); process.exitCode = 1; },
   );`,
] as const;

let server: CredentialsServer;
let bucket: WriteOnlyBucket;
let folder: HubFolder;
let scratch: string;
/** Everything that a command printed that is not meant to print secrets, and the arguments of all. */
let told: string[];
let programs: Program[];

beforeEach(async () => {
  server = await CredentialsServer.start();
  bucket = await WriteOnlyBucket.start();
  folder = await HubFolder.create(server);
  scratch = mkdtempSync(join(tmpdir(), 'data-hub-'));
  told = [];
  programs = [];
});
afterEach(async () => {
  for (const { child } of programs) if (child.exitCode === null) child.kill('SIGKILL');
  await Promise.all([server.stop(), bucket.stop()]);
  folder.remove();
  rmSync(scratch, { recursive: true });
});

/** Starts the command as a program of its own, which a signal ends. */
function start(options: readonly string[], environment: Readonly<Record<string, string>> = {}): Program {
  const program = Program.start(commandLine('data-hub.ts', options), bareEnvironment(environment));
  programs.push(program);
  told.push(options.join(' '));
  return program;
}

async function dataHub(...options: readonly string[]): Promise<Run> {
  const environment = bareEnvironment({ AWS_ENDPOINT_URL_S3: bucket.endpoint });
  const run = await endOf('data-hub.ts', options, environment);
  told.push(options.join(' '), run.stderr, ...(options[0] === 'credentials' ? [] : [run.stdout]));
  return run;
}

/** No line of a key, no session and no token stands in what was told. */
function expectNoSecretTold(...others: readonly string[]): void {
  const keys = readdirSync(folder.path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('private-key.pem'))
    .map((name) => readFileSync(join(folder.path, name), 'utf8'));
  const lines = keys
    .flatMap((key) => key.split('\n'))
    .filter((line) => line !== '' && !line.startsWith('-----'));
  const secrets = [...lines, ...server.secrets, ...others];
  expect(secrets.length).toBeGreaterThan(2);
  expect(secrets.filter((secret) => told.join('\n').includes(secret))).toEqual([]);
}

test('as credential_process it serves an AWS SDK; of many runs at once one asks the server', async () => {
  const awsConfig = join(scratch, 'config');
  const command = commandLine('data-hub.ts', ['credentials', '--config', folder.configFile]).join(' ');
  writeFileSync(awsConfig, `[profile hub]\nregion = eu-central-1\ncredential_process = ${command}\n`);
  const environment = { AWS_CONFIG_FILE: awsConfig, AWS_PROFILE: 'hub', HOME: scratch };

  // What the SDK starts, and the same command as other programs would start it.
  const [client, ...others] = await Promise.all([
    Program.start(SDK_CLIENT, bareEnvironment(environment)).ended(),
    ...[1, 2, 3].map(() => start(['credentials', '--config', folder.configFile]).ended()),
  ]);

  const given = JSON.parse(client.stdout) as Record<string, unknown>;
  expect(given).toMatchObject({ secretAccessKey: server.secrets[0], sessionToken: server.secrets[1] });
  expect(others.map(({ stdout }) => JSON.parse(stdout) as Record<string, unknown>)).toEqual(
    others.map(() => expect.objectContaining({ AccessKeyId: given['accessKeyId'] }) as unknown),
  );
  expect(server.requests).toHaveLength(1);
  told.push(...[client, ...others].map(({ stderr }) => stderr));
  expectNoSecretTold();
});

test('the agent serves an AWS SDK that knows only its environment, and ends when it is told to', async () => {
  const tokenFile = join(scratch, 'token');
  const agent = start(['agent', '--config', folder.configFile, '--port', '0', '--token-file', tokenFile]);
  const [, url = ''] = await agent.printed(/"url":"([^"]+)"/);
  await agent.printed(/credentials-refreshed/);
  const token = readFileSync(tokenFile, 'utf8');
  const busy = await dataHub('agent', '--config', folder.configFile, '--port', new URL(url).port);
  const environment = bareEnvironment({
    AWS_CONTAINER_CREDENTIALS_FULL_URI: url,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
    HOME: scratch,
  });
  const client = await Program.start(SDK_CLIENT, environment).ended();
  const health = await (await fetch(url.replace('/credentials', '/health'))).text();
  // Stopped meanwhile, it gets both at once: one that came while Node.js ends would be nobody's to handle.
  for (const signal of ['SIGSTOP', 'SIGTERM', 'SIGINT', 'SIGCONT'] as const) agent.child.kill(signal);
  const { status, stdout, stderr } = await agent.ended();

  expect(client.stderr).toBe('');
  expect(JSON.parse(client.stdout)).toMatchObject({
    secretAccessKey: server.secrets[0],
    sessionToken: server.secrets[1],
  });
  expect(server.requests).toHaveLength(1);
  expect(busy).toMatchObject({ status: 1, stdout: '' });
  expect(busy.stderr).toMatch(/^port \d+ of 127\.0\.0\.1 is in use, .*\n$/);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string });
  expect(events.map(({ event }) => event)).toEqual([
    'started',
    'credentials-refreshed',
    'stopping',
    'stopped',
  ]);
  expect(existsSync(tokenFile)).toBe(false);
  told.push(stdout, health);
  expectNoSecretTold(token);
});

test('doctor finds a hub well, with an upload as it has to be; and not well if it can read', async () => {
  const well = await dataHub('doctor', '--config', folder.configFile, '--json');
  bucket.denies = false;
  const reader = await dataHub('doctor', '--config', folder.configFile);

  const results = JSON.parse(well.stdout) as CheckResult[];
  expect(results.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  expect(well.status).toBe(0);
  expect(bucket.uploads[0]).toMatchObject({
    path: '/ts-production-raw-111122223333-eu-central-1-an/acme/_doctor/berlin-1.txt',
    headers: {
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': folder.config.keyArn,
    },
  });
  expect(reader.status).toBe(1);
  expect(reader.stdout).toMatch(/^fail {5}read-denied .*\n +-> tell the platform's operators at once/m);
  expectNoSecretTold();
});

test('what a hub may get wrong is told in one line, with an exit code, and leaves nothing behind', async () => {
  const broken = (name: string, change: () => void): string => {
    folder.write(`${name}.json`, JSON.stringify({ ...folder.config, privateKeyFile: `${name}.pem` }));
    change();
    return join(folder.path, `${name}.json`);
  };
  const mismatched = broken('mismatched-private-key', () => {
    folder.write('mismatched-private-key.pem', newKeyText());
  });
  const encrypted = broken('encrypted-private-key', () => {
    folder.write('encrypted-private-key.pem', newKeyText('passphrase'));
  });
  const unknown = broken('unknown-private-key', () => {
    folder.write('unknown-private-key.json', JSON.stringify({ ...folder.config, surprise: 1 }));
  });
  const before = readdirSync(folder.path);
  const key = join(folder.path, HUB_FILES.privateKey);

  const FAILED = 1;
  const cases: readonly [readonly string[], RegExp, number?][] = [
    [['csr', '--hub', 'a/b', '--organization', 'acme', '--out', scratch], /^--hub = "a\/b": /],
    [
      ['csr', '--hub', 'x'.repeat(300), '--organization', 'acme', '--out', scratch],
      /^--hub = "x{64}\.\.\." \(300 characters\): /,
    ],
    [['csr', '--hub', 'b', '--organization', 'a c', '--out', scratch], /^--organization = "a c": /],
    [['credentials', '--config', 'nowhere.json'], /^nowhere\.json: does not exist/],
    [['credentials', '--config', key], /private-key\.pem line 1, column 1: is not JSON/],
    [['credentials', '--config', unknown], /\$\.surprise: unknown field/],
    [['credentials', '--config', mismatched], /does not belong to/, FAILED],
    [['agent', '--config', encrypted, '--port', '0'], /is encrypted/, FAILED],
    [['agent', '--config', folder.configFile, '--port', '99999'], /^error: option '--port <number>'/],
    [['doctor', '--config', unknown], /\$\.surprise: unknown field/],
  ];
  const lines = cases.map(([options]) => ['data-hub.ts', ...options] as const);
  const runs = await endsOf(lines, bareEnvironment({ AWS_ENDPOINT_URL_S3: bucket.endpoint }));
  told.push(...lines.flat(), ...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]));

  runs.forEach((run, index) => {
    const BAD_INPUT = 2;
    const [, message = /never/, status = BAD_INPUT] = cases[index] ?? [];
    expect(run).toMatchObject({ status, stdout: '' });
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trim()).not.toContain('\n');
  });
  expect(readdirSync(folder.path)).toEqual(before);
  expect(readdirSync(scratch)).toEqual([]);
  expect(server.requests).toEqual([]);
  expectNoSecretTold();
});

test('an answer with secrets in wrong places is not told', async () => {
  server.fault = (_request, response) => {
    const { secretAccessKey, sessionToken } = server.issue();
    response.writeHead(200).end(JSON.stringify({ secretAccessKey, message: sessionToken }));
  };
  const doctor = await dataHub('doctor', '--config', folder.configFile, '--json');
  const agent = start(['agent', '--config', folder.configFile, '--port', '0']);
  await agent.printed(/refresh-failed/);
  agent.child.kill('SIGINT');
  const ended = await agent.ended();

  expect([doctor.status, ended.status]).toEqual([1, 0]);
  told.push(ended.stdout, ended.stderr);
  expectNoSecretTold();
});

test('a hub of another organization than its certificate gets nothing', async () => {
  folder.install(await server.ca.issue({ commonName: 'acme-eu--berlin-1' }));
  const run = await dataHub('credentials', '--config', folder.configFile);

  expect(run).toMatchObject({ status: 1, stdout: '' });
  expect(run.stderr).toContain(`is for "acme-eu--berlin-1", but hub.json is for "${THING}"`);
  expect(server.requests).toEqual([]);
});
