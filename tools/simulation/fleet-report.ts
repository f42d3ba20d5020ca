import { type FleetCurve, type FleetOptions, QUOTA, simulateFleet } from './fleet';
import { fleetChart } from './fleet-chart';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** Hours that the fleet runs before the outage, and after it. */
const BEFORE = 3;
const AFTER = 4;
/** How much of it is drawn. */
const DRAWN = { before: 20 * MINUTE, after: 80 * MINUTE } as const;

/** What a fleet did in one part of the simulation. Rates are per second. */
export interface FleetPhase {
  readonly sentMean: number;
  readonly sentPeak: number;
  readonly issuedMean: number;
  readonly issuedPeak: number;
  /** Most hubs that were without credentials at one time. */
  readonly mostWithout: number;
}

export interface FleetReport {
  readonly hubs: number;
  readonly outageMinutes: number;
  readonly limit: number;
  readonly steady: FleetPhase;
  readonly outage: FleetPhase;
  readonly recovery: FleetPhase;
  /** Minutes from the end of the outage until every hub had credentials again; null if that did not come. */
  readonly recoveredAfterMinutes: number | null;
}

/** Runs a fleet through an outage. */
export function reportFleet(
  hubs: number,
  outageMinutes: number,
): { report: FleetReport; chart: () => string } {
  const from = BEFORE * HOUR;
  const to = from + outageMinutes * MINUTE;
  const options: FleetOptions = {
    hubs,
    seed: 1,
    limit: QUOTA,
    outage: { from, to },
    length: to + AFTER * HOUR,
  };
  const curve = simulateFleet(options);
  const without = curve.without.findLastIndex((count, second) => second >= from && count > 0);
  return {
    report: {
      hubs,
      outageMinutes,
      limit: QUOTA,
      steady: phase(curve, 0, from),
      outage: phase(curve, from, to),
      recovery: phase(curve, to, options.length),
      recoveredAfterMinutes: without === options.length - 1 ? null : Math.max(0, (without + 1 - to) / MINUTE),
    },
    chart: () => {
      const end = to + DRAWN.after;
      const drawn = {
        sent: curve.sent.subarray(0, end),
        issued: curve.issued.subarray(0, end),
        without: curve.without.subarray(0, end),
      };
      return fleetChart(drawn, { ...options, length: end }, from - DRAWN.before);
    },
  };
}

/** The same for people. */
export function fleetText({ hubs, outageMinutes, limit, ...phases }: FleetReport): string {
  const line = (
    name: string,
    { sentMean, sentPeak, issuedMean, issuedPeak, mostWithout }: FleetPhase,
  ): string =>
    [
      name.padEnd(10),
      `${sentMean.toFixed(0)} (${sentPeak})`.padStart(14),
      `${issuedMean.toFixed(0)} (${issuedPeak})`.padStart(14),
      mostWithout.toLocaleString('en').padStart(16),
    ].join('');
  const { recoveredAfterMinutes: minutes } = phases;
  return [
    `${hubs.toLocaleString('en')} hubs, an outage of ${outageMinutes} minutes, at most ${limit} sessions a second; the rest get a 429.`,
    '',
    'a second: mean (peak)    sent        issued      most without',
    line('steady', phases.steady),
    line('outage', phases.outage),
    line('recovery', phases.recovery),
    '',
    minutes === null
      ? 'Not every hub had credentials again by the end.'
      : `Every hub had credentials again ${minutes.toFixed(0)} minutes after the outage; with this quota it takes ${(hubs / limit / MINUTE).toFixed(0)} to serve all of them.`,
  ].join('\n');
}

function phase({ sent, issued, without }: FleetCurve, from: number, to: number): FleetPhase {
  const part = (values: Int32Array): { mean: number; peak: number } => {
    const within = values.subarray(from, to);
    const sum = within.reduce((total, value) => total + value, 0);
    return {
      mean: within.length === 0 ? 0 : sum / within.length,
      peak: within.reduce((most, value) => Math.max(most, value), 0),
    };
  };
  const [sending, issuing] = [part(sent), part(issued)];
  return {
    sentMean: sending.mean,
    sentPeak: sending.peak,
    issuedMean: issuing.mean,
    issuedPeak: issuing.peak,
    mostWithout: part(without).peak,
  };
}
