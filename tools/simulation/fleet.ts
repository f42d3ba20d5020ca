import {
  refreshDelay,
  retryDelay,
  SESSION_MARGIN,
} from '../../packages/data-hub/src/credentials/refresh-schedule';
import { SeededRandom } from './seeded-random';
import { SESSION } from './simulated-provider';

const SECOND = 1000;

export interface FleetOptions {
  readonly hubs: number;
  readonly seed: number;
  /** Sessions that AWS issues in one second; the requests above it get a 429. */
  readonly limit: number;
  /**
   * In seconds from the start. While it lasts every request fails at once, with a 503 or a reset, which is the
   * worst case for load.
   */
  readonly outage: { readonly from: number; readonly to: number };
  /** In seconds. */
  readonly length: number;
}

/** What each second saw. */
export interface FleetCurve {
  /** Requests that hubs sent. */
  readonly sent: Int32Array;
  /** Sessions that were issued: calls of AssumeRoleWithCertificate. */
  readonly issued: Int32Array;
  /** Hubs without valid credentials. */
  readonly without: Int32Array;
}

/** AWS IoT's default quota of AssumeRoleWithCertificate, in calls a second (L-DA868E55). */
export const QUOTA = 100;

/**
 * Simulates many hubs of one account through an outage of the Region, second by second: with the schedule and
 * the backoff of the real library, and a provider that issues no more than its limit.
 */
export function simulateFleet({ hubs, seed, limit, outage, length }: FleetOptions): FleetCurve {
  const random = new SeededRandom(seed).next;
  const curve = {
    sent: new Int32Array(length),
    issued: new Int32Array(length),
    without: new Int32Array(length),
  };
  const calendar = new Calendar(hubs, length);
  const validUntil = new Float64Array(hubs);
  const failures = new Uint16Array(hubs);
  const usable = (SESSION - SESSION_MARGIN) / SECOND;
  const untilRefresh = (): number => refreshDelay(SESSION - SESSION_MARGIN, random()) / SECOND;

  for (let hub = 0; hub < hubs; hub++) {
    // As if the fleet had been running: each hub is somewhere between two refreshes.
    const interval = untilRefresh();
    const age = random() * interval;
    validUntil[hub] = usable - age;
    calendar.put(hub, interval - age);
  }
  for (let second = 0; second < length; second++) {
    const down = outage.from <= second && second < outage.to;
    let left = down ? 0 : limit;
    for (const hub of calendar.take(second)) {
      curve.sent[second] = (curve.sent[second] ?? 0) + 1;
      const now = second + random();
      if (left > 0) {
        left--;
        curve.issued[second] = (curve.issued[second] ?? 0) + 1;
        countWithout(curve.without, validUntil[hub] ?? 0, now);
        validUntil[hub] = now + usable;
        failures[hub] = 0;
        calendar.put(hub, now + untilRefresh());
      } else {
        const inARow = (failures[hub] ?? 0) + 1;
        failures[hub] = inARow;
        calendar.put(hub, now + retryDelay(down ? 'transient' : 'throttled', inARow, random()) / SECOND);
      }
    }
  }
  for (const end of validUntil) countWithout(curve.without, end, length);
  for (let second = 1; second < length; second++) {
    curve.without[second] = (curve.without[second] ?? 0) + (curve.without[second - 1] ?? 0);
  }
  return curve;
}

/** Notes a time without credentials as one more from its first second on, and one less from its last. */
function countWithout(changes: Int32Array, from: number, to: number): void {
  if (to <= from) return;
  const [first, last] = [Math.ceil(from), Math.ceil(to)];
  if (first < changes.length) changes[first] = (changes[first] ?? 0) + 1;
  if (last < changes.length) changes[last] = (changes[last] ?? 0) - 1;
}

/** Which hubs send a request in which second. Each hub is in one list at a time: the next one is known of each. */
class Calendar {
  private static readonly NONE = -1;
  private readonly first: Int32Array;
  private readonly next: Int32Array;

  constructor(hubs: number, seconds: number) {
    this.first = new Int32Array(seconds).fill(Calendar.NONE);
    this.next = new Int32Array(hubs);
  }

  /** @param time in seconds; what lies after the end is forgotten. */
  put(hub: number, time: number): void {
    const second = Math.floor(time);
    if (second >= this.first.length) return;
    this.next[hub] = this.first[second] ?? Calendar.NONE;
    this.first[second] = hub;
  }

  /** The hubs of one second; each may be put anew, in a later one, as soon as it is given out. */
  *take(second: number): Generator<number> {
    for (let hub = this.first[second] ?? Calendar.NONE; hub !== Calendar.NONE;) {
      const following = this.next[hub] ?? Calendar.NONE;
      yield hub;
      hub = following;
    }
  }
}
