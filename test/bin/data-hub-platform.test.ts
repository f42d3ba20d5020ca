import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { addPlatformCommands } from '../../bin/platform-commands/platform-commands';
import { bareEnvironment, commandLine, Program, type Run } from '../fixtures/commands';
import { AwsServer } from '../lib/hubs/fixtures/aws-server';
import { Desk } from '../lib/hubs/fixtures/operator';

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

/** Runs a command, and leaves out that it was still at work: how often it says so depends on the machine. */
async function dataHub(...options: readonly string[]): Promise<Run> {
  const environment = bareEnvironment(server.environment);
  const run = await Program.start(commandLine('data-hub.ts', options), environment).ended();
  told += run.stdout + run.stderr;
  return { ...run, stderr: run.stderr.replace(/^\.\.\. .*\n/gm, '') };
}

/** Every command, by its words. */
function commands(parent: Command, words: readonly string[] = []): [string, Command][] {
  return parent.commands.flatMap((command) => {
    const named = [...words, command.name()];
    const below = commands(command, named);
    return below.length > 0 ? below : [[named.join(' '), command] as [string, Command]];
  });
}

describe('help', () => {
  const program = new Command();
  addPlatformCommands(program);
  const all = commands(program);

  test('there is a command for each thing that operators do', () => {
    expect(all.map(([words]) => words)).toEqual([
      'enroll',
      'invite',
      'process-requests',
      'renewal',
      'list',
      'show',
      'rotate',
      'revoke',
      'secret put',
      'secret get',
      'secret list',
      'secret delete',
    ]);
  });

  test.each(all)('of %s has an example, and a result for programs', (words, command) => {
    let text = '';
    command.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
    expect(text).toContain(`data-hub ${words} `);
    expect(text).toContain('--json');
  });

  test('no command takes a secret as an argument', () => {
    const flags = all.flatMap(([, command]) => command.options.map(({ flags: form }) => form));
    expect(flags.filter((form) => /value|secret|password|code/i.test(form))).toEqual([]);
  });
});

test('a secret is stored, and told nowhere', async () => {
  const put = await dataHub('secret', 'put', ...PASSWORD, '--file', desk.path('value'), '--json');
  const [list, get] = await Promise.all([
    dataHub('secret', 'list', ...ACME, '--json'),
    dataHub('secret', 'get', ...PASSWORD),
  ]);
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
  expect(JSON.parse(list.stdout)).toMatchObject([{ connector: 'postgres', name: 'password' }]);
  expect(get.status).toBe(0);
  expect(told).not.toContain(SECRET);
  const revealed = await dataHub('secret', 'get', ...PASSWORD, '--reveal');
  expect(revealed).toEqual({ status: 0, stdout: SECRET, stderr: '' });
});

test('what cannot be done is one line, and changes nothing', async () => {
  const csr = await desk.request('acme-eu--berlin-1');
  const out = ['--out', desk.path('out')];
  const BAD_INPUT = 2;
  const FAILED = 1;
  const runs = await Promise.all([
    dataHub('enroll', ...ACME, '--hub', 'berlin-1', '--csr', csr, ...out),
    dataHub('enroll', ...ACME, '--hub', '../x', '--csr', csr, ...out),
    dataHub('list', '--environment', 'dev', '--organization', 'ACME'),
    dataHub('show', ...ACME, '--hub', 'berlin-1'),
    dataHub('rotate', ...ACME, '--hub', 'berlin-1', '--finish', '--cancel'),
    dataHub('revoke', ...ACME),
    dataHub('invite', ...ACME, '--hub', 'Berlin', '--expires', '31d', ...out),
    dataHub('renewal', ...ACME, '--hub', 'berlin-1', '--now', '--forbid'),
    dataHub('secret', 'put', ...PASSWORD),
    dataHub('secret', 'delete', ...PASSWORD),
  ]);
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

test('lists begin with the organization as people know it, and programs get what they got before', async () => {
  await dataHub('secret', 'put', ...PASSWORD, '--file', desk.path('value'));
  const [hubs, secrets, json] = await Promise.all([
    dataHub('list', ...ACME),
    dataHub('secret', 'list', ...ACME),
    dataHub('list', ...ACME, '--json'),
  ]);
  expect(hubs.stdout).toBe('Acme Corporation (acme) in dev has no hub\n');
  expect(secrets.stdout).toMatch(/^Acme Corporation \(acme\) in dev\n\nCONNECTOR /);
  expect(JSON.parse(json.stdout)).toEqual([]);
});

test('nothing is deleted or revoked where nobody can be asked, and nobody has said yes', async () => {
  await dataHub('secret', 'put', ...PASSWORD, '--file', desk.path('value'));
  const refused = await dataHub('secret', 'delete', ...PASSWORD);
  const dry = await dataHub('secret', 'delete', ...PASSWORD, '--dry-run');
  expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('--yes') as string });
  expect([dry.status, server.aws.ssm.parameters.size]).toEqual([0, 1]);
  expect((await dataHub('secret', 'delete', ...PASSWORD, '--yes')).status).toBe(0);
  expect(server.aws.ssm.parameters.size).toBe(0);
});

test('in another account nothing is done', async () => {
  server.account = '999999999999';
  const { status, stderr } = await dataHub('secret', 'put', ...PASSWORD, '--file', desk.path('value'));
  expect([status, server.asked]).toEqual([1, ['POST /']]);
  expect(stderr).toMatch(/^environment dev is in account 111122223333, and you are in 999999999999 as .*\n$/);
});
