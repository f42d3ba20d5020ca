import { broken, REQUEST_LIMITS } from './guarantees';
import type { SeedFindings } from './run-schedules';

/** What all schedules together showed. */
export interface SchedulesReport {
  readonly schedules: number;
  readonly days: number;
  readonly requests: number;
  /** Times without credentials that no hub could have prevented. */
  readonly unavoidableGaps: number;
  readonly mostInFlight: number;
  readonly peakPerMinute: number;
  readonly peakWhileRevoked: number;
  readonly broken: readonly { readonly seed: number; readonly what: string }[];
}

export function schedulesReport(found: readonly SeedFindings[], days: number): SchedulesReport {
  const most = (of: (one: SeedFindings) => number): number =>
    found.reduce((greatest, one) => Math.max(greatest, of(one)), 0);
  const sum = (of: (one: SeedFindings) => number): number => found.reduce((total, one) => total + of(one), 0);
  return {
    schedules: found.length,
    days,
    requests: sum(({ requests }) => requests),
    unavoidableGaps: sum((one) => one.gaps - one.broken.length),
    mostInFlight: most(({ mostInFlight }) => mostInFlight),
    peakPerMinute: most(({ peakPerMinute }) => peakPerMinute),
    peakWhileRevoked: most(({ peakWhileRevoked }) => peakWhileRevoked),
    broken: found.flatMap((one) => broken(one).map((what) => ({ seed: one.seed, what }))),
  };
}

/** The same for people. */
export function schedulesText(report: SchedulesReport): string {
  const { schedules, days, requests, unavoidableGaps } = report;
  return [
    `${schedules} schedules of ${days} days, ${requests.toLocaleString('en')} requests`,
    `times without credentials: ${unavoidableGaps} that no hub could have prevented`,
    `in flight at once:         at most ${report.mostInFlight}`,
    `requests in a minute:      at most ${report.peakPerMinute} (limit ${REQUEST_LIMITS.perMinute})`,
    `in 10 minutes, revoked:    at most ${report.peakWhileRevoked} (limit ${REQUEST_LIMITS.whileRevoked})`,
    '',
    ...(report.broken.length === 0
      ? ['Every guarantee was kept.']
      : ['Broken:', ...report.broken.map(({ seed, what }) => `  seed ${seed}: ${what}`)]),
  ].join('\n');
}
