import { APP_VARIANT_LABELS } from './app-variants';
import type { BenchRecord } from './bench-record';
import { COMMAND_LABELS } from './command-kinds';
import { machineLine } from './machine';
import {
  COMPARED_VARIANTS,
  ONE_ORGANIZATION_GOAL,
  RATIO_GOALS,
  type SideFigures,
  sideFigures,
} from './performance-figures';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const ratio = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const tenths = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const NONE = '-';

type Column<Row> = readonly [title: string, cell: (row: Row) => string];

/**
 * The page of figures, in Markdown.
 * @param chart address of the chart, from the page.
 */
export function performancePage(record: BenchRecord, chart: string): string {
  const after = sideFigures(record, 'after');
  const before = record.commits.before === undefined ? undefined : sideFigures(record, 'before');
  return [
    '# Performance',
    '',
    '<!-- Written by `npm run bench -- --write`. Figures are measured; do not edit them here. -->',
    '',
    'What the guards cost: the rule packs, template validation, the count of quotas and the isolation proof, all on, beside a bare CDK app with the same resources and no construct of ours. Medians of runs in processes of their own, which took turns.',
    '',
    `Measured on ${record.date}: ${machineLine(record.machine)}. ${commitsLine(record)}`,
    '',
    `![Time as ratios to a bare CDK app; the figures are in the tables below](${chart})`,
    '',
    '## Synth and proof',
    '',
    'From the first construct to the written assembly, without loading modules. "Proof alone" judges a written assembly. Ratios are to the bare app, run by run.',
    '',
    ...appsTable(after, before),
    '',
    ...growthTable(after, before),
    '',
    '## Commands',
    '',
    'Wall time of whole processes. The empty app is what `cdk init` makes, in JavaScript, with the CDK\'s own template validation, which is on by default. "Recorded" are the organizations of the environment\'s file.',
    '',
    ...commandsTable(after, before),
    ...deploymentsSection(record),
    '',
    '## Measure again',
    '',
    '```sh',
    'npm run bench                                             # the working tree alone',
    'npm run bench -- --baseline v0.2.0 --write                # beside a revision; writes this page',
    'npm run bench -- --deploy 200 --write                     # adds deployments to this page',
    'npm run bench -- --from docs/performance.json --write     # writes this page again, and measures nothing',
    '```',
    '',
    'All figures, run by run, are in [performance.json](performance.json). Close other programs: on a busy machine ratios hold better than times, and neither holds well.',
    '',
  ].join('\n');
}

function commitsLine({ commits: { after, before } }: BenchRecord): string {
  return before === undefined ? `Commit ${after}.` : `"Before" is commit ${before}, "after" is ${after}.`;
}

function appsTable(after: SideFigures, before: SideFigures | undefined): string[] {
  const beforeOf = (row: Row): Row | undefined =>
    before?.apps.find((one) => one.variant === row.variant && one.organizations === row.organizations);
  type Row = SideFigures['apps'][number];
  const most = Math.max(...after.apps.map(({ organizations }) => organizations));
  const goalOf = ({ variant, organizations }: Row): string => {
    const goal = organizations === most ? RATIO_GOALS[variant] : undefined;
    return goal === undefined ? '' : ratio.format(goal);
  };
  const maybe = (row: Row | undefined, text: (row: Row) => string): string =>
    row === undefined ? NONE : text(row);
  const time = ({ milliseconds }: Row): string => `${tenths.format(milliseconds / 1000)} s`;
  const memory = ({ peakMegabytes }: Row): string => `${whole.format(peakMegabytes)} MB`;
  return table<Row>(
    [
      ['Organizations', ({ organizations }) => whole.format(organizations)],
      ['App', ({ variant }) => APP_VARIANT_LABELS[variant]],
      ...(before === undefined
        ? []
        : ([
            ['Before', (row) => maybe(beforeOf(row), time)],
            ['ratio', (row) => maybe(beforeOf(row), ({ timeRatio }) => ratio.format(timeRatio))],
            ['memory', (row) => maybe(beforeOf(row), memory)],
          ] satisfies Column<Row>[])),
      ['After', time],
      ['ratio', ({ timeRatio }) => ratio.format(timeRatio)],
      ['goal', goalOf],
      ['memory', memory],
      ['ratio', ({ memoryRatio }) => ratio.format(memoryRatio)],
    ],
    after.apps,
  );
}

function growthTable(after: SideFigures, before: SideFigures | undefined): string[] {
  const cell = (side: SideFigures, from: number, to: number, variant: string): string => {
    const step = side.growths.find((one) => one.variant === variant && one.from === from && one.to === to);
    return step === undefined ? NONE : tenths.format(step.timeRatio);
  };
  const steps = [...new Map(after.growths.map(({ from, to }) => [`${from} ${to}`, { from, to }])).values()];
  if (steps.length === 0) return [];
  return table(
    [
      ['Growth of time', ({ from, to }) => `from ${whole.format(from)} to ${whole.format(to)} organizations`],
      ...COMPARED_VARIANTS.flatMap((variant): Column<{ from: number; to: number }>[] => [
        ...(before === undefined
          ? []
          : ([
              [`${APP_VARIANT_LABELS[variant]}, before`, ({ from, to }) => cell(before, from, to, variant)],
            ] satisfies Column<{ from: number; to: number }>[])),
        [APP_VARIANT_LABELS[variant], ({ from, to }) => cell(after, from, to, variant)],
      ]),
    ],
    steps,
  );
}

function commandsTable(after: SideFigures, before: SideFigures | undefined): string[] {
  type Row = SideFigures['commands'][number];
  const beforeOf = (row: Row): Row | undefined =>
    before?.commands.find(
      ({ command, organizations }) => command === row.command && organizations === row.organizations,
    );
  const time = (row: Row | undefined): string =>
    row === undefined ? NONE : `${tenths.format(row.milliseconds / 1000)} s`;
  const times = (row: Row | undefined): string => (row === undefined ? NONE : ratio.format(row.ratio));
  return table<Row>(
    [
      ['Command', ({ command }) => COMMAND_LABELS[command]],
      ['Recorded', ({ organizations }) => whole.format(organizations)],
      ...(before === undefined
        ? []
        : ([
            ['Before', (row) => time(beforeOf(row))],
            ['to the empty app', (row) => times(beforeOf(row))],
          ] satisfies Column<Row>[])),
      ['After', time],
      ['to the empty app', times],
      ['goal', ({ command }) => (command === 'oneOrganization' ? ratio.format(ONE_ORGANIZATION_GOAL) : '')],
    ],
    after.commands,
  );
}

function deploymentsSection({ deployments }: BenchRecord): string[] {
  if (deployments === undefined) return [];
  const { header, rows, notes } = deployments;
  return [
    '',
    '## Deployments',
    '',
    'Into an emulated account, which enforces IAM and answers quicker than AWS.',
    '',
    ...table(
      header.map((title, index): Column<readonly string[]> => [title, (row) => row[index] ?? '']),
      rows,
    ),
    ...notes.flatMap((note) => ['', note]),
  ];
}

function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(([title]) => title)),
    line(columns.map((_, index) => (index === 0 ? '---' : '---:'))),
    ...rows.map((row) => line(columns.map(([, cell]) => cell(row)))),
  ];
}
