import { enroll } from '../../../../lib/hubs/enrolment/enroll';
import { listFleet } from '../../../../lib/hubs/fleet/list-fleet';
import { orderRenewal } from '../../../../lib/hubs/rotation/renewal-orders';
import { FakeAws } from '../fixtures/fake-aws';
import { Desk } from '../fixtures/operator';

const HEARTBEAT = {
  at: '2026-11-24T11:59:00Z',
  version: '0.3.0',
  state: 'ok',
  certificateId: 'a'.repeat(64),
  certificateSince: '2026-11-01T00:00:00Z',
  diskFree: 40.5,
  clockOffset: -2,
  intervalMinutes: 15,
};

let aws: FakeAws;
let desk: Desk;
beforeEach(async () => {
  aws = new FakeAws();
  desk = new Desk();
  for (const hub of ['berlin-1', 'berlin-2']) {
    const csr = await desk.request(`acme--${hub}`);
    await enroll(await desk.open(aws), { hub, csr, out: desk.path(hub) });
  }
});
afterEach(() => {
  desk.clear();
});

describe('hubs with heartbeats', () => {
  test('were seen last when AWS took their heartbeat, whatever they say themselves', async () => {
    aws.shadows.report('acme--berlin-2', { heartbeat: { ...HEARTBEAT, at: '2036-01-01T00:00:00Z' } });
    const [silent, seen] = await listFleet([await desk.open(aws)], { heartbeats: true });
    expect(silent).toMatchObject({ hub: 'berlin-1', state: 'enrolled' });
    expect(silent).not.toHaveProperty('lastSeen');
    expect(seen).toMatchObject({
      hub: 'berlin-2',
      state: 'enrolled',
      lastSeen: '2026-11-24T12:00:00.000Z',
      heartbeat: { version: '0.3.0', diskFree: 40.5 },
    });
  });

  test.each([
    ['a member that is not known', { ...HEARTBEAT, html: '<script>' }],
    ['a version that is a page long', { ...HEARTBEAT, version: 'x'.repeat(41) }],
    ['another form', 'alive'],
  ])('are not believed in %s', async (_what, heartbeat) => {
    aws.shadows.report('acme--berlin-1', { heartbeat });
    const [hub] = await listFleet([await desk.open(aws)], { heartbeats: true });
    expect(hub).not.toHaveProperty('heartbeat');
    expect(hub).not.toHaveProperty('lastSeen');
  });
});

describe('an order to renew', () => {
  test('stands in the shadow, beside what is there', async () => {
    aws.shadows.report('acme--berlin-1', { heartbeat: HEARTBEAT });
    await orderRenewal(await desk.open(aws), 'berlin-1', 'now');
    expect(aws.shadows.of('acme--berlin-1')).toEqual({
      desired: { renewIfBefore: '2026-11-24T12:00:00.000Z' },
      reported: { heartbeat: HEARTBEAT },
    });
  });

  test('is not given to a hub that may not follow it, or does not exist', async () => {
    const platform = await desk.open(aws);
    await orderRenewal(platform, 'berlin-1', 'forbid');
    await expect(orderRenewal(platform, 'berlin-1', 'now')).rejects.toMatchObject({
      code: 'RENEWAL_FORBIDDEN',
    });
    await expect(orderRenewal(platform, 'berlin-3', 'now')).rejects.toMatchObject({ code: 'HUB_UNKNOWN' });
  });
});
