import { BACKOFF } from '../../packages/data-hub/src/credentials/backoff';
import { TRANSPORT_LIMITS } from '../../packages/data-hub/src/credentials/https-transport';
import {
  REFRESH,
  SESSION_MARGIN,
  SLOW_RETRY,
} from '../../packages/data-hub/src/credentials/refresh-schedule';
import { type FaultSchedule, SLOW_FAULTS } from './fault-schedule';
import type { Gap, HubSimulation } from './hub-simulation';
import { SESSION } from './simulated-provider';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** A time without a fault, in milliseconds from the start. */
interface QuietTime {
  readonly from: number;
  readonly to: number;
  /** Longest that the hub may take to notice it: the wait it was in when the quiet began, and one fetch. */
  readonly noticedWithin: number;
}

/** Two requests, for the new pair and for the old one. */
const LONGEST_FETCH = 2 * TRANSPORT_LIMITS.total;
/** Age that credentials can have when a quiet time ends: those that were not due for a refresh in it. */
const GREATEST_AGE = REFRESH.interval * (1 + REFRESH.jitter) + LONGEST_FETCH;
/** How long after a quiet time credentials last at least. */
const HELD_AFTER_QUIET = SESSION - SESSION_MARGIN - SECOND - GREATEST_AGE;

/** A window in which a revoked hub's requests are counted, in milliseconds. */
const REVOKED_WINDOW = 10 * MINUTE;

/** No hub may send more requests than these. */
export const REQUEST_LIMITS = {
  /** In any minute. Doubling waits from a second up leave room for a dozen attempts, each with two pairs. */
  perMinute: 24,
  /**
   * In any ten minutes after it was revoked, while nothing else is wrong: a round every two minutes at the most,
   * of two pairs at the most in a rotation, and one round more for a clock that was set.
   */
  whileRevoked: 2 * (REVOKED_WINDOW / SLOW_RETRY.min + 2),
} as const;

/** What a simulation shows about a hub. */
export interface Findings {
  /** Times without credentials that the schedule of refreshes does not explain. There must be none. */
  readonly broken: readonly Gap[];
  /** All times without credentials. */
  readonly gaps: number;
  readonly mostInFlight: number;
  readonly requests: number;
  /** Most requests in any 60 seconds. */
  readonly peakPerMinute: number;
  /** Most requests in any ten minutes after the hub was revoked; 0 if it was not. */
  readonly peakWhileRevoked: number;
  /** What a client saw and should not have. There must be none. */
  readonly wrongs: readonly string[];
}

/**
 * Judges a simulation. A hub may be without credentials only if there was no time, since 27 minutes ago, in
 * which fetches would have succeeded for long enough to be noticed: one wait after a failure. (27 minutes: 60 of
 * a session, less the 33 that a refresh may lie in the future when the good time ends.)
 */
export function findings({ gaps, server, schedule, wrongs }: HubSimulation, end: number): Findings {
  const revokedAt = schedule.revokedAt ?? end;
  const quiet = quietTimes(schedule, end);
  const covered = quiet
    .map((time) => ({ ...time, to: Math.min(time.to, revokedAt) }))
    .filter(({ from, to, noticedWithin }) => to - from >= noticedWithin)
    .map(({ from, to, noticedWithin }) => ({ from: from + noticedWithin, to: to + HELD_AFTER_QUIET }));
  const quietAndRevoked = quiet.map(({ from, to, noticedWithin }) => ({
    from: Math.max(from + noticedWithin, revokedAt),
    to,
  }));
  const times = server.requests;
  return {
    broken: gaps.filter((gap) => covered.some(({ from, to }) => gap.from < to && gap.to > from)),
    gaps: gaps.length,
    mostInFlight: server.mostInFlight,
    requests: times.length,
    peakPerMinute: peak(times, MINUTE),
    peakWhileRevoked: Math.max(
      0,
      ...quietAndRevoked.map(({ from, to }) =>
        peak(
          times.filter((time) => from <= time && time < to),
          REVOKED_WINDOW,
        ),
      ),
    ),
    wrongs,
  };
}

/** What in the findings must not be, one line each. */
export function broken(found: Findings): string[] {
  const { mostInFlight, peakPerMinute, peakWhileRevoked } = found;
  const hours = (milliseconds: number): string => (milliseconds / (60 * MINUTE)).toFixed(2);
  return [
    ...found.broken.map(
      ({ from, to }) => `no credentials from hour ${hours(from)} to ${hours(to)}, without need`,
    ),
    ...found.wrongs,
    ...(mostInFlight > 1 ? [`${mostInFlight} requests in flight at once`] : []),
    ...(peakPerMinute > REQUEST_LIMITS.perMinute ? [`${peakPerMinute} requests in a minute`] : []),
    ...(peakWhileRevoked > REQUEST_LIMITS.whileRevoked
      ? [`${peakWhileRevoked} requests in ten minutes by a revoked hub`]
      : []),
  ];
}

function quietTimes({ episodes }: FaultSchedule, end: number): QuietTime[] {
  const times: QuietTime[] = [];
  let from = 0;
  let noticedWithin = LONGEST_FETCH;
  for (const episode of episodes) {
    times.push({ from, to: episode.from, noticedWithin });
    from = episode.to;
    const longestWait = SLOW_FAULTS.includes(episode.fault) ? SLOW_RETRY.max : BACKOFF.max;
    // A wait that an earlier episode began can reach into this quiet time, too, if this episode was shorter.
    const leftOver = noticedWithin - LONGEST_FETCH - (episode.to - episode.from);
    noticedWithin = Math.max(longestWait, leftOver) + 2 * LONGEST_FETCH;
  }
  times.push({ from, to: end, noticedWithin });
  return times;
}

/** Most of the times that lie within one window. @param times sorted, in milliseconds, as is the window. */
function peak(times: readonly number[], window: number): number {
  let most = 0;
  let first = 0;
  times.forEach((time, index) => {
    while ((times[first] ?? time) <= time - window) first++;
    most = Math.max(most, index - first + 1);
  });
  return most;
}
