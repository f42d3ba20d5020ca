import { performancePage } from '../../../tools/bench/performance-page';
import { RECORD, WITHOUT_BASELINE } from './bench-records';

const rows = (page: string): string[] => page.split('\n').filter((line) => line.startsWith('|'));

test('the page says when, where and of which commits', () => {
  expect(performancePage(RECORD, 'images/performance.svg')).toContain(
    'Measured on 2026-11-26: Example 1 GHz, 2 cores, 8 GB of memory, Linux 6.1, Node.js v20.20.2. ' +
      '"Before" is commit 111111111111, "after" is 222222222222.',
  );
});

test('tables compare before and after, with the goals at the largest number of organizations', () => {
  const page = performancePage(RECORD, 'images/performance.svg');
  expect(rows(page)).toEqual([
    '| Organizations | App | Before | ratio | memory | After | ratio | goal | memory | ratio |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    '| 100 | bare CDK app | 1.0 s | 1.00 | 150 MB | 1.0 s | 1.00 |  | 150 MB | 1.00 |',
    '| 100 | without guards | 1.7 s | 1.70 | 180 MB | 1.2 s | 1.20 |  | 160 MB | 1.07 |',
    '| 100 | proof alone | 1.1 s | 1.10 | 130 MB | 0.3 s | 0.30 |  | 120 MB | 0.80 |',
    '| 100 | as shipped | 9.0 s | 9.00 | 520 MB | 4.0 s | 4.00 |  | 300 MB | 2.00 |',
    '| 1,000 | bare CDK app | 8.0 s | 1.00 | 380 MB | 8.0 s | 1.00 |  | 380 MB | 1.00 |',
    '| 1,000 | without guards | 16.8 s | 2.10 | 800 MB | 9.6 s | 1.20 | 1.20 | 400 MB | 1.05 |',
    '| 1,000 | proof alone | 1.8 s | 0.22 | 210 MB | 1.2 s | 0.15 | 0.15 | 200 MB | 0.53 |',
    '| 1,000 | as shipped | 36.0 s | 4.50 | 1,000 MB | 12.0 s | 1.50 | 1.50 | 570 MB | 1.50 |',
    '| Growth of time | without guards, before | without guards | proof alone, before | proof alone | as shipped, before | as shipped |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    '| from 100 to 1,000 organizations | 9.9 | 8.0 | 1.6 | 4.0 | 4.0 | 3.0 |',
    '| Command | Recorded | Before | to the empty app | After | to the empty app | goal |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    '| `cdk synth` of an empty CDK app | 0 | 3.0 s | 1.00 | 3.0 s | 1.00 |  |',
    '| `cdk synth -c organization=newco` | 1 | 5.4 s | 1.80 | 3.9 s | 1.30 | 1.30 |',
    '| `cdk synth -c organization=newco` | 1,000 | 5.7 s | 1.90 | 4.2 s | 1.40 | 1.30 |',
    '| `cdk synth`, all organizations | 1,000 | 41.0 s | 13.67 | 15.0 s | 5.00 |  |',
  ]);
});

test('where nothing was compared with, there is no "before"', () => {
  const page = performancePage(WITHOUT_BASELINE, 'images/performance.svg');
  expect(page).not.toContain('Before');
  expect(page).toContain('Commit 222222222222.');
  expect(rows(page)).toContain('| 1,000 | as shipped | 12.0 s | 1.50 | 1.50 | 570 MB | 1.50 |');
});

test('deployments are there once they were measured', () => {
  expect(performancePage(RECORD, 'x.svg')).not.toContain('## Deployments');
  const deployments = {
    header: ['deployment', 'time'],
    rows: [['nothing changed', '9.0 s']],
    notes: ['An unchanged stack costs 3 ms.'],
  };
  const page = performancePage({ ...RECORD, deployments }, 'x.svg');
  expect(page).toContain('## Deployments');
  expect(page).toContain(
    '| deployment | time |\n| --- | ---: |\n| nothing changed | 9.0 s |\n\nAn unchanged stack costs 3 ms.\n',
  );
});
