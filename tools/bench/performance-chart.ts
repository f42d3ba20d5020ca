import { init } from 'echarts';
import { APP_VARIANT_LABELS } from './app-variants';
import type { BenchRecord } from './bench-record';
import {
  COMPARED_VARIANTS,
  ONE_ORGANIZATION_GOAL,
  RATIO_GOALS,
  type SideFigures,
  sideFigures,
} from './performance-figures';

const SIZE = { width: 760, height: 360 };
/** Legible on white and on black. */
const GREY = '#808080';
const GRID = '#80808055';
const COLOURS = { before: '#b5763c', after: '#3a80c9', goal: '#2e9e5b' };

/** What the chart shows in words, for who cannot see it. */
export interface ChartText {
  readonly title: string;
  readonly description: string;
}

interface Bar {
  readonly label: string;
  readonly goal: number | undefined;
  readonly of: (figures: SideFigures) => number | undefined;
}

/** Draws the ratios of a record as SVG, before and after, with the goals. */
export function performanceChart(record: BenchRecord): string {
  const most = Math.max(...record.results.map(({ organizations }) => organizations));
  const bars = barsOf(most);
  const after = sideFigures(record, 'after');
  const before = record.commits.before === undefined ? undefined : sideFigures(record, 'before');
  const sides = [...(before === undefined ? [] : [['before', before] as const]), ['after', after] as const];
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'system-ui, sans-serif', color: GREY },
      legend: { top: 4, textStyle: { color: GREY } },
      grid: { left: 48, right: 16, top: 44, bottom: 56 },
      xAxis: {
        type: 'category',
        data: bars.map(({ label }) => label),
        axisLabel: { color: GREY, interval: 0, lineHeight: 16 },
        axisLine: { lineStyle: { color: GREY } },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'value',
        axisLabel: { color: GREY },
        splitLine: { lineStyle: { color: GRID } },
      },
      series: [
        ...sides.map(([name, figures]) => ({
          name,
          type: 'bar' as const,
          itemStyle: { color: COLOURS[name] },
          barMaxWidth: 42,
          data: bars.map((bar) => bar.of(figures)?.toFixed(2) ?? '-'),
          label: { show: true, position: 'top' as const, color: GREY },
        })),
        {
          name: 'goal',
          type: 'scatter',
          symbol: 'rect',
          symbolSize: [96, 2],
          itemStyle: { color: COLOURS.goal },
          data: bars.map(({ goal }) => goal ?? '-'),
        },
      ],
    });
    return described(chart.renderToSVGString(), chartText(record, most, bars, sides));
  } finally {
    chart.dispose();
  }
}

function barsOf(most: number): Bar[] {
  const many = most.toLocaleString('en');
  return [
    ...COMPARED_VARIANTS.map((variant): Bar => ({
      label: `${APP_VARIANT_LABELS[variant]},\n${many} organizations`,
      goal: RATIO_GOALS[variant],
      of: ({ apps }) => apps.find((one) => one.variant === variant && one.organizations === most)?.timeRatio,
    })),
    {
      label: 'one organization,\nto an empty app',
      goal: ONE_ORGANIZATION_GOAL,
      of: ({ commands }) => commands.find(({ command }) => command === 'oneOrganization')?.ratio,
    },
  ];
}

function chartText(
  { date }: BenchRecord,
  most: number,
  bars: readonly Bar[],
  sides: readonly (readonly [string, SideFigures])[],
): ChartText {
  const said = bars.map(({ label, goal, of }) => {
    const values = sides.map(([name, figures]) => `${name} ${of(figures)?.toFixed(2) ?? 'not measured'}`);
    return `${label.replace('\n', ' ')}: ${values.join(', ')}${goal === undefined ? '' : `, goal ${goal}`}`;
  });
  return {
    title: `Time of synth and proof with ${most.toLocaleString('en')} organizations, as ratios to a bare CDK app, ${date}`,
    description: `${said.join('; ')}.`,
  };
}

function described(svg: string, { title, description }: ChartText): string {
  const plain = withoutInteraction(svg);
  const start = plain.indexOf('>') + 1;
  const head = plain.slice(0, start).replace('<svg', '<svg role="img" aria-labelledby="title description"');
  return `${head}\n<title id="title">${title}</title>\n<desc id="description">${description}</desc>${plain.slice(start)}\n`;
}

/** Leaves out what is for a pointer, and names that are counted on with every chart of a process. */
function withoutInteraction(svg: string): string {
  return svg
    .replace(/<style ?>[^]*?<\/style>\n?/, '')
    .replaceAll(/ (?:ecmeta_\w+|class|pointer-events)="[^"]*"/g, '')
    .replaceAll(/\bzr\d+-/g, 'chart-');
}
