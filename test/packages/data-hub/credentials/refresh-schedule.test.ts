import fc from 'fast-check';
import { backoffDelay } from '../../../../packages/data-hub/src/credentials/backoff';
import {
  refreshDelay,
  reportedExpiration,
  retryDelay,
  SESSION_MARGIN,
} from '../../../../packages/data-hub/src/credentials/refresh-schedule';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ALMOST_1 = 1 - Number.EPSILON;

test.each([
  [HOUR, 0, 27 * MINUTE],
  [HOUR, 0.5, 30 * MINUTE],
  [HOUR, ALMOST_1, 33 * MINUTE],
  [12 * HOUR, 0.5, 30 * MINUTE],
  [15 * MINUTE, 0.5, 7.5 * MINUTE],
])('a session of %i ms with a draw of %d is renewed after %i ms', (lifetime, draw, delay) => {
  expect(refreshDelay(lifetime - SESSION_MARGIN, draw)).toBeCloseTo(delay, 3);
});

test.each([
  [1, 1_000, 2_000],
  [2, 1_000, 4_000],
  [5, 1_000, 32_000],
  [6, 1_000, 60_000],
  [10_000, 1_000, 60_000],
])('after %i failures the wait is from %i to %i ms', (failures, least, most) => {
  expect(backoffDelay(failures, 0)).toBe(least);
  expect(backoffDelay(failures, ALMOST_1)).toBeCloseTo(most, 3);
});

test('a refusal waits 2 to 5 minutes, however often it came', () => {
  expect([1, 50].map((failures) => retryDelay('refused', failures, 0))).toEqual([2 * MINUTE, 2 * MINUTE]);
  expect(retryDelay('refused', 50, ALMOST_1)).toBeCloseTo(5 * MINUTE, 3);
  expect(retryDelay('local', 1, 0)).toBe(1_000);
});

test('clients are told an end that is never later than the real one, and at which they ask in time', () => {
  const time = fc.double({ min: 0, max: HOUR, noNaN: true });
  fc.assert(
    fc.property(time, time, time, (now, untilRefresh, untilEnd) => {
      const times = {
        now,
        nextRefresh: now + untilRefresh,
        validUntil: now + untilEnd,
        clientWindow: 5 * MINUTE,
      };
      const reported = reportedExpiration(times);
      expect(reported).toBeLessThanOrEqual(times.validUntil);
      // The client asks again at `reported - window`: not before the refresh, unless the session ends first.
      expect(reported === times.validUntil || reported - 5 * MINUTE >= times.nextRefresh).toBe(true);
    }),
  );
});
