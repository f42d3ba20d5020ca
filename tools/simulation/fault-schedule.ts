import type { SeededRandom } from './seeded-random';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What can be wrong between a hub and the credentials provider; what begins with `proxy` is on this side of it. */
export const FAULTS = [
  'dns',
  'reset',
  'connect-timeout',
  'slow-body',
  'flaky',
  '429',
  '500',
  '503',
  'bad-body',
  '400',
  '403',
  '404',
  'server-not-trusted',
  'proxy-down',
  'proxy-hangs',
  'proxy-503',
  'proxy-407',
  'proxy-403',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Faults after which the hub waits minutes: those that somebody has to put right, and the quota's. */
export const SLOW_FAULTS: readonly Fault[] = [
  '429',
  '400',
  '403',
  '404',
  'server-not-trusted',
  'proxy-407',
  'proxy-403',
];

/** A time during which a fault lasts. Times are milliseconds from the start of the simulation. */
export interface Episode {
  readonly from: number;
  readonly to: number;
  readonly fault: Fault;
}

/** The hub's certificate is replaced, as an operator does it: not always in the best order. */
export interface Rotation {
  readonly at: number;
  /** The key's file is written this much later than the certificate's; until then the pair does not match. */
  readonly keyLater: number;
  /** The new certificate becomes active this much later. */
  readonly activeLater: number;
  /** The old one is retired this long after the new one has been used with success. */
  readonly grace: number;
}

/** The machine's clock is set to be wrong by this much, in milliseconds. */
export interface ClockChange {
  readonly at: number;
  readonly error: number;
}

/** What happens to one hub. */
export interface FaultSchedule {
  readonly episodes: readonly Episode[];
  readonly rotations: readonly Rotation[];
  readonly clockChanges: readonly ClockChange[];
  /** Moments at which a service answers ExpiredToken to the hub. */
  readonly expiredTokens: readonly number[];
  readonly revokedAt: number | undefined;
}

/** Draws what happens in so many days. */
export function faultSchedule(random: SeededRandom, days: number): FaultSchedule {
  const end = days * DAY;
  return {
    episodes: episodes(random, end),
    rotations: moments(random, 5 * DAY, end).map((at) => ({
      at,
      keyLater: random.chance(0.5) ? random.spread(SECOND, 10 * MINUTE) : 0,
      activeLater: random.chance(0.3) ? random.spread(SECOND, 6 * HOUR) : 0,
      grace: random.spread(SECOND, DAY),
    })),
    clockChanges: moments(random, 3 * DAY, end).map((at) => ({
      at,
      error: (random.chance(0.5) ? 1 : -1) * random.spread(SECOND, 400 * DAY),
    })),
    expiredTokens: moments(random, 2 * DAY, end),
    revokedAt: random.chance(0.2) ? random.between(0.1, 0.9) * end : undefined,
  };
}

/** Episodes one after another: from seconds to hours long, now and then half a day; from a minute to days apart. */
function episodes(random: SeededRandom, end: number): Episode[] {
  const drawn: Episode[] = [];
  for (let from = random.spread(MINUTE, 2 * DAY); from < end;) {
    const length = random.chance(0.01) ? random.spread(HOUR, 12 * HOUR) : random.spread(5 * SECOND, HOUR);
    const to = Math.min(end, from + length);
    drawn.push({ from, to, fault: random.pick(FAULTS) });
    from = to + random.spread(MINUTE, 3 * DAY);
  }
  return drawn;
}

/** Moments that are this far apart on average. */
function moments(random: SeededRandom, apart: number, end: number): number[] {
  const drawn: number[] = [];
  for (let at = random.between(0, 2 * apart); at < end; at += random.between(0, 2 * apart)) drawn.push(at);
  return drawn;
}
