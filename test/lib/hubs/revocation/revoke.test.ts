import { NO_REVOCATIONS, revocationPolicy } from '../../../../policies/data-hub/revocation-policy';
import { policyDocument } from '../../../../policies/statement';
import { hubOf, type Platform } from '../../../../lib/account/open-platform';
import { enroll } from '../../../../lib/hubs/enrolment/enroll';
import {
  requireRevoked,
  revoke,
  type Revocation,
  type RevocationStep,
} from '../../../../lib/hubs/revocation/revoke';
import { planRevocation } from '../../../../lib/hubs/revocation/revocation-plan';
import { readRevocationDocument } from '../../../../lib/hubs/revocation/revocation-document';
import { denied, FakeAws } from '../fixtures/fake-aws';
import { Desk } from '../fixtures/operator';
import { serviceError } from '../fixtures/service-error';

const ROLE = 'ts-test-acme-data-hub';
const POLICY = 'ts-test-acme-data-hub-revocations';

let aws: FakeAws;
let desk: Desk;
let platform: Platform;
beforeEach(async () => {
  aws = new FakeAws();
  desk = new Desk();
  const template = JSON.stringify(policyDocument(revocationPolicy(NO_REVOCATIONS)));
  aws.iam.roles.set(ROLE, new Map([[POLICY, template]]));
  platform = await desk.open(aws);
});
afterEach(() => {
  desk.clear();
});

async function enrolled(hub: string): Promise<string> {
  const csr = await desk.request(`acme--${hub}`);
  const { certificate } = await enroll(platform, { hub, csr, out: desk.path(hub) });
  return certificate?.id ?? '';
}

async function revoked(what: string): Promise<Revocation & { told: RevocationStep[] }> {
  const told: RevocationStep[] = [];
  const plan = await planRevocation(platform, what === 'all' ? 'all' : hubOf(platform, what));
  return { ...(await revoke(platform, plan, (step) => told.push(step))), told };
}

function policy(): ReturnType<typeof readRevocationDocument> {
  return readRevocationDocument(aws.iam.roles.get(ROLE)?.get(POLICY) ?? '{}');
}

function outcomes({ steps }: Revocation): Record<string, string> {
  return Object.fromEntries(steps.map(({ step, outcome }) => [step, outcome]));
}

test('a hub is revoked: first its certificate, then its sessions, and no other hub', async () => {
  const stolen = await enrolled('berlin-1');
  const other = await enrolled('berlin-10');
  const before = aws.writes.length;
  const result = await revoked('berlin-1');
  expect(aws.writes.slice(before)).toEqual(['iot:UpdateThing', 'iot:UpdateCertificate', 'iam:PutRolePolicy']);
  expect(aws.iot.certificate(stolen).status).toBe('REVOKED');
  expect(aws.iot.certificate(other).status).toBe('ACTIVE');
  expect(policy().certificates.map(({ id }) => id)).toEqual([stolen]);
  expect(result.verified).toBe(true);
  expect(result.told.map(({ step }) => step)).toEqual([
    'certificates',
    'sessions',
    'hybrid nodes',
    'verified',
  ]);
  expect(JSON.stringify(result)).not.toMatch(/instant/i);
  expect(result.told[1]?.detail).toContain('IAM spreads');
});

test('a second revocation says so, changes nothing, and reads everything back again', async () => {
  await enrolled('berlin-1');
  await revoked('berlin-1');
  const before = aws.writes.length;
  const again = await revoked('berlin-1');
  expect(outcomes(again)).toEqual({
    certificates: 'already done',
    sessions: 'already done',
    'hybrid nodes': 'nothing to do',
    verified: 'done',
  });
  expect(aws.writes).toHaveLength(before);
});

test('a second revocation mends what somebody has overwritten', async () => {
  const stolen = await enrolled('berlin-1');
  await revoked('berlin-1');
  aws.iam.roles.get(ROLE)?.set(POLICY, '{"Version":"2012-10-17","Statement":[]}');
  await revoked('berlin-1');
  expect(policy().certificates.map(({ id }) => id)).toEqual([stolen]);
});

test('after its sessions have ended by themselves, a revoked hub needs no entry', async () => {
  await enrolled('berlin-1');
  await revoked('berlin-1');
  aws.now = new Date(aws.now.getTime() + 3 * 3_600_000);
  const later = await enrolled('berlin-2');
  expect(outcomes(await revoked('berlin-1'))).toMatchObject({ sessions: 'nothing to do', verified: 'done' });
  await revoked('berlin-2');
  expect(policy().certificates.map(({ id }) => id)).toEqual([later]);
});

test('a whole organization is revoked by the moment of issue, with certificates that have no thing', async () => {
  const ids = [await enrolled('berlin-1'), await enrolled('berlin-2'), await enrolled('berlin-3')];
  const loose = aws.iot.certificate(ids[2]);
  aws.iot.thing('acme--berlin-3').principals.clear();
  aws.iot.things.set('acme-eu--1', {
    type: 'ts-test-acme-eu-data-hub',
    version: 1,
    attributes: {},
    principals: new Set(),
  });
  const result = await revoked('all');
  expect(result.verified).toBe(true);
  expect(aws.iot.active).toEqual([]);
  expect(loose.status).toBe('REVOKED');
  expect(result.hubs).toEqual(['berlin-1', 'berlin-2', 'berlin-3']);
  expect(policy().sessionsBefore).toBeDefined();
  expect(aws.iot.thing('acme-eu--1').attributes).toEqual({});
  expect(outcomes(await revoked('all'))).toMatchObject({
    certificates: 'already done',
    sessions: 'already done',
  });
});

test('operators who revoke at the same time lose no entry of each other', async () => {
  const names = ['a', 'b', 'c', 'd'];
  for (const seed of [1, 2]) {
    const ids = await Promise.all(names.map((name) => enrolled(`${name}${seed}`)));
    let state = seed;
    const turns = async (count: number): Promise<void> => {
      for (let turn = 0; turn < count; turn++) await Promise.resolve();
    };
    // Answers come after a random while; whoever pauses waits longer than any answer takes.
    aws.interference = {
      before: async () => {
        state = (state * 48_271) % 2_147_483_647;
        await turns(state % 40);
      },
    };
    const slow = { ...platform, clock: { ...aws.clock, pause: () => turns(600) } };
    const plans = await Promise.all(
      names.map((name) => planRevocation(platform, hubOf(platform, `${name}${seed}`))),
    );
    const results = await Promise.all(plans.map((plan) => revoke(slow, plan, () => undefined)));
    expect(results.every(({ verified }) => verified)).toBe(true);
    expect(policy().certificates.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    aws.interference = {};
  }
});

test('hybrid nodes of the hub go, and activations that wait for it', async () => {
  await enrolled('berlin-1');
  const role = 'ts-test-acme-hybrid-node';
  aws.ssm.nodes.set('mi-1', { InstanceId: 'mi-1', IamRole: role, tags: { dataHub: 'acme--berlin-1' } });
  aws.ssm.nodes.set('mi-2', { InstanceId: 'mi-2', IamRole: role, tags: { dataHub: 'acme--berlin-2' } });
  aws.ssm.nodes.set('mi-3', { InstanceId: 'mi-3', IamRole: 'another', tags: { dataHub: 'acme--berlin-1' } });
  const result = await revoked('berlin-1');
  expect([...aws.ssm.nodes.keys()]).toEqual(['mi-2', 'mi-3']);
  expect(result.told[2]?.detail).toBe('1 node deregistered, 0 activations deleted');
});

test('a role without the policy: the certificate is revoked all the same, and the message says what to deploy', async () => {
  const stolen = await enrolled('berlin-1');
  aws.iam.roles.get(ROLE)?.delete(POLICY);
  const result = await revoked('berlin-1');
  expect(aws.iot.certificate(stolen).status).toBe('REVOKED');
  expect(result.told[1]).toMatchObject({
    outcome: 'failed',
    detail: expect.stringContaining('npx cdk deploy -c environment=test ts-test-organization-acme') as string,
  });
  expect(aws.iam.roles.get(ROLE)?.size).toBe(0);
  expect(() => {
    requireRevoked(result);
  }).toThrow('not complete (sessions, verified)');
});

test.each([
  ['iot:UpdateCertificate', ['certificates', 'verified']],
  ['iam:PutRolePolicy', ['sessions', 'verified']],
  ['ssm:DescribeActivations', ['hybrid nodes']],
])('without permission for %s the other steps are done, and it is said', async (action, failing) => {
  const stolen = await enrolled('berlin-1');
  aws.interference = denied(action);
  const result = await revoked('berlin-1');
  expect(result.verified).toBe(false);
  expect(result.steps.filter(({ outcome }) => outcome === 'failed').map(({ step }) => step)).toEqual(failing);
  expect(result.steps.find(({ outcome }) => outcome === 'failed')?.detail).toContain(`AWS denies ${action}`);
  aws.interference = {};
  expect((await revoked('berlin-1')).verified).toBe(true);
  expect(aws.iot.certificate(stolen).status).toBe('REVOKED');
});

test('a write that is throttled, or whose answer is lost, is tried again from reading', async () => {
  const stolen = await enrolled('berlin-1');
  const failures = [
    serviceError('ThrottlingException', 'slow down'),
    Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
  ];
  aws.interference = {
    before: (action) => {
      const failure = action === 'iam:PutRolePolicy' ? failures.shift() : undefined;
      if (failure !== undefined) throw failure;
    },
  };
  expect((await revoked('berlin-1')).verified).toBe(true);
  expect([failures, policy().certificates.map(({ id }) => id)]).toEqual([[], [stolen]]);
});

test('an unknown hub is refused, and so is a hub of another organization', async () => {
  await enrolled('berlin-1');
  await expect(revoked('berlin-2')).rejects.toMatchObject({ code: 'HUB_UNKNOWN' });
  const neighbour = await desk.open(aws, 'acme-eu');
  await expect(planRevocation(neighbour, hubOf(neighbour, 'berlin-1'))).rejects.toMatchObject({
    code: 'HUB_UNKNOWN',
  });
});
