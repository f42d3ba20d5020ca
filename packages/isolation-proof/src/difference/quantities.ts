/** @returns NaN for what is no number */
export function numberOf(text: string): number {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : NaN;
}

/**
 * What is compared as a number, such as a size, may be later than any time of ECMAScript, which can be written as a date:
 * https://tc39.es/ecma262/#sec-time-values-and-time-range. A day is left for what is just beside it.
 */
const LATEST = 8.64e15 - 86_400_000;

/**
 * Milliseconds since 1970 of dates of ISO 8601, and of seconds since 1970.
 * @returns NaN for what is neither
 */
export function timeOf(text: string): number {
  if (/^\d+$/.test(text) && text.length > 4) {
    const time = Number(text) * 1000;
    return time > LATEST ? NaN : time;
  }
  return /^\d{4}(?:-\d{2}){0,2}/.test(text) ? Date.parse(text) : NaN;
}

/**
 * A number or a date between any two that are next to each other. Conditions that each compare with one limit may
 * leave nothing but what lies between their limits.
 */
export function quantitiesBetween(texts: readonly string[]): string[] {
  return [
    ...middles(texts.map(numberOf)).map(String),
    ...middles(texts.map(timeOf)).map((time) => new Date(time).toISOString()),
  ];
}

function middles(numbers: readonly number[]): number[] {
  const sorted = numbers.filter((number) => !Number.isNaN(number)).sort((a, b) => a - b);
  return sorted.slice(1).map((number, index) => (number + (sorted[index] ?? number)) / 2);
}
