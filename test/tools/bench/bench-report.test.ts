import { benchReport } from '../../../tools/bench/bench-report';
import { compare, growths } from '../../../tools/bench/comparison';
import type { BenchResult } from '../../../tools/bench/run-bench';
import type { SynthMeasurement } from '../../../tools/bench/synth-measurement';

const times = (count: number, run: SynthMeasurement): SynthMeasurement[] =>
  Array.from({ length: count }, () => run);

const RESULTS: readonly BenchResult[] = [
  {
    variant: 'bare',
    side: 'after',
    organizations: 100,
    runs: times(3, { milliseconds: 800.4, peakMegabytes: 150 }),
  },
  {
    variant: 'withoutGuards',
    side: 'after',
    organizations: 100,
    runs: times(3, { milliseconds: 1200.6, peakMegabytes: 180 }),
  },
  {
    variant: 'proof',
    side: 'after',
    organizations: 100,
    runs: times(3, { milliseconds: 80, peakMegabytes: 120 }),
  },
  {
    variant: 'asShipped',
    side: 'after',
    organizations: 100,
    runs: times(3, { milliseconds: 6400, peakMegabytes: 525 }),
  },
  {
    variant: 'bare',
    side: 'after',
    organizations: 1000,
    runs: times(1, { milliseconds: 8004, peakMegabytes: 300 }),
  },
  {
    variant: 'withoutGuards',
    side: 'after',
    organizations: 1000,
    runs: times(1, { milliseconds: 12_006, peakMegabytes: 600 }),
  },
  {
    variant: 'proof',
    side: 'after',
    organizations: 1000,
    runs: times(1, { milliseconds: 400, peakMegabytes: 180 }),
  },
  {
    variant: 'asShipped',
    side: 'after',
    organizations: 1000,
    runs: times(1, { milliseconds: 64_000, peakMegabytes: 1500 }),
  },
];

test('the report has a row for each app and size, and one for each step of growth', () => {
  expect(benchReport(compare(RESULTS), growths(RESULTS)).split('\n')).toEqual([
    'Wall time and peak memory of synth, and of the proof by itself; medians of the runs. Ratios are to the bare CDK app, run by run.',
    '',
    'organizations  app             runs  time ms  ratio  ms/organization  memory MB  ratio',
    '-------------  --------------  ----  -------  -----  ---------------  ---------  -----',
    '          100  bare CDK app       3      800   1.00              8.0        150   1.00',
    '          100  without guards     3    1,201   1.50             12.0        180   1.20',
    '          100  proof alone        3       80   0.10              0.8        120   0.80',
    '          100  as shipped         3    6,400   8.00             64.0        525   3.50',
    '        1,000  bare CDK app       1    8,004   1.00              8.0        300   1.00',
    '        1,000  without guards     1   12,006   1.50             12.0        600   2.00',
    '        1,000  proof alone        1      400   0.05              0.4        180   0.60',
    '        1,000  as shipped         1   64,000   8.00             64.0      1,500   5.00',
    '',
    'growth                 bare CDK app  without guards  proof alone  as shipped',
    '---------------------  ------------  --------------  -----------  ----------',
    'time(1,000)/time(100)         10.00           10.00         5.00       10.00',
  ]);
});

test('with one size there is no growth to report', () => {
  const one = RESULTS.slice(0, 4);
  expect(benchReport(compare(one), growths(one))).not.toContain('growth');
});
