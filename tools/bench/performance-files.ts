import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRecord } from './bench-record';
import { performanceChart } from './performance-chart';
import { performancePage } from './performance-page';
import { PROJECT_DIRECTORY } from './project-directory';

const DOCS = join(PROJECT_DIRECTORY, 'docs');
const CHART = 'images/performance.svg';

/** All figures, run by run: what the page and the chart are made of. */
export const RECORD_FILE = join(DOCS, 'performance.json');

/**
 * Writes the figures, their page and their chart.
 * @returns the files
 */
export function writePerformance(record: BenchRecord, folder: string = DOCS): string[] {
  const files: readonly (readonly [string, string])[] = [
    ['performance.json', `${JSON.stringify(record, null, 2)}\n`],
    [CHART, performanceChart(record)],
    ['performance.md', performancePage(record, CHART)],
  ];
  return files.map(([name, text]) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  });
}
