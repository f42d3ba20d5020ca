import { runSchedules, type SeedFindings } from '../../../tools/simulation/run-schedules';

// Whether hubs keep their guarantees is asked in a process of its own: test/bin/simulate.test.ts.
test('the same seed gives the same days, and another seed others', async () => {
  const [first, again, other] = [await days(7), await days(7), await days(8)];

  expect(first).toBeDefined();
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

async function days(firstSeed: number): Promise<Omit<SeedFindings, 'seed'> | undefined> {
  const [found] = await runSchedules({ firstSeed, schedules: 1, days: 3 });
  if (found === undefined) return undefined;
  const { seed: _seed, ...findings } = found;
  return findings;
}
