import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironment } from '../../config/load-environment';
import { Naming } from '../../config/naming';
import { bareEnvironment, commandLine, endOf, endsOf, Program, type Run } from '../fixtures/commands';
import { AwsServer } from '../lib/hubs/fixtures/aws-server';
import { Desk } from '../lib/hubs/fixtures/operator';
import { hubWith } from '../lib/hubs/fleet-page/fleet';

jest.setTimeout(60_000);

const ACME = ['--environment', 'dev', '--organization', 'acme'];
const PASSWORD = [...ACME, '--connector', 'postgres', '--name', 'password'];
const SECRET = 'correct-horse-battery';

let server: AwsServer;
let desk: Desk;
beforeEach(async () => {
  server = await AwsServer.start();
  desk = new Desk();
  writeFileSync(desk.path('value'), `${SECRET}\n`);
  told = '';
});
afterEach(async () => {
  await server.stop();
  desk.clear();
});

/** All that commands printed. */
let told: string;

/** Runs a command in a process of its own, as people do. */
function program(...options: readonly string[]): Promise<Run> {
  const environment = bareEnvironment(server.environment);
  return toldBy(Program.start(commandLine('data-hub.ts', options), environment).ended());
}

function dataHub(...options: readonly string[]): Promise<Run> {
  return toldBy(endOf('data-hub.ts', options, bareEnvironment(server.environment)));
}

/** Leaves out that a command was still at work: how often it says so depends on the machine. */
async function toldBy(ended: Promise<Run>): Promise<Run> {
  const run = await ended;
  told += run.stdout + run.stderr;
  return { ...run, stderr: withoutProgress(run.stderr) };
}

/** The same of several, one after another. */
async function dataHubs(...lines: readonly (readonly string[])[]): Promise<Run[]> {
  const commands = lines.map((options) => ['data-hub.ts', ...options] as const);
  const runs = await endsOf(commands, bareEnvironment(server.environment));
  told += runs.map(({ stdout, stderr }) => stdout + stderr).join('');
  return runs.map((run) => ({ ...run, stderr: withoutProgress(run.stderr) }));
}

function withoutProgress(stderr: string): string {
  return stderr.replace(/^\.\.\. .*\n/gm, '');
}

test('a secret is stored, and told nowhere', async () => {
  const put = await program('secret', 'put', ...PASSWORD, '--file', desk.path('value'), '--json');
  const [list, get] = await dataHubs(['secret', 'list', ...ACME, '--json'], ['secret', 'get', ...PASSWORD]);
  expect(put).toMatchObject({ status: 0, stderr: '' });
  expect(JSON.parse(put.stdout)).toEqual({
    parameter: '/dev/acme/connectors/postgres/password',
    version: 1,
    tier: 'Standard',
    replaced: false,
    bytes: SECRET.length,
    newlineRemoved: true,
  });
  expect(server.aws.ssm.parameters.get('/dev/acme/connectors/postgres/password')?.value).toBe(SECRET);
  expect(JSON.parse(list?.stdout ?? '')).toMatchObject([{ connector: 'postgres', name: 'password' }]);
  expect(get?.status).toBe(0);
  expect(told).not.toContain(SECRET);
  const revealed = await dataHub('secret', 'get', ...PASSWORD, '--reveal');
  expect(revealed).toEqual({ status: 0, stdout: SECRET, stderr: '' });
});

test('what cannot be done is one line, and changes nothing', async () => {
  const csr = await desk.request('acme-eu--berlin-1');
  const out = ['--out', desk.path('out')];
  const BAD_INPUT = 2;
  const FAILED = 1;
  const runs = await dataHubs(
    ['enroll', ...ACME, '--hub', 'berlin-1', '--csr', csr, ...out],
    ['enroll', ...ACME, '--hub', '../x', '--csr', csr, ...out],
    ['list', '--environment', 'dev', '--organization', 'ACME'],
    ['show', ...ACME, '--hub', 'berlin-1'],
    ['rotate', ...ACME, '--hub', 'berlin-1', '--finish', '--cancel'],
    ['revoke', ...ACME],
    ['invite', ...ACME, '--hub', 'Berlin', '--expires', '31d', ...out],
    ['renewal', ...ACME, '--hub', 'berlin-1', '--now', '--forbid'],
    ['secret', 'put', ...PASSWORD],
    ['secret', 'delete', ...PASSWORD],
  );

  expect(
    runs.map(({ status, stdout, stderr }) => [status, stdout, stderr.trim().split('\n').length]),
  ).toEqual([
    [BAD_INPUT, '', 1],
    [BAD_INPUT, '', 1],
    [BAD_INPUT, '', 1],
    [FAILED, '', 1],
    [BAD_INPUT, '', 1],
    [BAD_INPUT, '', 1],
    // All problems at once, one a line.
    [BAD_INPUT, '', 2],
    [BAD_INPUT, '', 1],
    [BAD_INPUT, '', 1],
    [FAILED, '', 1],
  ]);
  expect(runs.map(({ stderr }) => stderr.trim())).toEqual([
    expect.stringContaining('is of "acme-eu--berlin-1", not of hub "acme--berlin-1"'),
    expect.stringContaining('--hub = "../x"'),
    expect.stringContaining('no such organization; it has acme, acme-eu'),
    expect.stringContaining('has no hub "berlin-1"'),
    expect.stringContaining('either --csr and --out, or --finish, or --cancel'),
    expect.stringContaining('either --hub or --all'),
    expect.stringMatching(/^--expires = 31: .*\n--hub = "Berlin": /),
    expect.stringContaining('write one of --now, --forbid and --allow'),
    'standard input: is empty; a secret has one byte or more',
    expect.stringContaining('there is no secret /dev/acme/connectors/postgres/password'),
  ]);
  expect(server.asked.filter((asked) => /Put|Create|Delete|Update/.test(asked))).toEqual([]);
});

/** Hub `berlin-1` of both organizations; acme's has sent a heartbeat with this version. */
function addHubs(version: string): void {
  const { iot, shadows } = server.aws;
  const environment = loadEnvironment('dev', join(__dirname, '..', '..', 'environments'));
  const naming = new Naming(environment);
  const changedAt = new Date();
  server.aws.now = changedAt;
  for (const { slug: organization } of environment.organizations) {
    const id = createHash('sha256').update(organization).digest('hex');
    const arn = `arn:aws:iot:eu-central-1:111122223333:cert/${id}`;
    const times = { createdAt: changedAt, changedAt };
    iot.certificates.set(id, { id, arn, pem: '', status: 'ACTIVE', policies: new Set(), ...times });
    iot.things.set(`${organization}--berlin-1`, {
      type: naming.organization(organization).dataHubThingType,
      version: 1,
      attributes: {},
      principals: new Set([arn]),
    });
  }
  const { heartbeat } = hubWith({ heartbeat: { version, diskFree: 3 } });
  shadows.report('acme--berlin-1', { heartbeat });
}

test('hubs of all organizations are listed, as text that cannot control a terminal, and as a page', async () => {
  addHubs('0.2\u001b[2J</script>');
  const everywhere = ['--environment', 'dev'];
  const file = desk.path('hubs.html');
  const [lines, page, json] = await dataHubs(
    ['list', ...everywhere],
    ['list', ...everywhere, '--html', file],
    ['list', ...everywhere, '--json'],
  );
  expect(lines?.stdout).toMatch(
    /^Acme Corporation \(acme\) in dev\n\nHUB .*\nberlin-1 .* 0\.2\\u001b\[2J<\/script> +\d min ago\n\n.*\(acme-eu\) in dev\n\nHUB .*\nberlin-1 .* - +-\n$/,
  );
  expect(page).toEqual({
    status: 0,
    stdout: `${file}: 2 hubs, 0 overdue, 1 with an alarm, 1 never seen\n`,
    stderr: '',
  });
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('<h1>Data Hubs of dev</h1>');
  expect(text.match(/<\/script>/g)).toHaveLength(2);
  expect(JSON.parse(json?.stdout ?? '')).toMatchObject([
    { organization: 'acme', hub: 'berlin-1', heartbeat: { diskFree: 3 } },
    { organization: 'acme-eu', hub: 'berlin-1' },
  ]);
});

test('no page is written where it cannot stand, or would say less than it should', async () => {
  const file = desk.path('other.html');
  const [nowhere, both] = await dataHubs(
    ['list', '--environment', 'dev', '--html', desk.path('none/hubs.html')],
    ['list', '--environment', 'dev', '--html', file, '--no-heartbeats'],
  );
  expect([nowhere?.status, both?.status]).toEqual([2, 2]);
  expect(nowhere?.stderr).toMatch(/^--html = ".*: there is no folder .*none\n$/);
  expect(both?.stderr).toMatch(/^--html = ".*: cannot be written with --json or --no-heartbeats; .*\n$/);
  expect([existsSync(file), server.asked]).toEqual([false, []]);
});

test('lists begin with the organization as people know it, and programs get what they got before', async () => {
  const [, hubs, secrets, json] = await dataHubs(
    ['secret', 'put', ...PASSWORD, '--file', desk.path('value')],
    ['list', ...ACME],
    ['secret', 'list', ...ACME],
    ['list', ...ACME, '--json'],
  );
  expect(hubs?.stdout).toBe('Acme Corporation (acme) in dev has no hub\n');
  expect(secrets?.stdout).toMatch(/^Acme Corporation \(acme\) in dev\n\nCONNECTOR /);
  expect(JSON.parse(json?.stdout ?? '')).toEqual([]);
});

test('nothing is deleted or revoked where nobody can be asked, and nobody has said yes', async () => {
  const [, refused, dry] = await dataHubs(
    ['secret', 'put', ...PASSWORD, '--file', desk.path('value')],
    ['secret', 'delete', ...PASSWORD],
    ['secret', 'delete', ...PASSWORD, '--dry-run'],
  );
  expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('--yes') as string });
  expect([dry?.status, server.aws.ssm.parameters.size]).toEqual([0, 1]);
  expect((await dataHub('secret', 'delete', ...PASSWORD, '--yes')).status).toBe(0);
  expect(server.aws.ssm.parameters.size).toBe(0);
});

test('in another account nothing is done', async () => {
  server.account = '999999999999';
  const { status, stderr } = await dataHub('secret', 'put', ...PASSWORD, '--file', desk.path('value'));
  expect([status, server.asked]).toEqual([1, ['POST /']]);
  expect(stderr).toMatch(/^environment dev is in account 111122223333, and you are in 999999999999 as .*\n$/);
});
