import { corrected } from '../../../lib/account/clock';
import { hubOf } from '../../../lib/account/open-platform';
import { platformClients } from '../../../lib/account/platform-clients';
import { environment } from '../../fixtures/environment';
import { FakeAws } from '../hubs/fixtures/fake-aws';
import { Desk } from '../hubs/fixtures/operator';
import { serviceError } from '../hubs/fixtures/service-error';

let aws: FakeAws;
let desk: Desk;
beforeEach(() => {
  aws = new FakeAws();
  desk = new Desk();
});
afterEach(() => {
  desk.clear();
});

test('another account than the environment’s is refused in one line, before anything else is asked', async () => {
  aws.account = '999999999999';
  await expect(desk.open(aws)).rejects.toMatchObject({
    code: 'WRONG_ACCOUNT',
    message: expect.stringMatching(
      /^environment test is in account 111122223333, and you are in 999999999999/,
    ) as string,
  });
  expect(aws.calls).toEqual(['sts:GetCallerIdentity']);
});

test.each([
  ['an environment that there is not', 'acme', 'nowhere'],
  ['an organization of another environment', 'newco', 'test'],
  ['a name of an organization with a slash', '../acme', 'test'],
])('%s is refused before AWS is asked', async (_, organization, name) => {
  await expect(desk.open(aws, organization, name)).rejects.toMatchObject({ code: 'CONFIGURATION' });
  expect(aws.calls).toEqual([]);
});

test('whoever works on one of two organizations that look alike is warned, once, and others are not', async () => {
  const organizations = ['acme-1', 'acme-l', 'acme'].map((slug) => ({ slug, displayName: slug }));
  const alike = new Desk({
    account: '111122223333',
    region: 'eu-central-1',
    compliancePacks: [],
    organizations,
  });
  const told: string[] = [];
  const onWarning = (lines: string): unknown => told.push(lines);
  for (const slug of ['acme-1', 'acme']) await alike.open(aws, slug, 'test', onWarning);
  expect(told).toEqual([
    expect.stringMatching(/^warning: .* = "acme-l": looks like "acme-1"; before you act/),
  ]);
  alike.clear();
});

test('an environment that cannot be is told by the option of these commands', async () => {
  await expect(desk.open(aws, 'acme', 'TEST')).rejects.toThrow(/^--environment = "TEST": /);
});

test('of many organizations the nearest to what was written are named', async () => {
  const slugs = Array.from({ length: 1000 }, (_, index) => `org${index}`);
  const organizations = [...slugs, 'acme-eu'].map((slug) => ({ slug, displayName: slug }));
  const many = new Desk({ account: '111122223333', region: 'eu-central-1', organizations });
  await expect(many.open(aws, 'acme-ue')).rejects.toThrow(
    /it has acme-eu, (?:org\d+, ){8}org\d+ and 991 more$/,
  );
  many.clear();
});

test.each(['a/b', 'a b', 'Berlin', 'bérlin', '', '-a', 'a--b', 'a'.repeat(300)])(
  '%j is no name of a hub',
  async (name) => {
    const platform = await desk.open(aws);
    expect(() => hubOf(platform, name)).toThrow('--hub');
  },
);

test("clients work in the environment's Region, whatever the shell says", async () => {
  const before = process.env['AWS_REGION'];
  process.env['AWS_REGION'] = 'us-east-1';
  const clients = platformClients(environment().region);
  for (const client of [clients.iot, clients.kms, clients.ssm, clients.sts]) {
    expect(await client.config.region()).toBe('eu-central-1');
  }
  if (before === undefined) delete process.env['AWS_REGION'];
  else process.env['AWS_REGION'] = before;
});

test('calls are paced and tried again, but what is written to a policy is read anew first', async () => {
  const { iot, iam } = platformClients(environment().region);
  expect([iot.config.retryMode, await iot.config.maxAttempts()]).toEqual(['adaptive', 8]);
  expect(await iam.config.maxAttempts()).toBe(1);
});

test.each([
  ['ExpiredToken', 'AWS_SIGNED_OUT', /aws sso login/],
  ['CredentialsProviderError', 'AWS_SIGNED_OUT', /sign in/],
  ['ThrottlingException', 'AWS_THROTTLED', /throttles sts:GetCallerIdentity/],
  ['SomethingElse', 'AWS_REFUSED', /SomethingElse/],
])('%s is told in one line', async (name, code, message) => {
  aws.interference = {
    before: () => {
      throw serviceError(name, 'first line\nsecond line');
    },
  };
  const failure = await desk.open(aws).catch((error: unknown) => error as Error);
  expect(failure).toMatchObject({ code, message: expect.stringMatching(message) as string });
  expect((failure as Error).message).not.toContain('\n');
});

test('a clock that is wrong is put right by that of AWS', () => {
  const noon = new Date('2026-11-24T12:00:00Z');
  const clock = { now: () => noon, pause: () => Promise.resolve() };
  expect(corrected(clock, new Date('2027-11-24T12:00:00Z')).now()).toEqual(new Date('2027-11-24T12:00:00Z'));
  expect(corrected(clock, undefined).now()).toEqual(noon);
});
