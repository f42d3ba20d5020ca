/** A reading of an instrument, as a hub uploads it. */
export interface Reading {
  readonly instrument: string;
  /** In UTC, for example `2026-11-26T07:15:00Z`. */
  readonly measuredAt: string;
  /** The value in thousandths: an integer, so that sums are exact. */
  readonly thousandths: number;
  readonly unit: string;
}

/** What the readings of one instrument on one day (in UTC) come to. */
export interface DailySum {
  readonly instrument: string;
  /** For example `2026-11-26`. */
  readonly day: string;
  readonly count: number;
  /** With three digits behind the point, as Athena writes a `decimal(38,3)`. */
  readonly sum: string;
}

export interface ReadingsOptions {
  /** The same seed gives the same readings. */
  readonly seed: number;
  /**
   * How many readings.
   * @default 3000
   */
  readonly rows?: number;
  /**
   * How many instruments they are from, in turn.
   * @default 5
   */
  readonly instruments?: number;
  /**
   * How many days they are spread over, evenly.
   * @default 3
   */
  readonly days?: number;
  /**
   * When they begin.
   * @default 2026-11-24T00:00:00Z
   */
  readonly from?: Date;
}

const DAY_MS = 86_400_000;
const UNITS = ['mbar', 'degC', '%', 'uS/cm'] as const;
/** Of a value, above and below zero: a million, less a thousandth. */
const LARGEST_THOUSANDTHS = 999_999_999;

/** Readings that look measured, in the order of their times. */
export function generateReadings({
  seed,
  rows = 3000,
  instruments = 5,
  days = 3,
  from = new Date('2026-11-24T00:00:00Z'),
}: ReadingsOptions): Reading[] {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, (_, row) => {
    const number = row % instruments;
    const at = new Date(from.getTime() + Math.floor((row * days * DAY_MS) / rows / 1000) * 1000);
    return {
      instrument: `probe-${number + 1}`,
      measuredAt: at.toISOString().replace('.000Z', 'Z'),
      thousandths: Math.round((random() * 2 - 1) * LARGEST_THOUSANDTHS),
      unit: UNITS[number % UNITS.length] ?? UNITS[0],
    };
  });
}

/** The file that a hub uploads. */
export function readingsCsv(readings: readonly Reading[]): string {
  const lines = readings.map(({ instrument, measuredAt, thousandths, unit }) =>
    [instrument, measuredAt, decimalText(BigInt(thousandths)), unit].join(','),
  );
  return ['instrument,measured_at,value,unit', ...lines, ''].join('\n');
}

/** What a query for each instrument and day has to answer, by instrument and then by day. */
export function dailySums(readings: readonly Reading[]): DailySum[] {
  const sums = new Map<string, { instrument: string; day: string; count: number; total: bigint }>();
  for (const { instrument, measuredAt, thousandths } of readings) {
    const day = measuredAt.slice(0, 'YYYY-MM-DD'.length);
    const key = `${instrument} ${day}`;
    const sum = sums.get(key) ?? { instrument, day, count: 0, total: 0n };
    sums.set(key, { ...sum, count: sum.count + 1, total: sum.total + BigInt(thousandths) });
  }
  return [...sums.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { total, ...sum }]) => ({ ...sum, sum: decimalText(total) }));
}

/** An integer of thousandths as a decimal number with three digits behind the point. */
function decimalText(thousandths: bigint): string {
  const digits = (thousandths < 0n ? -thousandths : thousandths).toString().padStart(4, '0');
  return `${thousandths < 0n ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`;
}

/** Numbers from 0 up to 1: Mulberry32, which is small and good enough for samples. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
