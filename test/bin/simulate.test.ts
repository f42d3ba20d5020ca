import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CellsReport } from '../../tools/simulation/cells-report';
import type { SchedulesReport } from '../../tools/simulation/schedules-report';
import { ROOT, runCommand } from '../fixtures/commands';

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

describe('cells', () => {
  const place = (...options: readonly string[]): CellsReport => {
    const { status, stdout } = runCommand('simulate.ts', ['--cells', '--json', ...options]);
    expect(status).toBe(0);
    return JSON.parse(stdout) as CellsReport;
  };

  test('100,000 organizations are placed by the quotas of real templates', () => {
    const byDefault = place();
    // 100 role aliases, of which less than 80 are used; one of each organization, and the one of enrolments.
    expect(byDefault).toMatchObject({ organizations: 100_000, cellSize: 78, cells: 1283, fullestCell: 78 });
    expect(byDefault.filledBy).toEqual([{ quota: 'iot-role-aliases', cells: 1282 }]);
    expect(byDefault.toRaise).toEqual([]);
    expect(byDefault.monthlyCost.atFirst).toBe(101_283);
    // 100,000 times 10 hubs, each of which asks every 30 minutes.
    expect(byDefault.hubRequests.allCells).toBeGreaterThan(500);
    expect(byDefault.hubRequests.allCells).toBeLessThan(610);
  });

  test('with quotas raised, there are fewer, and what has to be raised is told', () => {
    const most = place('--organizations', '5000', '--limits', 'most');
    expect(most).toMatchObject({ cellSize: 799, cells: 7, lastCell: 5000 - 6 * 799 });
    expect(most.toRaise).toContainEqual({ quota: 'iot-role-aliases', from: 100, to: 1001 });
    expect(most.hubRequests).not.toHaveProperty('limit');
  });

  test.each(['default', 'most'])('docs/scale.md shows what comes out with limits: %s', (limits) => {
    const { stdout } = runCommand('simulate.ts', ['--cells', '--limits', limits]);
    expect(readFileSync(join(ROOT, 'docs', 'scale.md'), 'utf8')).toContain(stdout.trim());
  });

  test('people are told the same', () => {
    const { stdout } = runCommand('simulate.ts', ['--cells', '--organizations', '200']);
    expect(stdout).toMatch(/^cells needed +3$/m);
    expect(stdout).toMatch(/^filled by +IoT role aliases: 2 cells$/m);
    expect(stdout).toMatch(/^idle cost +203 USD a month, 609 from the third year on$/m);
  });

  test('an environment that there is not is refused', () => {
    const { status, stdout, stderr } = runCommand('simulate.ts', ['--cells', '--environment', 'prod']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/prod\.json: does not exist/);
  });
});

test.each([
  ['no organizations', ['--cells', '--organizations', '0']],
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
