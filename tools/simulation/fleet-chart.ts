import type { FleetCurve, FleetOptions } from './fleet';

const MINUTE = 60;
const WIDTH = 760;
const HEIGHT = 430;
const LEFT = 64;
const RIGHT = 20;
/** Top and bottom of the two plots, in pixels. */
const RATES = { top: 56, bottom: 236 } as const;
const SHARES = { top: 290, bottom: 374 } as const;
const LEAST_RATE = 10;
const MOST_RATE = 10_000;
const TICK_MINUTES = 20;

const STYLE = `
text{font:12px system-ui,sans-serif;fill:#333}.title{font-size:15px;font-weight:600}
.grid{stroke:#ddd}.axis{stroke:#777}.outage{fill:#c0392b;opacity:.1}
path{fill:none;stroke-width:2}.sent{stroke:#c0632b}.issued{stroke:#2b6cb0}.limit{stroke:#555;stroke-dasharray:5 4}
.without{stroke:#a02b5a}.sent-text{fill:#a34d1b}.issued-text{fill:#2b6cb0}
@media(prefers-color-scheme:dark){text{fill:#ddd}.grid{stroke:#3a3a3a}.axis{stroke:#888}.outage{opacity:.3}
.sent{stroke:#f0945a}.issued{stroke:#6fb1f5}.limit{stroke:#bbb}.without{stroke:#f07aa8}
.sent-text{fill:#f0945a}.issued-text{fill:#6fb1f5}}`.trim();

/**
 * Draws requests, sessions and hubs without credentials over time as SVG, legible on light and dark pages.
 * @param from in seconds: what is drawn begins here and goes on to the end of the curve.
 */
export function fleetChart(curve: FleetCurve, options: FleetOptions, from: number): string {
  const { outage, hubs, limit, length } = options;
  const x = (second: number): number => LEFT + ((second - from) / (length - from)) * (WIDTH - LEFT - RIGHT);
  const rateY = logarithmic(RATES);
  const [sent, issued, without] = [curve.sent, curve.issued, curve.without].map((values) =>
    perMinute(values, from),
  );
  const mostWithout = Math.max(...(without ?? []).map(({ value }) => value / hubs));
  const topShare = Math.max(0.1, Math.ceil(mostWithout * 10) / 10);
  const shareY = linear(SHARES, topShare);
  const line = (points: readonly Point[] | undefined, y: (value: number) => number): string =>
    (points ?? [])
      .map(({ second, value }, index) => `${index === 0 ? 'M' : 'L'}${round(x(second))} ${round(y(value))}`)
      .join('');
  const minutes = (second: number): number => (second - outage.from) / MINUTE;
  const ticks = Array.from(
    { length: Math.floor((length - from) / MINUTE / TICK_MINUTES) + 1 },
    (_, index) => {
      const first = Math.ceil(minutes(from) / TICK_MINUTES) * TICK_MINUTES;
      return first + index * TICK_MINUTES;
    },
  ).filter((minute) => outage.from + minute * MINUTE <= length);

  const outageMinutes = Math.round((outage.to - outage.from) / MINUTE);
  const title = `${hubs.toLocaleString('en')} Data Hubs, ${outageMinutes} minutes without their Region`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">`,
    `<style>${STYLE}</style>`,
    text(LEFT, 22, title, 'class="title"'),
    `<text x="${LEFT}" y="${RATES.top - 10}">a second, by the minute (logarithmic): `,
    '<tspan class="sent-text">requests sent</tspan>, <tspan class="issued-text">sessions issued</tspan></text>',
    ...[RATES, SHARES].map(
      ({ top, bottom }) =>
        `<rect class="outage" x="${round(x(outage.from))}" y="${top}" width="${round(x(outage.to) - x(outage.from))}" height="${bottom - top}"/>`,
    ),
    ...[10, 100, 1000, 10_000].map((rate) => yTick(rateY(rate), rate.toLocaleString('en'))),
    `<path class="limit" d="M${LEFT} ${round(rateY(limit))}H${WIDTH - RIGHT}"/>`,
    text(WIDTH - RIGHT, rateY(limit) + 15, `quota: ${limit} a second`, 'text-anchor="end"'),
    `<path class="sent" d="${line(sent, rateY)}"/>`,
    `<path class="issued" d="${line(issued, rateY)}"/>`,
    text(LEFT, SHARES.top - 10, 'hubs without valid credentials'),
    ...[0, topShare / 2, topShare].map((share) => yTick(shareY(share), `${Math.round(share * 100)} %`)),
    `<path class="without" d="${line(without, (count) => shareY(count / hubs))}"/>`,
    ...ticks.map((minute) => xTick(x(outage.from + minute * MINUTE), `${minute}`)),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, 'minutes since the outage began', 'text-anchor="middle"'),
    '</svg>',
    '',
  ].join('\n');
}

interface Point {
  readonly second: number;
  readonly value: number;
}

interface Plot {
  readonly top: number;
  readonly bottom: number;
}

/** Means of whole minutes. */
function perMinute(values: Int32Array, from: number): Point[] {
  const points: Point[] = [];
  for (let second = from; second + MINUTE <= values.length; second += MINUTE) {
    const sum = values.subarray(second, second + MINUTE).reduce((total, value) => total + value, 0);
    points.push({ second: second + MINUTE / 2, value: sum / MINUTE });
  }
  return points;
}

/** What is less than the axis shows lies on it. */
function logarithmic({ top, bottom }: Plot): (rate: number) => number {
  const decades = Math.log10(MOST_RATE / LEAST_RATE);
  return (rate) => bottom - (Math.log10(Math.max(LEAST_RATE, rate) / LEAST_RATE) / decades) * (bottom - top);
}

function linear({ top, bottom }: Plot, most: number): (value: number) => number {
  return (value) => bottom - (value / most) * (bottom - top);
}

function yTick(y: number, label: string): string {
  return `<path class="grid" d="M${LEFT} ${round(y)}H${WIDTH - RIGHT}"/>${text(LEFT - 8, y + 4, label, 'text-anchor="end"')}`;
}

function xTick(x: number, label: string): string {
  return `<path class="axis" d="M${round(x)} ${SHARES.bottom}v5"/>${text(x, SHARES.bottom + 20, label, 'text-anchor="middle"')}`;
}

function text(x: number, y: number, content: string, attributes = ''): string {
  return `<text x="${round(x)}" y="${round(y)}"${attributes === '' ? '' : ` ${attributes}`}>${content}</text>`;
}

function round(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}
