import { APP_VARIANT_LABELS, APP_VARIANTS } from './app-variants';
import type { ComparedResult, Growth } from './comparison';
import { COMMAND_LABELS } from './command-kinds';
import type { CommandFigure } from './performance-figures';
import { formatTable } from './table';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const ratio = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const tenths = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The report that people read: every app with each number of organizations, then how time grows. */
export function benchReport(results: readonly ComparedResult[], growth: readonly Growth[]): string {
  const measurements = formatTable(
    ['organizations', 'app', 'runs', 'time ms', 'ratio', 'ms/organization', 'memory MB', 'ratio'],
    results.map((result) => [
      whole.format(result.organizations),
      APP_VARIANT_LABELS[result.variant],
      whole.format(result.runs),
      whole.format(result.milliseconds),
      ratio.format(result.timeRatio),
      tenths.format(result.millisecondsPerOrganization),
      whole.format(result.peakMegabytes),
      ratio.format(result.memoryRatio),
    ]),
  );
  const steps = new Map(growth.map(({ from, to }) => [`${from} ${to}`, { from, to }]));
  const growthRows = [...steps.values()].map(({ from, to }) => [
    `time(${whole.format(to)})/time(${whole.format(from)})`,
    ...APP_VARIANTS.map((variant) => {
      const step = growth.find((one) => one.variant === variant && one.from === from && one.to === to);
      return step === undefined ? '' : ratio.format(step.timeRatio);
    }),
  ]);
  return [
    'Wall time and peak memory of synth, and of the proof by itself; medians of the runs. Ratios are to the bare ' +
      'CDK app, run by run.',
    '',
    ...measurements,
    ...(growthRows.length === 0
      ? []
      : ['', ...formatTable(['growth', ...APP_VARIANTS.map((key) => APP_VARIANT_LABELS[key])], growthRows)]),
  ].join('\n');
}

/** Commands as whole processes, for people. */
export function commandReport(commands: readonly CommandFigure[]): string {
  return [
    "Wall time of whole commands; medians of the runs. Ratios are to an empty CDK app's cdk synth.",
    '',
    ...formatTable(
      ['recorded', 'command', 'time ms', 'ratio'],
      commands.map(({ command, organizations, milliseconds, ratio: times }) => [
        whole.format(organizations),
        COMMAND_LABELS[command].replaceAll('`', ''),
        whole.format(milliseconds),
        ratio.format(times),
      ]),
    ),
  ].join('\n');
}
