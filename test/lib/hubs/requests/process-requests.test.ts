import { readFileSync, writeFileSync } from 'node:fs';
import { enroll } from '../../../../lib/hubs/enrolment/enroll';
import { listFleet } from '../../../../lib/hubs/fleet/list-fleet';
import { processRequests } from '../../../../lib/hubs/requests/process-requests';
import type { HubStep } from '../../../../lib/hubs/requests/process-hub';
import { revoke } from '../../../../lib/hubs/revocation/revoke';
import { planRevocation } from '../../../../lib/hubs/revocation/revocation-plan';
import { orderRenewal } from '../../../../lib/hubs/rotation/renewal-orders';
import { invite } from '../../../../lib/hubs/invitation/invite';
import { newKeyWithRequest } from '../../../../packages/data-hub/src/csr/certificate-request';
import { parseEnrolmentFile } from '../../../../packages/data-hub/src/enrolment/enrolment-file';
import { FakeAws } from '../fixtures/fake-aws';
import { Desk } from '../fixtures/operator';
import { type Pair, ReportingHub, requestFor } from '../fixtures/reporting-hub';

const THING = 'acme--berlin-1';
const HOUR = 3_600_000;

let aws: FakeAws;
let desk: Desk;
let hub: ReportingHub;
beforeEach(() => {
  aws = new FakeAws();
  desk = new Desk();
  hub = new ReportingHub(aws, THING);
});
afterEach(() => {
  desk.clear();
});

/** A hub that an operator has enrolled. */
async function enrolledHub(thingName = THING): Promise<Pair> {
  const { privateKey, request } = await newKeyWithRequest(thingName);
  const [, name = ''] = thingName.split('--');
  writeFileSync(desk.path(`${name}.csr`), request);
  const { certificate } = await enroll(await desk.open(aws), {
    hub: name,
    csr: desk.path(`${name}.csr`),
    out: desk.path(`bundle-${name}`),
  });
  return { certificateId: certificate?.id ?? '', privateKey };
}

/** What the holder of a new enrolment file has. */
async function invitedHub(): Promise<Pair> {
  const out = desk.path(`files-${aws.calls.length}`);
  const [invited] = await invite(await desk.open(aws), { hubs: ['berlin-1'], out });
  const { claimPrivateKey } = parseEnrolmentFile(readFileSync(invited?.file ?? ''), 'file');
  return { certificateId: invited?.certificateId ?? '', privateKey: claimPrivateKey };
}

async function run(options: { dryRun?: boolean; organization?: string } = {}): Promise<HubStep[]> {
  const { hubs } = await processRequests(await desk.open(aws, options.organization), options);
  expect(hubs.flatMap(({ failed }) => failed ?? [])).toEqual([]);
  return hubs.flatMap(({ steps }) => steps);
}

const statusOf = ({ certificateId }: Pair): string | undefined =>
  aws.iot.certificates.get(certificateId)?.status;
const later = (milliseconds: number): void => void (aws.now = new Date(aws.now.getTime() + milliseconds));

describe('a renewal', () => {
  test('goes from the request to the end of the old certificate', async () => {
    const old = await enrolledHub();
    const keys = await hub.ask(old);
    expect(await run()).toMatchObject([{ step: 'issued', kind: 'renewal' }]);
    const next = hub.take(keys);
    expect([statusOf(old), statusOf(next)]).toEqual(['ACTIVE', 'ACTIVE']);

    hub.confirm(next);
    expect(await run()).toEqual([
      { step: 'confirmed', certificateId: next.certificateId, retired: [old.certificateId] },
    ]);
    expect([statusOf(old), statusOf(next)]).toEqual(['INACTIVE', 'ACTIVE']);
    expect(aws.shadows.of(THING)).toEqual({ desired: {}, reported: {} });

    later(HOUR - 1);
    expect(await run()).toEqual([]);
    later(1);
    expect(await run()).toEqual([{ step: 'revoked', certificates: [old.certificateId] }]);
    expect(statusOf(old)).toBe('REVOKED');
    expect(await listFleet([await desk.open(aws)], { heartbeats: false })).toMatchObject([
      { hub: 'berlin-1', state: 'enrolled', lastRotation: aws.now.toISOString() },
    ]);
    expect(await run()).toEqual([]);
  });

  test('is answered once, however often the job runs', async () => {
    const keys = await hub.ask(await enrolledHub());
    await run();
    const next = hub.take(keys);
    const changes = aws.writes.length;
    expect(await run()).toEqual([]);
    expect(aws.writes).toHaveLength(changes);
    expect(hub.take(keys)).toEqual(next);
  });

  test('is answered by two runs at once with one certificate', async () => {
    const keys = await hub.ask(await enrolledHub());
    await Promise.all([run(), run()]);
    expect(aws.iot.active).toHaveLength(2);
    expect(statusOf(hub.take(keys))).toBe('ACTIVE');
    expect(aws.iot.certificates.size).toBe(2);
  });

  test('is answered again where somebody with a session of the hub has written over the answer', async () => {
    const keys = await hub.ask(await enrolledHub());
    await run();
    const { issued } = hub.answer;
    aws.shadows.update(THING, { desired: { issued: { ...issued, certificate: 'of mine' } } });
    expect(await run()).toMatchObject([{ step: 'issued' }]);
    expect(statusOf(hub.take(keys))).toBe('ACTIVE');
  });

  test('that the hub has lost is given up for the one that it asks for now', async () => {
    const old = await enrolledHub();
    const lost = await hub.ask(old);
    await run();
    const never = hub.take(lost);
    const keys = await hub.ask(old);
    expect(await run()).toMatchObject([{ step: 'issued' }]);
    expect([statusOf(never), statusOf(hub.take(keys)), statusOf(old)]).toEqual([
      'REVOKED',
      'ACTIVE',
      'ACTIVE',
    ]);
  });

  test('changes nothing in a dry run', async () => {
    const old = await enrolledHub();
    await hub.ask(old);
    const changes = aws.writes.length;
    expect(await run({ dryRun: true })).toMatchObject([{ step: 'issued', kind: 'renewal' }]);
    expect(aws.writes).toHaveLength(changes);
  });

  test('an answer to what has changed meanwhile is not written', async () => {
    await hub.ask(await enrolledHub());
    aws.interference = {
      before: (action) => {
        if (action === 'iotData:UpdateThingShadow') aws.shadows.report(THING, { heartbeat: { at: 'now' } });
        aws.interference = action === 'iotData:UpdateThingShadow' ? {} : aws.interference;
      },
    };
    expect(await run()).toMatchObject([{ step: 'issued' }, { step: 'changed-meanwhile' }]);
    expect(await run()).toMatchObject([{ step: 'issued' }]);
    expect(aws.iot.active).toHaveLength(2);
  });
});

describe('a request that is not granted', () => {
  async function refusedCode(): Promise<string | undefined> {
    const steps = await run();
    const [step] = steps;
    expect(steps).toHaveLength(1);
    expect(step?.step).toBe('refused');
    expect(aws.iot.active.length).toBeLessThanOrEqual(1);
    return hub.answer.refused?.code;
  }

  test('signed by another key, as whoever has stolen a session has to', async () => {
    const { certificateId } = await enrolledHub();
    const { privateKey } = await newKeyWithRequest(THING);
    await hub.ask({ certificateId, privateKey });
    expect(await refusedCode()).toBe('SIGNATURE_INVALID');
    // Once is enough.
    expect(await run()).toEqual([]);
  });

  test('signed for another request', async () => {
    const old = await enrolledHub();
    await hub.ask(old);
    const { signature } = aws.shadows.of(THING).reported['request'] as { signature: string };
    await hub.ask(old, { signature });
    expect(await refusedCode()).toBe('SIGNATURE_INVALID');
  });

  test("by another hub's certificate", async () => {
    await enrolledHub();
    await hub.ask(await enrolledHub('acme--berlin-2'));
    const { hubs } = await processRequests(await desk.open(aws));
    expect(hubs).toMatchObject([{ hub: 'berlin-1', steps: [{ code: 'SIGNER_UNKNOWN' }] }]);
  });

  test('by a certificate that is not active', async () => {
    const old = await enrolledHub();
    await hub.ask(old);
    const platform = await desk.open(aws);
    const plan = await planRevocation(platform, { name: 'berlin-1', thingName: THING });
    await revoke(platform, plan, () => undefined);
    expect(await refusedCode()).toBe('SIGNER_INACTIVE');
  });

  test('for the name of another hub', async () => {
    const old = await enrolledHub();
    await hub.ask(old, { keys: await newKeyWithRequest('acme--berlin-10') });
    expect(await refusedCode()).toBe('REQUEST_OF_ANOTHER');
  });

  test('under the id of another one', async () => {
    await hub.ask(await enrolledHub(), { id: 'a'.repeat(64) });
    expect(await refusedCode()).toBe('REQUEST_ID');
  });

  test('for the key that the hub has', async () => {
    const { privateKey, request } = await newKeyWithRequest(THING);
    writeFileSync(desk.path('own.csr'), request);
    const { certificate } = await enroll(await desk.open(aws), {
      hub: 'berlin-1',
      csr: desk.path('own.csr'),
      out: desk.path('bundle'),
    });
    await hub.ask({ certificateId: certificate?.id ?? '', privateKey }, { keys: { privateKey, request } });
    expect(await refusedCode()).toBe('KEY_REUSED');
  });

  test('while operators forbid it', async () => {
    const old = await enrolledHub();
    await orderRenewal(await desk.open(aws), 'berlin-1', 'forbid');
    await hub.ask(old);
    expect(await refusedCode()).toBe('RENEWAL_FORBIDDEN');
    await orderRenewal(await desk.open(aws), 'berlin-1', 'allow');
    await hub.ask(old);
    expect(await run()).toMatchObject([{ step: 'issued' }]);
  });

  test.each([
    ['no object', 'x'],
    ['an unknown member', { id: 'a'.repeat(64), more: 1 }],
    [
      'a certificate id that is a path',
      { id: 'a'.repeat(64), csr: '', certificateId: '../x', signature: '', at: '' },
    ],
  ])('in a form that is none: %s', async (_what, request) => {
    await enrolledHub();
    aws.shadows.report(THING, { request });
    expect(await run()).toMatchObject([{ step: 'refused', code: 'REQUEST_MALFORMED' }]);
    expect(aws.iot.active).toHaveLength(1);
  });
});

describe('a confirmation', () => {
  test('by the old key retires nothing', async () => {
    const old = await enrolledHub();
    const keys = await hub.ask(old);
    await run();
    const next = hub.take(keys);
    hub.confirm(next, old.privateKey);
    expect(await run()).toMatchObject([{ step: 'confirmation-ignored' }]);
    expect([statusOf(old), statusOf(next)]).toEqual(['ACTIVE', 'ACTIVE']);
  });

  test('of the old certificate does not retire the new one', async () => {
    const old = await enrolledHub();
    const keys = await hub.ask(old);
    await run();
    hub.confirm(old);
    expect(await run()).toMatchObject([{ step: 'confirmation-ignored' }]);
    expect(statusOf(hub.take(keys))).toBe('ACTIVE');
  });
});

describe('an enrolment with an enrolment file', () => {
  test('gives the hub its certificate, and makes the file useless once it is in use', async () => {
    const claim = await invitedHub();
    expect(await listFleet([await desk.open(aws)], { heartbeats: false })).toMatchObject([
      { state: 'invited', certificates: [] },
    ]);
    const keys = await hub.ask(claim);
    expect(await run()).toMatchObject([{ step: 'issued', kind: 'enrolment' }]);
    const own = hub.take(keys);
    expect(aws.iot.certificates.get(own.certificateId)?.policies).toEqual(new Set(['ts-test-acme-data-hub']));
    expect(await listFleet([await desk.open(aws)], { heartbeats: false })).toMatchObject([
      { state: 'enrolled', certificates: [{ id: own.certificateId }] },
    ]);

    hub.confirm(own);
    expect(await run()).toMatchObject([{ step: 'confirmed', retired: [] }]);
    expect(aws.iot.certificates.has(claim.certificateId)).toBe(false);
    expect([...aws.iot.thing(THING).principals]).toHaveLength(1);
    expect(aws.iot.thing(THING).attributes).not.toHaveProperty('invitation');
  });

  test('is good for one certificate', async () => {
    const claim = await invitedHub();
    await hub.ask(claim);
    await run();
    await hub.ask(claim);
    expect(await run()).toMatchObject([{ step: 'refused', code: 'HUB_ENROLLED' }]);
    expect(hub.answer).not.toHaveProperty('issued');
  });

  test('has an end, after which the claim is taken away', async () => {
    const claim = await invitedHub();
    later(7 * 24 * HOUR);
    await hub.ask(claim);
    expect(await run()).toMatchObject([{ step: 'refused', code: 'INVITATION_EXPIRED' }]);
    aws.shadows.report(THING, { request: null });
    expect(await run()).toEqual([{ step: 'invitation-expired' }]);
    expect(aws.iot.certificates.size).toBe(0);
    expect(await run()).toEqual([]);
  });

  test('cannot be for the key of the file, which has travelled', async () => {
    const claim = await invitedHub();
    await hub.ask(claim, { keys: await requestFor(THING, claim.privateKey) });
    expect(await run()).toMatchObject([{ step: 'refused', code: 'KEY_REUSED' }]);
    expect(aws.iot.certificates.size).toBe(1);
  });
});

test('what fails for one hub keeps no other from its answer', async () => {
  const one = await enrolledHub();
  const other = await enrolledHub('acme--berlin-2');
  await hub.ask(one);
  const second = new ReportingHub(aws, 'acme--berlin-2');
  await second.ask(other);
  aws.interference = {
    before: (action, input) => {
      const { thingName } = input as { thingName?: string };
      if (action === 'iotData:GetThingShadow' && thingName === THING) throw new Error('broken');
    },
  };
  const { hubs, looked } = await processRequests(await desk.open(aws));
  expect(looked).toBe(2);
  expect(hubs).toMatchObject([
    { hub: 'berlin-1', steps: [], failed: { code: 'AWS_UNREACHABLE' } },
    { hub: 'berlin-2', steps: [{ step: 'issued' }] },
  ]);
});

test("no organization's run touches a hub of another whose slug begins alike", async () => {
  await hub.ask(await enrolledHub());
  expect(await run({ organization: 'acme-eu' })).toEqual([]);
});
