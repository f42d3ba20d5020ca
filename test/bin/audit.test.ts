import { endsOf, type Run } from '../fixtures/commands';

// Whatever the credentials: nothing here asks anybody.
const NOBODY = { ...process.env, AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ACCESS_KEY_ID: undefined };

const REGULATED = ['--environment', 'regulated'] as const;
/** It keeps no trail. */
const PRODUCTION = ['--environment', 'production'] as const;
const BAD_INPUT = [
  [REGULATED, /--organization: is missing, or --query/],
  [['--query', 'sign-ins'], /--environment: is missing/],
  [[...REGULATED, '--organization', 'nobody'], /--organization.*nobody/],
  [[...REGULATED, '--query', 'sign-ins', '--since', 'x'], /--since.*write 90m, 24h/],
  [[...REGULATED, '--query', 'who-read-object'], /--object: is missing/],
  [[...REGULATED, 'acme'], /too many arguments/],
] as const;

const WITHOUT_TRAIL = [...PRODUCTION, '--query', 'nothing', '--organization', 'nobody', '--since', 'x'];

let listed: Run | undefined, listedAsJson: Run | undefined, withoutTrail: Run | undefined, refusals: Run[];
beforeAll(async () => {
  const lines = [['--list'], ['--list', '--json'], WITHOUT_TRAIL, ...BAD_INPUT.map(([options]) => options)];
  [listed, listedAsJson, withoutTrail, ...refusals] = await endsOf(
    lines.map((options) => ['audit.ts', ...options]),
    NOBODY,
  );
});

test('the questions are listed with what they answer', () => {
  expect(listed).toMatchObject({ status: 0, stderr: '' });
  expect(listed?.stdout).toMatch(
    /^organization +What an organization did, .*\n(.*\n)*who-read-object +Who read an object/,
  );
  expect(listed?.stdout.trim().split('\n')).toHaveLength(8);
});

test('the questions are listed as JSON, a line each, as answers are', () => {
  const names = (listed?.stdout ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ')[0]);
  const lines = (listedAsJson?.stdout ?? '').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
    names.map((name) => ({ name, description: expect.stringMatching(/^[A-Z]/) as string })),
  );
});

test.each(BAD_INPUT.map(([options, message], index) => [options, message, index] as const))(
  '%j is bad input',
  (_options, message, index) => {
    expect(refusals[index]).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(message) as string,
    });
  },
);

test('an environment without a trail is told with all that is wrong besides, a line for each', () => {
  expect(withoutTrail?.status).toBe(2);
  expect(withoutTrail?.stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/^--environment = "production": keeps no trail; write "operations"/),
    expect.stringMatching(/^--since = "x": write 90m/),
    expect.stringMatching(/^--organization = "nobody": environment production has no such organization/),
    expect.stringMatching(/^--query = "nothing": write one of organization, who-read-object/),
  ]);
});
