import { FetchError } from '../../../../packages/data-hub/src/credentials/errors';
import { isAlert } from '../../../../packages/data-hub/src/credentials/refresh-event';
import { CLIENT_WINDOW } from '../../../../packages/data-hub/src/credentials/refresh-schedule';
import { ask } from '../fixtures/ask';
import { type IssuedCertificate, TestCa } from '../fixtures/certificates';
import { THING } from '../fixtures/credentials-server';
import { HOUR, LATENCY, MINUTE, SECOND, VirtualHub } from '../fixtures/virtual-hub';

let ca: TestCa;
let pair: IssuedCertificate;
let hub: VirtualHub;

beforeAll(async () => {
  ca = await TestCa.create();
  pair = await ca.issue({ commonName: THING });
});
beforeEach(() => {
  hub = new VirtualHub(ca.certificate, pair);
});

const gaps = (): number[] =>
  hub.requests.slice(1).map(({ at }, index) => at - (hub.requests[index]?.at ?? 0));
const unreachable = (): never => {
  throw new FetchError('CONNECTION_FAILED', 'transient', 'connection to the server failed (ECONNRESET)');
};
const revoked = () => hub.response(403, { message: 'Access Denied' });

test('renews every 27 to 33 minutes, for a day, whatever clients do', async () => {
  hub.source.refresher.start();
  for (let hour = 0; hour < 24; hour++) {
    await hub.pass(HOUR - 20 * SECOND);
    expect(await ask(hub)).toMatchObject({ id: expect.stringMatching(/^ASIA/) as string });
  }

  expect(Math.min(...gaps())).toBeGreaterThan(27 * MINUTE - SECOND);
  expect(Math.max(...gaps())).toBeLessThan(33 * MINUTE + LATENCY);
  expect(new Set(gaps().map((gap) => Math.round(gap / SECOND))).size).toBeGreaterThan(20);
});

test('many clients at once cause one request', async () => {
  const asked = Promise.all(Array.from({ length: 50 }, () => hub.source.provider()));
  await hub.pass(SECOND);

  expect(new Set((await asked).map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['ASIA1']));
  expect(hub.requests).toHaveLength(1);
});

test('a failed refresh leaves credentials in use until they end, and clients ask often meanwhile', async () => {
  await ask(hub);
  hub.answer = unreachable;
  await hub.pass(55 * MINUTE);

  expect(await ask(hub)).toMatchObject({ id: 'ASIA1' });
  await hub.pass(5 * MINUTE);
  expect(await ask(hub)).toMatchObject({
    code: 'HUB_CREDENTIALS_UNAVAILABLE',
    reason: 'CONNECTION_FAILED',
    message: expect.stringMatching(
      /^no valid credentials: connection .* \(ECONNRESET\); the next attempt is in \d+ s$/,
    ) as string,
  });

  hub.answer = () => hub.success();
  await hub.pass(MINUTE + LATENCY);
  expect(await ask(hub)).toMatchObject({ id: 'ASIA2' });
});

test('passing failures are retried from a second up to a minute apart', async () => {
  hub.answer = unreachable;
  hub.source.refresher.start();
  await hub.pass(2 * HOUR);

  const [soonest = 0] = gaps();
  expect(soonest).toBeLessThanOrEqual(2 * SECOND + LATENCY);
  expect(Math.min(...gaps())).toBeGreaterThanOrEqual(SECOND);
  expect(Math.max(...gaps())).toBeLessThanOrEqual(MINUTE + LATENCY);
  expect(hub.requests.length).toBeGreaterThan(150);
});

test.each([
  ['400', 400],
  ['403', 403],
  ['404', 404],
])('%s is an alert at once, and is retried every 2 to 5 minutes', async (_name, status) => {
  hub.answer = () => hub.response(status, { message: 'No' });
  hub.source.refresher.start();
  await hub.pass(6 * HOUR);

  expect(hub.events.every(isAlert)).toBe(true);
  expect(Math.min(...gaps())).toBeGreaterThanOrEqual(2 * MINUTE);
  expect(Math.max(...gaps())).toBeLessThanOrEqual(5 * MINUTE + LATENCY);
});

test('429 is retried every 2 to 5 minutes, too; it is an alert from the third in a row on, or without credentials', async () => {
  await ask(hub);
  hub.answer = () => hub.response(429, { message: 'Rate exceeded' });
  await hub.pass(59 * MINUTE);
  const failed = hub.of('refresh-failed');

  expect(Math.min(...gaps().slice(1))).toBeGreaterThanOrEqual(2 * MINUTE);
  expect(Math.max(...gaps().slice(1))).toBeLessThanOrEqual(5 * MINUTE + LATENCY);
  expect(failed.length).toBeGreaterThan(4);
  expect(failed.map(isAlert)).toEqual(failed.map((_event, index) => index >= 2));
  expect(await ask(hub)).toMatchObject({ id: 'ASIA1' });
});

test('a revoked hub is served to the end of its session and no longer', async () => {
  await ask(hub);
  hub.answer = revoked;
  await hub.pass(59 * MINUTE);
  expect(await ask(hub)).toMatchObject({ id: 'ASIA1' });
  await hub.pass(MINUTE);
  expect(await ask(hub)).toMatchObject({ reason: 'CREDENTIALS_REFUSED' });
});

test('a single passing failure is no alert; ten in a row are, and so is the first without credentials', async () => {
  await ask(hub);
  hub.answer = unreachable;
  await hub.pass(59 * MINUTE);
  const failed = hub.of('refresh-failed');

  expect(failed.slice(0, 9).some(isAlert)).toBe(false);
  expect(failed.slice(9).every(isAlert)).toBe(true);
});

test('an SDK client asks again right after each refresh: the reported end is one window later', async () => {
  await ask(hub);
  const answer = await ask(hub);
  const next = hub.source.refresher.nextFetch - hub.runtime.monotonic();

  expect(answer).toMatchObject({ left: Math.floor(next + 20 * SECOND + CLIENT_WINDOW.sdk) });
});

test('a machine whose clock is a year off gets credentials with an end by its own clock, and an alert', async () => {
  hub.runtime.wallError = -365 * 24 * HOUR;
  const answer = await ask(hub);

  expect(answer).toMatchObject({ id: 'ASIA1' });
  expect(answer).toHaveProperty('left', expect.any(Number));
  if (answer instanceof Error) throw answer;
  expect(answer.left).toBeGreaterThan(27 * MINUTE);
  expect(answer.left).toBeLessThan(HOUR);
  expect(hub.of('clock-wrong')).toEqual([{ event: 'clock-wrong', behindBy: expect.any(Number) as number }]);
  expect(hub.of('clock-wrong')[0]?.behindBy).toBeCloseTo(365 * 24 * 3600, -1);
});

test('a clock that is set, as after sleep, renews credentials once', async () => {
  await ask(hub);
  await hub.pass(5 * MINUTE);
  hub.runtime.wallError = 2 * HOUR;
  await ask(hub);

  expect(hub.of('clock-jumped')).toEqual([{ event: 'clock-jumped', by: 7200 }]);
  expect(hub.requests).toHaveLength(2);
});

test('ExpiredToken renews a session once, however many calls it failed, and never for an older session', async () => {
  await ask(hub);
  const { refresher } = hub.source;
  await Promise.all([
    ...Array.from({ length: 20 }, () => refresher.expiredEarly('ASIA1')),
    refresher.expiredEarly('ASIA0'),
    hub.pass(SECOND),
  ]);
  await refresher.expiredEarly('ASIA1');

  expect(hub.requests).toHaveLength(2);
  expect(refresher.current?.keys.accessKeyId).toBe('ASIA2');
});

test('ExpiredToken again and again is no storm: a renewal that fails is retried as always', async () => {
  await ask(hub);
  hub.answer = revoked;
  for (let call = 0; call < 100; call++) {
    void hub.source.refresher.expiredEarly('ASIA1');
    await hub.pass(SECOND);
  }

  expect(hub.requests).toHaveLength(2);
});

test('when stopped it fetches no more, and says so to clients that wait', async () => {
  await ask(hub);
  await hub.source.stop();
  await hub.pass(2 * HOUR);

  expect(hub.requests).toHaveLength(1);
  expect(hub.source.refresher.current).toBeUndefined();
});

test.each([
  ['a session that is over', -MINUTE],
  ['a session of a week', 7 * 24 * HOUR],
])('%s is not taken', async (_what, length) => {
  hub.sessionLength = length;

  expect(await ask(hub)).toMatchObject({ reason: 'BAD_RESPONSE' });
});

test('a defect of the transport is a passing failure, and what it quotes is not told', async () => {
  hub.answer = () => {
    throw new TypeError('SECRET');
  };
  const answer = await ask(hub);

  expect(answer).toMatchObject({ reason: 'BAD_RESPONSE' });
  expect(JSON.stringify([answer, hub.events])).not.toContain('SECRET');
});
