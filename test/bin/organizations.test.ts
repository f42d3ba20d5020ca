import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organizationsProgram } from '../../bin/organization-commands/organizations-program';
import { retiredSlugs } from '../../config/retired-slugs';
import { bareEnvironment, endOf, ROOT, type Run } from '../fixtures/commands';

/** Where no credentials are found. */
const NO_CREDENTIALS = {
  HOME: '/nowhere',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
};

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'organizations-'));
  cpSync(join(ROOT, 'environments'), directory, { recursive: true });
});
afterEach(() => {
  rmSync(directory, { recursive: true });
  process.exitCode = undefined;
});

const text = (environment: string): string => readFileSync(join(directory, `${environment}.json`), 'utf8');

/** Runs the command in this process, on a copy of the environments that are shipped. */
async function run(...words: readonly string[]): Promise<Run> {
  const printed = { stdout: '', stderr: '' };
  const out = jest
    .spyOn(console, 'log')
    .mockImplementation((line: string) => (printed.stdout += `${line}\n`));
  const err = jest
    .spyOn(console, 'error')
    .mockImplementation((line: string) => (printed.stderr += `${line}\n`));
  process.exitCode = undefined;
  try {
    await organizationsProgram(directory).parseAsync(words, { from: 'user' });
    return { status: (process.exitCode as number | undefined) ?? 0, ...printed };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

describe('add', () => {
  test('writes the entry as its neighbours are written, and tells what follows', async () => {
    const before = text('production');
    const { status, stdout, stderr } = await run(
      ...['add', 'acme-eu-2', '--environment', 'production', '--display-name', 'Acme 2'],
    );
    expect([status, stderr]).toEqual([0, '']);
    expect(text('production')).toBe(
      before.replace(
        '"displayName": "Globex" }\n',
        '"displayName": "Globex" },\n    { "slug": "acme-eu-2", "displayName": "Acme 2" }\n',
      ),
    );
    expect(stdout).toContain('Added Acme 2 (acme-eu-2) to ');
    expect(stdout).toContain('npm run deploy -- -c environment=production -c organization=acme-eu-2\n');
    expect(stdout).not.toMatch(/TagAthenaUser|orgSlug/);
  });

  test('again leaves it as it is; with other fields it is refused', async () => {
    const words = ['add', 'newco', '--environment', 'dev'];
    await run(...words);
    const once = text('dev');
    expect(await run(...words)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Newco \(newco\) is in .* already/) as string,
    });
    expect(await run(...words, '--status', 'suspended')).toMatchObject({ status: 2, stdout: '' });
    expect(text('dev')).toBe(once);
  });

  test('--dry-run --json prints what would be, and writes nothing', async () => {
    const before = text('local');
    const words = ['add', 'acrne', '--environment', 'local', '--athena-user', 'jane', '--athena-user', 'joe'];
    const { status, stdout, stderr } = await run(...words, '--offline', '--dry-run', '--json');
    expect([status, stderr, text('local')]).toEqual([0, '', before]);
    expect(JSON.parse(stdout)).toMatchObject({
      environment: 'local',
      outcome: 'not written',
      entry: { slug: 'acrne', displayName: 'Acrne', athenaUsers: ['jane', 'joe'] },
      warnings: [{ value: 'acrne' }],
      users: [{ outcome: 'not checked' }],
      diff: expect.stringContaining('+    { "slug": "acrne"') as string,
      next: [
        { commands: [expect.stringContaining('git diff'), expect.stringContaining('git commit')] },
        { commands: ['npm run deploy -- -c environment=local -c organization=acrne'] },
        { commands: [expect.stringContaining('--stack-name ts-local-organization-acrne')] },
        { what: expect.stringContaining('orgSlug with "acrne"') as string, commands: [] },
      ],
    });
  });

  test('what the commands that follow read is what the stack puts out', () => {
    const source = readFileSync(join(ROOT, 'lib', 'stacks', 'organization-resources.ts'), 'utf8');
    expect(source).toContain('new CfnOutput(stack, `TagAthenaUser${');
  });

  test('refuses everything that is wrong in one go, and ends with 2', async () => {
    const before = text('dev');
    const { status, stdout, stderr } = await run(
      ...['add', 'Newco', '--environment', 'dev', '--display-name', ' ', '--status', 'on'],
    );
    expect([status, stdout, text('dev')]).toEqual([2, '', before]);
    expect(stderr.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'SLUG',
      '--display-name',
      '--status',
      '',
    ]);
  });
});

describe('list', () => {
  test('--offline shows what the file says', async () => {
    const { status, stdout, stderr } = await run('list', '--environment', 'local', '--offline');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toEqual([
      'local in 123456789012, eu-central-1: 2 organizations',
      '',
      'SLUG     NAME              STATUS  IAM USERS',
      'acme     Acme Corporation  active  1',
      'acme-eu  Acme Europe       active  0',
      '',
      'stacks and hubs are not shown: --offline',
      '',
    ]);
  });

  test('--json has what was not read as null', async () => {
    const { stdout } = await run('list', '--environment', 'dev', '--offline', '--json');
    expect(JSON.parse(stdout)).toEqual({
      environment: 'dev',
      account: '111122223333',
      region: 'eu-central-1',
      organizations: [
        ...[
          ['acme', 'Acme Corporation'],
          ['acme-eu', 'Acme Europe'],
        ].map(([slug, displayName]) => ({
          slug,
          displayName,
          status: 'active',
          athenaUsers: [],
          audit: false,
          hubs: null,
          stack: null,
        })),
      ],
      unrecorded: null,
      retired: [],
      notes: ['stacks and hubs are not shown: --offline'],
    });
  });

  test('refuses an environment that is not there', async () => {
    expect(await run('list', '--environment', 'prod')).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('show', () => {
  test('has the names that follow from the slug', async () => {
    const { stdout } = await run('show', 'acme-eu', '--environment', 'local', '--offline');
    expect(stdout.replace(/ {2,}/g, ' ').split('\n')).toEqual([
      'Acme Europe (acme-eu) in local',
      '',
      'Status active',
      'Stack ts-local-organization-acme-eu',
      'IAM users none',
      'Analysts role ts-local-acme-eu-analyst, for the session tag orgSlug=acme-eu',
      'Key alias/ts-local-acme-eu',
      'Raw data s3://ts-local-raw-123456789012-eu-central-1-an/acme-eu/',
      'Workgroup ts-local-acme-eu',
      'Database ts_local_acme_eu',
      '',
      'stacks and hubs are not shown: --offline',
      '',
    ]);
  });

  test.each([
    ['acme-e', 'environment local has no such organization; it has acme-eu, acme'],
    [
      'initech',
      'environment local no longer has this organization; its slug was retired on 2026-03-31 (Gone)',
    ],
  ])('says of %s that there is none, and ends with 2', async (slug, fix) => {
    mkdirSync(join(directory, 'retired'), { recursive: true });
    const retired = [{ slug: 'initech', retiredOn: '2026-03-31', reason: 'Gone' }];
    writeFileSync(join(directory, 'retired', 'local.json'), JSON.stringify({ retired }));
    expect(await run('show', slug, '--environment', 'local', '--offline')).toEqual({
      status: 2,
      stdout: '',
      stderr: `SLUG = "${slug}": ${fix}\n`,
    });
  });
});

test('the shipped environments have records that can be read', () => {
  expect(['dev', 'local', 'production'].map((name) => retiredSlugs(name, directory))).toEqual([[], [], []]);
});

/** Runs the program of `bin`, where there are no credentials, and leaves out that it is still at work. */
async function runQuietly(...words: readonly string[]): Promise<Run> {
  const environment = bareEnvironment({ ...NO_CREDENTIALS, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
  const ended = await endOf('organizations.ts', words, environment);
  return { ...ended, stderr: ended.stderr.replace(/^\.\.\. .*\n/gm, '') };
}

test('as a program, without credentials: it says so once, and lists all the same', async () => {
  const { status, stdout, stderr } = await runQuietly('list', '--environment', 'production');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^globex +Globex +active +0$/m);
  expect(stdout.match(/no valid AWS credentials/g)).toHaveLength(1);
}, 30_000);

test('as a program, without credentials: users are not checked, and it ends with 0', async () => {
  const { status, stdout, stderr } = await runQuietly(
    ...['add', 'newco', '--environment', 'production', '--athena-user', 'jane', '--dry-run'],
  );
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^not checked: whether the IAM users exist: no valid AWS credentials/m);
}, 30_000);
