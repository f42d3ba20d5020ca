import { dailySums, generateReadings, readingsCsv } from './readings';

/** Names of what the hub uploads to its own folder, in this order. */
export const UPLOADS = { large: 'large.bin', readings: 'readings.csv', boto3: 'boto3.txt' } as const;

/** Readings of an organization's instruments, and what a query has to answer about them. */
export interface ReadingsOfStory {
  readonly csv: string;
  readonly count: number;
  /** Instrument, day, count and sum, as a query returns them. */
  readonly answer: readonly (readonly string[])[];
}

/** @param seed another one for each organization, so that a mix-up shows */
export function readingsOfStory(seed: number): ReadingsOfStory {
  const readings = generateReadings({ seed });
  return {
    csv: readingsCsv(readings),
    count: readings.length,
    answer: dailySums(readings).map(({ instrument, day, count, sum }) => [
      instrument,
      day,
      String(count),
      sum,
    ]),
  };
}
