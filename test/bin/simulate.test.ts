import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CellsReport } from '../../tools/simulation/cells-report';
import type { SchedulesReport } from '../../tools/simulation/schedules-report';
import { endsOf, ROOT, runCommand } from '../fixtures/commands';

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
  test('with quotas raised, there are fewer, and what has to be raised is told', () => {
    const options = ['--organizations', '5000', '--limits', 'most', '--json'];
    const { status, stdout } = runCommand('simulate.ts', ['--cells', ...options]);
    const most = JSON.parse(stdout) as CellsReport;
    expect([status, most]).toMatchObject([0, { cellSize: 799, cells: 7, lastCell: 5000 - 6 * 799 }]);
    expect(most.toRaise).toContainEqual({ quota: 'iot-role-aliases', from: 100, to: 1001 });
    expect(most.hubRequests).not.toHaveProperty('limit');
  });

  // With default limits: cells-report.test.ts, which synthesizes a cell once for all.
  test('docs/scale.md shows what comes out with most limits', () => {
    const { status, stdout } = runCommand('simulate.ts', ['--cells', '--limits', 'most']);
    expect(status).toBe(0);
    expect(readFileSync(join(ROOT, 'docs', 'scale.md'), 'utf8')).toContain(stdout.trim());
  });

  test('an environment that there is not is refused', () => {
    const { status, stdout, stderr } = runCommand('simulate.ts', ['--cells', '--environment', 'prod']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/prod\.json: does not exist/);
  });
});

test('where nothing would be simulated, that is no guarantee', async () => {
  const nothing = [
    ['--cells', '--organizations', '0'],
    ['--days', '0'],
    ['--days', '0.5'],
    ['--days', '-1'],
    ['--days', 'NaN'],
    ['--fleet', '--outage', '0'],
    ['--schedules', '0'],
    ['--fleet', '--hubs', '0'],
  ];
  const runs = await endsOf(nothing.map((options) => ['simulate.ts', ...options]));
  expect(runs.map((run, index) => [nothing[index], run])).toEqual(
    nothing.map((options) => [
      options,
      {
        status: 2,
        stdout: '',
        stderr: expect.stringMatching(/Write a whole number of 1 or more, such as 30\.$/m) as string,
      },
    ]),
  );
});
