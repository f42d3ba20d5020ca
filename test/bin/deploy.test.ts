import { bareEnvironment, endOf, endsOf, type Run, runCommand } from '../fixtures/commands';

type Command = 'deploy' | 'drift' | 'preflight';

/** Where no credentials are found and nothing can be reached. */
const NOWHERE = bareEnvironment({
  HOME: '/nowhere',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
});

const run = (command: Command, ...args: readonly string[]): Promise<Run> =>
  endOf(`${command}.ts`, args, NOWHERE);

/** The same of several. */
const runs = (...lines: readonly (readonly [Command, ...string[]])[]): Promise<Run[]> =>
  endsOf(
    lines.map(([command, ...args]) => [`${command}.ts`, ...args]),
    NOWHERE,
  );

const BAD_ARGUMENTS = [
  [['preflight'], /required option '--environment/],
  [['preflight', '--environment', 'nowhere'], /environments\/nowhere\.json: does not exist/],
  [['preflight', '--environment', 'Dev'], /^--environment = "Dev"/],
  [['preflight', '--environment', 'dev', '--organization', 'A B'], /^--organization = "A B"/],
  [['preflight', '--environment', 'dev', '--org', 'acme'], /unknown option '--org'/],
  [['drift'], /required option '--environment/],
  [['drift', '--environment', 'nowhere'], /environments\/nowhere\.json: does not exist/],
  [['drift', '--environment', 'dev', '--organization', 'A B'], /^--organization = "A B"/],
  [['deploy', '-c', 'environment=nowhere'], /environments\/nowhere\.json: does not exist/],
  [['deploy', '-c', 'env=dev'], /did you mean "environment"/],
] as const;

test('bad arguments exit with 2, and nothing is asked', async () => {
  const ended = await runs(...BAD_ARGUMENTS.map(([line]) => line));
  expect(ended.map((told, index) => [BAD_ARGUMENTS[index]?.[0], told])).toEqual(
    BAD_ARGUMENTS.map(([line, message]) => [
      line,
      { status: 2, stdout: '', stderr: expect.stringMatching(message) as string },
    ]),
  );
}, 30_000);

test('a deployment of an assembly, without a place for temporary files, exits with 2, as a process of its own', () => {
  const { status, stdout, stderr } = runCommand('deploy.ts', ['-c', 'environment=dev', '--app', 'cdk.out'], {
    ...NOWHERE,
    TMPDIR: '/proc/nowhere',
  });
  expect([status, stdout, stderr.trimEnd().split('\n')]).toEqual([
    2,
    '',
    [
      expect.stringMatching(/^--app: this command deploys/),
      'TMPDIR = "/proc/nowhere": cannot be written (ENOENT); name another folder for temporary files: TMPDIR=/path/to/folder',
    ],
  ]);
}, 30_000);

test('without credentials, a preflight exits with 2, and --json prints JSON only', async () => {
  const { status, stdout, stderr } = await run('preflight', '--environment', 'dev', '--json');
  expect([status, stderr]).toEqual([2, '']);
  expect(JSON.parse(stdout)).toMatchObject({ environment: 'dev', outcome: 'not checked' });
}, 30_000);

test('without credentials, drift is not known: it exits with 2 and prints nothing', async () => {
  const { status, stdout, stderr } = await run('drift', '--environment', 'dev', '--json');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^no valid AWS credentials/);
}, 30_000);

test('without credentials, a deployment does not begin', async () => {
  const { status, stdout, stderr } = await run(
    'deploy',
    '-c',
    'environment=dev',
    '--require-approval',
    'never',
  );
  expect(status).toBe(2);
  expect(stdout).toMatch(/^not checked {2}credentials: no valid AWS credentials/);
  expect(stdout).not.toContain('Synthesis time');
  expect(stderr).toBe('The preflight did not pass: nothing was deployed.\n');
}, 30_000);

test('--help shows examples', async () => {
  const commands = ['deploy', 'drift', 'preflight'] as const;
  const ended = await runs(...commands.map((command) => [command, '--help'] as const));
  for (const [index, command] of commands.entries()) {
    const { status, stdout = '' } = ended[index] ?? {};
    expect([command, status]).toEqual([command, 0]);
    expect(stdout).toContain(`npm run ${command} -- `);
    expect(stdout).toContain('Examples:');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThan(125);
  }
}, 30_000);
