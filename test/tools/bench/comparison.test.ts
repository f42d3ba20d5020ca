import type { AppVariant } from '../../../tools/bench/app-variants';
import { compare, growths } from '../../../tools/bench/comparison';
import type { BenchResult } from '../../../tools/bench/run-bench';

function result(
  variant: AppVariant,
  organizations: number,
  times: number[],
  memory: number[] = [],
): BenchResult {
  const runs = times.map((milliseconds, index) => ({ milliseconds, peakMegabytes: memory[index] ?? 100 }));
  return { variant, side: 'after', organizations, runs };
}

test('results are compared to the bare app with as many organizations', () => {
  const compared = compare([
    result('bare', 10, [200], [100]),
    result('asShipped', 10, [500], [350]),
    result('withoutGuards', 100, [3000], [300]),
    result('bare', 100, [1000], [200]),
  ]);
  expect(compared).toEqual([
    {
      variant: 'bare',
      organizations: 10,
      runs: 1,
      milliseconds: 200,
      peakMegabytes: 100,
      millisecondsPerOrganization: 20,
      timeRatio: 1,
      memoryRatio: 1,
    },
    {
      variant: 'asShipped',
      organizations: 10,
      runs: 1,
      milliseconds: 500,
      peakMegabytes: 350,
      millisecondsPerOrganization: 50,
      timeRatio: 2.5,
      memoryRatio: 3.5,
    },
    {
      variant: 'withoutGuards',
      organizations: 100,
      runs: 1,
      milliseconds: 3000,
      peakMegabytes: 300,
      millisecondsPerOrganization: 30,
      timeRatio: 3,
      memoryRatio: 1.5,
    },
    {
      variant: 'bare',
      organizations: 100,
      runs: 1,
      milliseconds: 1000,
      peakMegabytes: 200,
      millisecondsPerOrganization: 10,
      timeRatio: 1,
      memoryRatio: 1,
    },
  ]);
});

test('ratios are taken run by run, so that a slow moment of the machine does not count', () => {
  const [, shipped] = compare([
    result('bare', 1, [100, 1000, 110], [100, 200, 100]),
    result('asShipped', 1, [200, 2000, 250], [150, 300, 500]),
  ]);
  expect(shipped).toMatchObject({
    runs: 3,
    milliseconds: 250,
    timeRatio: 2,
    peakMegabytes: 300,
    memoryRatio: 1.5,
  });
});

test('without the bare app there is nothing to compare to', () => {
  expect(() => compare([result('bare', 1, [5]), result('asShipped', 10, [5])])).toThrow(
    new RangeError('no bare app with 10 organizations'),
  );
});

test('growth is from each number of organizations to the next larger one', () => {
  expect(
    growths([
      result('bare', 1000, [4000, 9000, 1000]),
      result('bare', 20, [100]),
      result('bare', 100, [400]),
      result('asShipped', 20, [1000]),
      result('asShipped', 100, [5000]),
      result('asShipped', 1000, [60_000]),
    ]),
  ).toEqual([
    { variant: 'bare', from: 20, to: 100, timeRatio: 4 },
    { variant: 'asShipped', from: 20, to: 100, timeRatio: 5 },
    { variant: 'bare', from: 100, to: 1000, timeRatio: 10 },
    { variant: 'asShipped', from: 100, to: 1000, timeRatio: 12 },
  ]);
});

test('one number of organizations shows no growth', () => {
  expect(growths([result('bare', 10, [100]), result('asShipped', 10, [1000])])).toEqual([]);
});
