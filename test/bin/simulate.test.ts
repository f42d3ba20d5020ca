import type { SchedulesReport } from '../../tools/simulation/schedules-report';
import { runCommand } from '../fixtures/commands';

const SCHEDULES = 50;
const DAYS = 30;

// In a process of its own: what other tests leave behind in this one makes millions of promises many times slower.
function simulate(...options: readonly string[]): { status: number | null; report: SchedulesReport } {
  const { status, stdout } = runCommand('simulate.ts', [...options, '--json']);
  return { status, report: JSON.parse(stdout) as SchedulesReport };
}

// All 1,000 schedules: npm run simulate -- --schedules 1000
test(`${SCHEDULES} hubs keep every guarantee, through ${DAYS} days of faults, rotations, wrong clocks and revocations`, () => {
  const { status, report } = simulate('--schedules', String(SCHEDULES), '--days', String(DAYS));

  expect(report).toMatchObject({ schedules: SCHEDULES, days: DAYS, mostInFlight: 1, broken: [] });
  expect(status).toBe(0);
  // The schedules are hard enough to mean something: more requests than refreshes, times without credentials that
  // nothing could prevent, hubs that were revoked.
  expect(report.requests).toBeGreaterThan(SCHEDULES * DAYS * 48 * 1.5);
  expect(report.unavoidableGaps).toBeGreaterThan(SCHEDULES);
  expect(report.peakWhileRevoked).toBeGreaterThan(3);
}, 120_000);

test.each([
  ['no days', ['--days', '0']],
  ['less than a day', ['--days', '0.5']],
  ['days before now', ['--days', '-1']],
  ['days that are no number', ['--days', 'NaN']],
  ['no outage', ['--fleet', '--outage', '0']],
  ['no schedules', ['--schedules', '0']],
  ['a fleet without hubs', ['--fleet', '--hubs', '0']],
])('%s: nothing would be simulated, and that is no guarantee', (_what, options) => {
  const { status, stdout, stderr } = runCommand('simulate.ts', options);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/Write a whole number of 1 or more, such as 30\.$/m);
});
