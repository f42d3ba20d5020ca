import { CredentialsUnavailableError } from '../../../../packages/data-hub/src/credentials/errors';
import {
  type HeartbeatEvent,
  isHeartbeatAlert,
} from '../../../../packages/data-hub/src/heartbeat/heartbeat-event';
import { heartbeatLoop } from '../../../../packages/data-hub/src/heartbeat/heartbeat-loop';
import { ShadowError } from '../../../../packages/data-hub/src/shadow/hub-shadow';
import type { Heartbeat } from '../../../../packages/data-hub/src/shadow/shadow-document';
import { runAll, VirtualRuntime } from '../../../../tools/simulation/virtual-runtime';

const MINUTE = 60_000;
const INTERVAL = 15 * MINUTE;
const BEAT: Heartbeat = {
  at: '2027-01-01T00:00:00.000Z',
  version: '0.2.0',
  state: 'ok',
  certificateId: 'ab'.repeat(32),
  certificateSince: '2027-01-01T00:00:00.000Z',
  diskFree: 50,
  clockOffset: 0,
  intervalMinutes: 15,
};

/** A hub that tells its heartbeat, in virtual time. */
class Beating {
  readonly runtime: VirtualRuntime;
  readonly sentAt: number[] = [];
  readonly events: HeartbeatEvent[] = [];
  failure: Error | undefined;
  readonly loop: ReturnType<typeof heartbeatLoop>;

  constructor(seed: number) {
    this.runtime = new VirtualRuntime(0, seed);
    this.loop = heartbeatLoop({
      runtime: this.runtime,
      intervalMinutes: INTERVAL / MINUTE,
      shadow: {
        report: () => {
          this.sentAt.push(this.runtime.monotonic());
          return this.failure === undefined ? Promise.resolve() : Promise.reject(this.failure);
        },
      },
      heartbeat: () => Promise.resolve(BEAT),
      onEvent: (event) => this.events.push(event),
    });
  }

  async pass(milliseconds: number): Promise<void> {
    await runAll([this.runtime], this.runtime.monotonic() + milliseconds);
  }
}

test('heartbeats come every 15 minutes, 10 % more or less; the first at a random moment', async () => {
  const hubs = Array.from({ length: 100 }, (_, seed) => new Beating(seed + 1));
  await Promise.all(hubs.map((hub) => hub.pass(20 * INTERVAL)));
  const first = hubs.map(({ sentAt }) => sentAt[0] ?? NaN);
  const waits = hubs.flatMap(({ sentAt }) => sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? NaN)));

  expect(Math.min(...first)).toBeLessThan(0.1 * INTERVAL);
  expect(Math.max(...first)).toBeGreaterThan(0.9 * INTERVAL);
  expect(Math.max(...first)).toBeLessThan(INTERVAL);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(0.9 * INTERVAL);
  expect(Math.max(...waits)).toBeLessThanOrEqual(1.1 * INTERVAL);
  // Of hubs that are started together, no two are in step: 180,000 make as many requests in each second.
  const inEachTenth = Array.from({ length: 10 }, (_, tenth) =>
    first.filter((at) => Math.floor((10 * at) / INTERVAL) === tenth),
  );
  expect(Math.min(...inEachTenth.map(({ length }) => length))).toBeGreaterThan(2);
});

test('one that fails is not repeated before the next is due; after two hours somebody is told', async () => {
  const hub = new Beating(1);
  hub.failure = new ShadowError('HUB_SHADOW_UNREACHABLE', 'no way');
  await hub.pass(9 * INTERVAL);
  const failed = hub.events.length;
  hub.failure = undefined;
  await hub.pass(3 * INTERVAL);

  expect(hub.sentAt.length).toBeLessThanOrEqual(14);
  expect(hub.events.slice(0, 9).map(isHeartbeatAlert).indexOf(true)).toBe(7);
  expect(hub.events[0]).toEqual({
    event: 'heartbeat-failed',
    code: 'HUB_SHADOW_UNREACHABLE',
    message: 'no way',
    failures: 1,
    nextIn: 900,
  });
  expect(hub.events.slice(failed)).toEqual([{ event: 'heartbeat-sent' }]);
});

test.each([
  [
    new CredentialsUnavailableError('there are no valid credentials'),
    /HUB_CREDENTIALS_UNAVAILABLE.*no valid/,
  ],
  [new Error('SECRET'), /UNEXPECTED.*unknown to this program/],
])('a failure is told without what it might quote', async (failure, told) => {
  const hub = new Beating(1);
  hub.failure = failure;
  await hub.pass(INTERVAL);

  expect(JSON.stringify(hub.events)).toMatch(told);
  expect(JSON.stringify(hub.events)).not.toContain('SECRET');
});

test('once it is stopped there are no more', async () => {
  const hub = new Beating(1);
  await hub.pass(2 * INTERVAL);
  await hub.loop.stop();
  const sent = hub.sentAt.length;
  await hub.pass(5 * INTERVAL);

  expect(sent).toBeGreaterThan(0);
  expect(hub.sentAt).toHaveLength(sent);
});
