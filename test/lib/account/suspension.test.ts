import { ConfigurationError } from '../../../config/errors';
import { hubOf, type Platform } from '../../../lib/account/open-platform';
import { requireActive, tellingSuspension } from '../../../lib/account/suspension';
import { enroll } from '../../../lib/hubs/enrolment/enroll';
import { listFleet } from '../../../lib/hubs/fleet/list-fleet';
import { showHub } from '../../../lib/hubs/fleet/list-hubs';
import { planRevocation } from '../../../lib/hubs/revocation/revocation-plan';
import { revoke } from '../../../lib/hubs/revocation/revoke';
import { cancelRotation, finishRotation, startRotation } from '../../../lib/hubs/rotation/rotate';
import { parseSecretValue } from '../../../lib/hubs/secrets/secret-value';
import {
  deleteSecret,
  listSecrets,
  putSecret,
  revealSecret,
  showSecret,
} from '../../../lib/hubs/secrets/secrets';
import { NO_REVOCATIONS, revocationPolicy } from '../../../policies/data-hub/revocation-policy';
import { policyDocument } from '../../../policies/statement';
import { denied, FakeAws } from '../hubs/fixtures/fake-aws';
import { Desk } from '../hubs/fixtures/operator';

const HUB = 'berlin-1';
const SECRET = { connector: 'postgres', name: 'password' };
const VALUE = parseSecretValue(Buffer.from('correct-horse-battery'), 'standard input', true);
const SUSPENDED = 'organization acme is suspended in environment test';

let aws: FakeAws;
let desk: Desk;
let active: Platform;
let suspended: Platform;
beforeEach(async () => {
  aws = new FakeAws();
  desk = new Desk();
  const role = new Map([
    ['ts-test-acme-data-hub-revocations', JSON.stringify(policyDocument(revocationPolicy(NO_REVOCATIONS)))],
  ]);
  aws.iam.roles.set('ts-test-acme-data-hub', role);
  active = await desk.open(aws);
  suspended = { ...active, organization: { ...active.organization, status: 'suspended' } };
  await enroll(active, { hub: HUB, csr: await request('first'), out: desk.path('first') });
  await putSecret(active, SECRET, VALUE);
});
afterEach(() => {
  desk.clear();
});

function request(name: string): Promise<string> {
  return desk.request(`acme--${HUB}`, `${name}.csr`);
}

async function rotating(): Promise<void> {
  await startRotation(active, { hub: HUB, csr: await request('second'), out: desk.path('second') });
}

describe('while an organization is suspended', () => {
  test.each<[string, RegExp, () => Promise<unknown>]>([
    [
      'enroll',
      /so that its hubs get no credentials; make it active first/,
      async () =>
        enroll(suspended, { hub: 'berlin-2', csr: await request('other'), out: desk.path('other') }),
    ],
    [
      'rotate',
      /so that its hubs get no credentials;/,
      async () => startRotation(suspended, { hub: HUB, csr: await request('next'), out: desk.path('next') }),
    ],
    [
      'rotate --finish, where a proof is needed',
      /hub "berlin-1" gets no credentials to prove that it works \(rotate --cancel gives the rotation up\)/,
      async () => {
        await rotating();
        return finishRotation(suspended, { hub: HUB });
      },
    ],
    [
      'secret put',
      /its key denies every use, and no secret can be stored or read; make it active first: "status": "active"/,
      () => putSecret(suspended, SECRET, VALUE),
    ],
    ['secret get --reveal', /its key denies every use/, () => revealSecret(suspended, SECRET)],
  ])('%s says so, and asks for no permission', async (_command, message, run) => {
    const error = await run().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'ORGANIZATION_SUSPENDED' });
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message.startsWith(`${SUSPENDED}, so that `)).toBe(true);
    expect((error as Error).message).not.toMatch(/permission|\n/);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['secret put', () => putSecret(suspended, SECRET, VALUE)],
    ['secret get --reveal', () => revealSecret(suspended, SECRET)],
  ])('%s asks AWS nothing', async (_command, run) => {
    const before = aws.calls.length;
    await expect(run()).rejects.toThrow('suspended');
    expect(aws.calls).toHaveLength(before);
  });

  test('what needs no credentials of a hub and no key is done, and says so in a line', async () => {
    await rotating();
    const secret = active.naming.connectorParameterPath(active.organization.slug);
    const told: string[] = [];
    const run = (action: () => Promise<unknown>): Promise<void> =>
      tellingSuspension(
        suspended,
        async () => {
          await action();
        },
        (line) => told.push(line),
      );
    await run(() => listFleet([suspended], { heartbeats: false }));
    await run(() => showHub(suspended, hubOf(suspended, HUB)));
    await run(() => cancelRotation(suspended, { hub: HUB }));
    await run(() => listSecrets(suspended));
    await run(() => showSecret(suspended, SECRET));
    await run(() => deleteSecret(suspended, SECRET));
    expect(told).toEqual(Array(6).fill(`note: ${SUSPENDED}: its key, hubs and queries are denied`));
    expect(aws.ssm.parameters.has(`${secret}postgres/password`)).toBe(false);
  });

  test('a hub is revoked all the same', async () => {
    const result = await revoke(
      suspended,
      await planRevocation(suspended, hubOf(suspended, HUB)),
      () => undefined,
    );
    expect(result.verified).toBe(true);
    expect((await showHub(suspended, hubOf(suspended, HUB))).state).toBe('revoked');
  });

  test('what AWS denies says that it may be for that, in the same line', async () => {
    aws.interference = denied('ssm:DescribeParameters');
    const told: string[] = [];
    const run = tellingSuspension(
      suspended,
      async () => {
        await listSecrets(suspended);
      },
      (line) => told.push(line),
    );
    await expect(run).rejects.toMatchObject({
      message: expect.stringMatching(
        new RegExp(`^AWS denies ssm:DescribeParameters.* \\(${SUSPENDED}, which may be why\\)$`),
      ) as string,
      code: 'AWS_DENIED',
    });
    expect(told).toEqual([]);
  });

  test('what is wrong with the command itself is said as ever', async () => {
    const error = new ConfigurationError([{ place: '--hub', fix: 'write one' }]);
    const run = tellingSuspension(
      suspended,
      () => Promise.reject(error),
      () => undefined,
    );
    await expect(run).rejects.toBe(error);
  });
});

describe('while it is active', () => {
  test('nothing is said, and errors are as they are', async () => {
    const told: string[] = [];
    await tellingSuspension(
      active,
      () => Promise.resolve(),
      (line) => told.push(line),
    );
    expect(told).toEqual([]);
    const error = new ConfigurationError([{ place: '--hub', fix: 'write one' }]);
    await expect(
      tellingSuspension(
        active,
        () => Promise.reject(error),
        () => undefined,
      ),
    ).rejects.toBe(error);
    expect(() => {
      requireActive(active, 'nothing is possible');
    }).not.toThrow();
  });
});
