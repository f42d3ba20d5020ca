import { broken } from '../../../../../lib/data-hub/hub/simulation/guarantees';
import { runSchedules, type SeedFindings } from '../../../../../lib/data-hub/hub/simulation/run-schedules';

const SCHEDULES = 50;
const DAYS = 30;

// All 1,000 schedules: npm run simulate -- --schedules 1000
describe(`${SCHEDULES} schedules of faults, rotations, wrong clocks and revocations over ${DAYS} days each`, () => {
  let found: SeedFindings[];

  beforeAll(async () => {
    found = await runSchedules({ firstSeed: 0, schedules: SCHEDULES, days: DAYS });
  }, 60_000);

  test('every hub keeps every guarantee', () => {
    const lines = found.flatMap((one) => broken(one).map((line) => `seed ${one.seed}: ${line}`));

    expect(lines).toEqual([]);
  });

  test('the schedules are hard enough to mean something', () => {
    const total = (of: (one: SeedFindings) => number): number => found.reduce((sum, one) => sum + of(one), 0);

    // More requests than refreshes, times without credentials that nothing could prevent, hubs that were revoked.
    expect(total(({ requests }) => requests)).toBeGreaterThan(SCHEDULES * DAYS * 48 * 1.5);
    expect(total(({ gaps }) => gaps)).toBeGreaterThan(SCHEDULES);
    expect(found.filter(({ peakWhileRevoked }) => peakWhileRevoked > 0).length).toBeGreaterThan(3);
  });
});

test('the same seed gives the same month', async () => {
  const [first, again] = [await month(7), await month(7)];

  expect(again).toEqual(first);
});

function month(firstSeed: number): Promise<SeedFindings[]> {
  return runSchedules({ firstSeed, schedules: 1, days: 30 });
}
