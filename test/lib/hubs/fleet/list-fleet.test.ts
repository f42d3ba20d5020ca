import { enroll } from '../../../../lib/hubs/enrolment/enroll';
import { deleteThing } from '../../../../lib/hubs/fleet/thing';
import { hubOf } from '../../../../lib/account/open-platform';
import { listFleet } from '../../../../lib/hubs/fleet/list-fleet';
import { FakeAws } from '../fixtures/fake-aws';
import { Desk } from '../fixtures/operator';
import { hubWith } from '../fleet-page/fleet';

let aws: FakeAws;
let desk: Desk;
beforeEach(() => {
  aws = new FakeAws();
  desk = new Desk();
});
afterEach(() => {
  desk.clear();
});

test('hubs of several organizations are listed, each with its own heartbeat, and progress is told', async () => {
  const platforms = await Promise.all(['acme', 'acme-eu'].map((slug) => desk.open(aws, slug)));
  for (const [index, platform] of platforms.entries()) {
    const { slug } = platform.organization;
    const out = desk.path(`out-${slug}`);
    await enroll(platform, { hub: 'a', csr: await desk.request(`${slug}--a`), out });
    const { heartbeat } = hubWith({ heartbeat: { version: `0.2.${String(index)}` } });
    aws.shadows.report(`${slug}--a`, { heartbeat });
  }
  const told: string[] = [];
  const onProgress = (read: number, all: number): void => {
    told.push(`${String(read)}/${String(all)}`);
  };
  expect(await listFleet(platforms, { heartbeats: true, onProgress })).toMatchObject([
    { organization: 'acme', hub: 'a', lastSeen: '2026-11-24T12:00:00.000Z', heartbeat: { version: '0.2.0' } },
    { organization: 'acme-eu', hub: 'a', heartbeat: { version: '0.2.1' } },
  ]);
  expect(told).toEqual(['1/2', '2/2']);
  aws.calls.length = 0;
  const [withoutHeartbeat] = await listFleet(platforms, { heartbeats: false });
  expect(withoutHeartbeat).not.toHaveProperty('lastSeen');
  expect(aws.calls).not.toContain('iotData:GetThingShadow');
});

test('a hub that is deleted while hubs are read is left out, and any other failure is one', async () => {
  const platform = await desk.open(aws);
  for (const hub of ['a', 'b']) {
    await enroll(platform, { hub, csr: await desk.request(`acme--${hub}`), out: desk.path(hub) });
  }
  aws.interference = {
    after: async (action) => {
      if (action !== 'iot:ListThings') return;
      aws.interference = {};
      await deleteThing(platform, hubOf(platform, 'a'));
    },
  };
  aws.iot.things.get('acme--a')?.principals.clear();
  expect(await listFleet([platform], { heartbeats: true })).toMatchObject([{ hub: 'b' }]);
  aws.interference = {
    before: (action) => {
      if (action === 'iotData:GetThingShadow') throw new Error('no line');
    },
  };
  await expect(listFleet([platform], { heartbeats: true })).rejects.toThrow('got no answer');
});
