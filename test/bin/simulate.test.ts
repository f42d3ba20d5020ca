import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CellsReport } from '../../tools/simulation/cells-report';
import type { SchedulesReport } from '../../tools/simulation/schedules-report';
import { endsOf, ROOT, type Run, runCommand } from '../fixtures/commands';

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

const NOTHING = [
  ['--cells', '--organizations', '0'],
  ['--days', '0'],
  ['--days', '0.5'],
  ['--days', '-1'],
  ['--days', 'NaN'],
  ['--fleet', '--outage', '0'],
  ['--schedules', '0'],
  ['--fleet', '--hubs', '0'],
];

let most: Run | undefined, shown: Run | undefined, refused: Run | undefined, nothing: Run[];
beforeAll(async () => {
  [most, shown, refused, ...nothing] = await endsOf([
    ['simulate.ts', '--cells', '--organizations', '5000', '--limits', 'most', '--json'],
    ['simulate.ts', '--cells', '--limits', 'most'],
    ['simulate.ts', '--cells', '--environment', 'prod'],
    ...NOTHING.map((options) => ['simulate.ts', ...options] as const),
  ]);
});

// With default limits: cells-report.test.ts, which synthesizes a cell once for all.
describe('cells', () => {
  test('with quotas raised, there are fewer, and what has to be raised is told', () => {
    const report = JSON.parse(most?.stdout ?? '') as CellsReport;
    expect([most?.status, report]).toMatchObject([0, { cellSize: 799, cells: 7, lastCell: 5000 - 6 * 799 }]);
    expect(report.toRaise).toContainEqual({ quota: 'iot-role-aliases', from: 100, to: 1001 });
    expect(report.hubRequests).not.toHaveProperty('limit');
  });

  test('docs/scale.md shows what comes out with most limits', () => {
    expect(shown?.status).toBe(0);
    expect(shown?.stdout).toMatch(/^cells needed /m);
    expect(readFileSync(join(ROOT, 'docs', 'scale.md'), 'utf8')).toContain(shown?.stdout.trim());
  });

  test('an environment that there is not is refused', () => {
    expect(refused).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/prod\.json: does not exist/) as string,
    });
  });
});

test('where nothing would be simulated, that is no guarantee', () => {
  expect(nothing.map((run, index) => [NOTHING[index], run])).toEqual(
    NOTHING.map((options) => [
      options,
      {
        status: 2,
        stdout: '',
        stderr: expect.stringMatching(/Write a whole number of 1 or more, such as 30\.$/m) as string,
      },
    ]),
  );
});
