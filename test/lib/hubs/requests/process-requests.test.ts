import { listFleet } from '../../../../lib/hubs/fleet/list-fleet';
import { processRequests } from '../../../../lib/hubs/requests/process-requests';
import { ReportingHub, requestFor } from '../fixtures/reporting-hub';
import { RequestRuns, THING } from '../fixtures/request-runs';

const HOUR = 3_600_000;

let runs: RequestRuns;
let { aws, desk, hub, enrolledHub, invitedHub, run, statusOf, later } = (runs = new RequestRuns());
afterEach(() => {
  runs.desk.clear();
  ({ aws, desk, hub, enrolledHub, invitedHub, run, statusOf, later } = runs = new RequestRuns());
});
afterAll(() => {
  runs.desk.clear();
});

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

  test('that a hub asks for right after another one waits until that one has ended', async () => {
    const keys = await hub.ask(await enrolledHub());
    await run();
    const next = hub.take(keys);
    hub.confirm(next);
    const again = await hub.ask(next);

    expect(await run()).toMatchObject([{ step: 'confirmed', certificateId: next.certificateId }]);
    later(HOUR - 1);
    expect(await run()).toEqual([]);
    later(1);
    expect(await run()).toMatchObject([{ step: 'revoked' }, { step: 'issued', kind: 'renewal' }]);
    hub.confirm(hub.take(again));
    expect(await run()).toMatchObject([{ step: 'confirmed', retired: [next.certificateId] }]);
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
