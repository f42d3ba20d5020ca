import { loadEnvironment } from '../../config/load-environment';
import type { CapacityReport } from '../../lib/capacity/capacity-report';
import { endsOf, ROOT, type Run } from '../fixtures/commands';

// Whatever the credentials: the command asks nobody.
const NO_CREDENTIALS = {
  ...process.env,
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_ACCESS_KEY_ID: undefined,
};
const PRODUCTION = ['--environment', 'production'];

const MANY = ['capacity.ts', ...PRODUCTION, '--organizations', '1000', '--json'] as const;

let told: Run | undefined,
  many: Run | undefined,
  again: Run | undefined,
  full: Run | undefined,
  refused: Run | undefined;
beforeAll(async () => {
  const commands = [
    ['capacity.ts', ...PRODUCTION],
    MANY,
    MANY,
    ['capacity.ts', ...PRODUCTION, '--organizations', '250'],
    ['capacity.ts', '--environment', 'prod'],
  ] as const;
  [told, many, again, full, refused] = await endsOf(commands, NO_CREDENTIALS);
});

const { organizations } = loadEnvironment('production', `${ROOT}/environments`);

test('people are told what is used, what is reached first, how large policies are and what it costs', () => {
  expect(told).toMatchObject({ status: 0, stderr: '' });
  const stdout = told?.stdout;
  expect(stdout).toMatch(
    new RegExp(`^production: account \\d{12}, eu-central-1, ${organizations.length} organizations$`, 'm'),
  );
  expect(stdout).toMatch(/^IoT role aliases +4 +100 +4 % +1 +99 organizations$/m);
  expect(stdout).toMatch(/^S3 general purpose buckets .* does not grow$/m);
  expect(stdout).toMatch(
    /^Size of an IAM managed policy or permissions boundary +[\d,]+ +6,144 .*ts-production-shared\//m,
  );
  expect(stdout).toMatch(
    /every account has, the first to be reached is IoT role aliases \(100\), at 99 organizations\.$/m,
  );
  expect(stdout).toMatch(/^ {2}each organization 1 USD a month, 3 USD from the third year on$/m);
});

test('programs get the same as JSON, as if there were more, and it is the same each time', () => {
  expect(many?.status).toBe(0);
  const { capacity: found, firstReached, cost } = JSON.parse(many?.stdout ?? '') as CapacityReport;
  expect(found.organizations).toBe(1000);
  expect(found.quotas.find(({ key }) => key === 'iot-role-aliases')).toMatchObject({
    use: 1001,
    level: 'reached',
  });
  expect(firstReached).toMatchObject({
    byDefault: { quota: 'iot-role-aliases', limit: 100, organizations: 99 },
    inThisAccount: { quota: 'iot-role-aliases', organizations: 99 },
    raisedToTheMost: { quota: 'athena-workgroups', limit: 1000, organizations: 1000 },
  });
  expect(cost.total.atFirst).toBe(cost.shared.atFirst + 1000 * cost.perOrganization.atFirst);
  expect(again).toEqual(many);
});

test('quotas that are reached are told with the way to raise them, and are no failure of the command', () => {
  expect(full?.status).toBe(0);
  const stdout = full?.stdout;
  expect(stdout).toMatch(/^IoT role aliases +251 +100 +25[01] % !! /m);
  expect(stdout).toMatch(
    /^No room is left: Glue security configurations\. Ask for more: aws service-quotas /m,
  );
  expect(stdout).toMatch(/^Little room is left: EventBridge rules of one event bus\./m);
});

test('an environment that there is not is refused in a line', () => {
  expect(refused).toEqual({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/^environments\/prod\.json: does not exist; /) as string,
  });
});
