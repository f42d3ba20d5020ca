import { type AppVariant, APP_VARIANTS, REFERENCE_VARIANT } from './app-variants';
import type { BenchResult } from './run-bench';
import { median } from './statistics';
import type { SynthMeasurement } from './synth-measurement';

/**
 * Medians of an app's runs, beside the reference app's with as many organizations. Ratios are taken run by
 * run before the median, because runs that follow each other meet the same load of the machine.
 */
export interface ComparedResult extends SynthMeasurement {
  readonly variant: AppVariant;
  readonly organizations: number;
  readonly runs: number;
  readonly millisecondsPerOrganization: number;
  /** Times the reference app's time; 1 for the reference itself. */
  readonly timeRatio: number;
  /** Times the reference app's memory. */
  readonly memoryRatio: number;
}

/** How much longer an app takes with more organizations; that of a linear one is at most `to / from`. */
export interface Growth {
  readonly variant: AppVariant;
  readonly from: number;
  readonly to: number;
  readonly timeRatio: number;
}

/** @throws RangeError if the reference app was not measured with some number of organizations. */
export function compare(results: readonly BenchResult[]): ComparedResult[] {
  return results.map(({ variant, organizations, runs }) => {
    const reference = find(results, REFERENCE_VARIANT, organizations);
    if (reference === undefined) {
      throw new RangeError(`no ${REFERENCE_VARIANT} app with ${organizations} organizations`);
    }
    const pairs = runs.flatMap((run, index) => {
      const other = reference.runs[index];
      return other === undefined ? [] : [{ run, other }];
    });
    const milliseconds = medianTime(runs);
    return {
      variant,
      organizations,
      runs: runs.length,
      milliseconds,
      peakMegabytes: median(runs.map(({ peakMegabytes }) => peakMegabytes)),
      millisecondsPerOrganization: milliseconds / organizations,
      timeRatio: median(pairs.map(({ run, other }) => run.milliseconds / other.milliseconds)),
      memoryRatio: median(pairs.map(({ run, other }) => run.peakMegabytes / other.peakMegabytes)),
    };
  });
}

/** Growth of every app between each number of organizations and the next larger one that was measured. */
export function growths(results: readonly BenchResult[]): Growth[] {
  const sizes = [...new Set(results.map(({ organizations }) => organizations))].sort((a, b) => a - b);
  return sizes.slice(1).flatMap((to, index) =>
    APP_VARIANTS.flatMap((variant) => {
      const from = sizes[index] ?? to;
      const before = find(results, variant, from);
      const after = find(results, variant, to);
      return before === undefined || after === undefined
        ? []
        : [{ variant, from, to, timeRatio: medianTime(after.runs) / medianTime(before.runs) }];
    }),
  );
}

function medianTime(runs: readonly SynthMeasurement[]): number {
  return median(runs.map(({ milliseconds }) => milliseconds));
}

function find(
  results: readonly BenchResult[],
  variant: AppVariant,
  organizations: number,
): BenchResult | undefined {
  return results.find((result) => result.variant === variant && result.organizations === organizations);
}
