import { bareEnvironment, type Run, runCommand } from '../fixtures/commands';

/** Runs a command where no credentials are found and nothing can be reached. */
function run(command: 'deploy' | 'drift' | 'preflight', ...args: readonly string[]): Run {
  const environment = bareEnvironment({
    HOME: '/nowhere',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
  });
  return runCommand(`${command}.ts`, args, environment);
}

test.each([
  ['preflight', [], /required option '--environment/],
  ['preflight', ['--environment', 'nowhere'], /environments\/nowhere\.json: does not exist/],
  ['preflight', ['--environment', 'Dev'], /^--environment = "Dev"/],
  ['preflight', ['--environment', 'dev', '--organization', 'A B'], /^--organization = "A B"/],
  ['preflight', ['--environment', 'dev', '--org', 'acme'], /unknown option '--org'/],
  ['drift', [], /required option '--environment/],
  ['drift', ['--environment', 'nowhere'], /environments\/nowhere\.json: does not exist/],
  ['drift', ['--environment', 'dev', '--organization', 'A B'], /^--organization = "A B"/],
  ['deploy', ['-c', 'environment=nowhere'], /environments\/nowhere\.json: does not exist/],
  ['deploy', ['-c', 'env=dev'], /did you mean "environment"/],
  ['deploy', ['-c', 'environment=dev', '--app', 'cdk.out'], /^--app: this command deploys/],
] as const)(
  '%s %j: bad arguments exit with 2, and nothing is asked',
  (command, args, message) => {
    const { status, stdout, stderr } = run(command, ...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  },
  30_000,
);

test('without credentials, a preflight exits with 2, and --json prints JSON only', () => {
  const { status, stdout, stderr } = run('preflight', '--environment', 'dev', '--json');
  expect([status, stderr]).toEqual([2, '']);
  expect(JSON.parse(stdout)).toMatchObject({ environment: 'dev', outcome: 'not checked' });
}, 30_000);

test('without credentials, drift is not known: it exits with 2 and prints nothing', () => {
  const { status, stdout, stderr } = run('drift', '--environment', 'dev', '--json');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^no valid AWS credentials/);
}, 30_000);

test('and a deployment does not begin', () => {
  const { status, stdout, stderr } = run('deploy', '-c', 'environment=dev', '--require-approval', 'never');
  expect(status).toBe(2);
  expect(stdout).toMatch(/^not checked {2}credentials: no valid AWS credentials/);
  expect(stdout).not.toContain('Synthesis time');
  expect(stderr).toBe('The preflight did not pass: nothing was deployed.\n');
}, 30_000);

test.each(['deploy', 'drift', 'preflight'] as const)(
  '%s --help shows examples',
  (command) => {
    const { status, stdout } = run(command, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain(`npm run ${command} -- `);
    expect(stdout).toContain('Examples:');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThan(125);
  },
  30_000,
);
