import { runCommand } from '../fixtures/commands';

// Whatever the credentials: nothing here asks anybody.
const NOBODY = { ...process.env, AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ACCESS_KEY_ID: undefined };

function audit(...options: readonly string[]): ReturnType<typeof runCommand> {
  return runCommand('audit.ts', options, NOBODY);
}

test('the questions are listed with what they answer', () => {
  const { status, stdout, stderr } = audit('--list');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(
    /^organization +What an organization did, .*\n(.*\n)*who-read-object +Who read an object/,
  );
  expect(stdout.trim().split('\n')).toHaveLength(8);
});

test.each([
  [['--environment', 'production'], /--organization: is missing, or --query/],
  [['--query', 'sign-ins'], /--environment: is missing/],
  [['--environment', 'production', '--organization', 'nobody'], /--organization.*nobody/],
  [['--environment', 'production', '--query', 'sign-ins', '--since', 'x'], /--since.*write 90m, 24h/],
  [['--environment', 'production', '--query', 'who-read-object'], /--object: is missing/],
  [['--environment', 'production', 'acme'], /too many arguments/],
])('%j is bad input', (options, message) => {
  const { status, stdout, stderr } = audit(...options);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});

test('an environment without a trail is told in one line', () => {
  const { status, stderr } = audit('--environment', 'production', '--query', 'sign-ins');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^environment production keeps no trail; set "operations".*\n$/);
});
