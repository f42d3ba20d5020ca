import type { BenchRecord } from '../../../tools/bench/bench-record';

type Result = BenchRecord['results'][number];
type Command = BenchRecord['commands'][number];

const result = (
  variant: Result['variant'],
  side: Result['side'],
  organizations: number,
  seconds: number,
  peakMegabytes: number,
): Result => ({ variant, side, organizations, runs: [{ milliseconds: seconds * 1000, peakMegabytes }] });

const command = (
  kind: Command['command'],
  side: Command['side'],
  organizations: number,
  ...seconds: readonly number[]
): Command => ({
  command: kind,
  side,
  organizations,
  milliseconds: seconds.map((second) => second * 1000),
});

/** Figures of two sizes, before and after. */
export const RECORD: BenchRecord = {
  date: '2026-11-26',
  machine: { cpu: 'Example 1 GHz', cores: 2, memoryGigabytes: 8, system: 'Linux 6.1', node: 'v20.20.2' },
  commits: { after: '222222222222', before: '111111111111' },
  results: [
    result('bare', 'after', 100, 1, 150),
    result('withoutGuards', 'after', 100, 1.2, 160),
    result('proof', 'after', 100, 0.3, 120),
    result('asShipped', 'after', 100, 4, 300),
    result('withoutGuards', 'before', 100, 1.7, 180),
    result('proof', 'before', 100, 1.1, 130),
    result('asShipped', 'before', 100, 9, 520),
    result('bare', 'after', 1000, 8, 380),
    result('withoutGuards', 'after', 1000, 9.6, 400),
    result('proof', 'after', 1000, 1.2, 200),
    result('asShipped', 'after', 1000, 12, 570),
    result('withoutGuards', 'before', 1000, 16.8, 800),
    result('proof', 'before', 1000, 1.76, 210),
    result('asShipped', 'before', 1000, 36, 1000),
  ],
  commands: [
    command('emptyApp', 'after', 0, 3, 3, 3),
    command('oneOrganization', 'after', 1, 3.9, 3.9, 4.2),
    command('oneOrganization', 'after', 1000, 4.2, 4.2, 4.5),
    command('oneOrganization', 'before', 1, 5.4, 5.4, 5.7),
    command('oneOrganization', 'before', 1000, 5.7, 5.7, 6),
    command('allOrganizations', 'after', 1000, 14, 16),
    command('allOrganizations', 'before', 1000, 40, 42),
  ],
};

/** As if nothing had been compared with. */
export const WITHOUT_BASELINE: BenchRecord = {
  ...RECORD,
  commits: { after: RECORD.commits.after },
  results: RECORD.results.filter(({ side }) => side === 'after'),
  commands: RECORD.commands.filter(({ side }) => side === 'after'),
};
