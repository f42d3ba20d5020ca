import type { Platform } from '../../../../lib/account/open-platform';
import { hubOf } from '../../../../lib/account/open-platform';
import { enroll } from '../../../../lib/hubs/enrolment/enroll';
import { listFleet } from '../../../../lib/hubs/fleet/list-fleet';
import { showHub, stateOf } from '../../../../lib/hubs/fleet/list-hubs';
import { FakeAws } from '../fixtures/fake-aws';
import { Desk } from '../fixtures/operator';

let aws: FakeAws;
let desk: Desk;
beforeEach(() => {
  aws = new FakeAws();
  desk = new Desk();
});
afterEach(() => {
  desk.clear();
});

async function enrolled(platform: Platform, hub: string): Promise<void> {
  const csr = await desk.request(`${platform.organization.slug}--${hub}`);
  await enroll(platform, { hub, csr, out: desk.path(`${platform.organization.slug}-${hub}`) });
}

const ACTIVE = { status: 'ACTIVE' };
const INACTIVE = { status: 'INACTIVE' };
const REVOKED = { status: 'REVOKED' };

test.each([
  ['enrolled', {}, [ACTIVE]],
  ['enrolled', {}, [REVOKED, ACTIVE]],
  ['rotating', { rotatingTo: 'x' }, [INACTIVE, ACTIVE]],
  ['rotating', {}, [ACTIVE, ACTIVE]],
  ['unfinished', { pending: 'x' }, [INACTIVE]],
  ['unfinished', {}, []],
  ['retired', {}, [INACTIVE, REVOKED]],
  ['revoked', {}, [REVOKED, REVOKED]],
] as const)('%s is a hub with notes %j and certificates %j', (state, notes, certificates) => {
  expect(stateOf(notes, certificates)).toBe(state);
});

test('every hub of the organization is listed, over several pages, and none of another', async () => {
  const platform = await desk.open(aws);
  const neighbour = await desk.open(aws, 'acme-eu');
  for (const hub of ['e', 'd', 'c', 'b', 'a']) await enrolled(platform, hub);
  await enrolled(neighbour, 'a');
  aws.now = new Date('2026-12-24T11:59:59Z');
  const hubs = await listFleet([platform], { heartbeats: false });
  expect(hubs.map(({ hub }) => hub)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(hubs[0]).toMatchObject({
    thingName: 'acme--a',
    state: 'enrolled',
    enrolledAt: '2026-11-24T12:00:00.000Z',
    certificates: [{ status: 'ACTIVE', ageDays: 29, rotatingTo: false }],
  });
  expect((await listFleet([neighbour], { heartbeats: false })).map(({ thingName }) => thingName)).toEqual([
    'acme-eu--a',
  ]);
});

test('a hub that there is not is refused, and a thing that is not a hub, too', async () => {
  const platform = await desk.open(aws);
  await expect(showHub(platform, hubOf(platform, 'berlin-1'))).rejects.toMatchObject({ code: 'HUB_UNKNOWN' });
  aws.iot.things.set('acme--berlin-1', { type: 'Lamp', version: 1, attributes: {}, principals: new Set() });
  await expect(showHub(platform, hubOf(platform, 'berlin-1'))).rejects.toMatchObject({
    code: 'THING_OF_ANOTHER_TYPE',
  });
});
