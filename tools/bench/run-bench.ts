import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { buildApp } from '../../lib/stacks/build-app';
import { takeAppBlueprint } from './app-blueprint';
import { appSettings } from './app-settings';
import { APP_VARIANT_LABELS, APP_VARIANTS, type AppVariant, REFERENCE_VARIANT } from './app-variants';
import { benchEnvironment, benchSlugs } from './bench-environment';
import type { BenchRuns } from './bench-runs';
import type { BenchSide, SideName } from './bench-side';
import { runsFor } from './statistics';
import type { SynthMeasurement } from './synth-measurement';
import { synthInProcess } from './synth-process';

/** The runs of one app with one number of organizations; the n-th of each app were measured one after the other. */
export interface BenchResult {
  readonly variant: AppVariant;
  readonly side: SideName;
  readonly organizations: number;
  readonly runs: readonly SynthMeasurement[];
}

/**
 * Measures every app with each number of organizations, each run in a process of its own. The apps take
 * turns, so that a busy machine slows all of them alike.
 * @param sides the working tree first, whose bare app all are compared with.
 */
export async function runBench(
  sizes: readonly number[],
  sides: readonly [BenchSide, ...BenchSide[]],
  { progress, runs: mostRuns = Infinity, signal }: BenchRuns,
): Promise<BenchResult[]> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const blueprintFile = join(directory, 'blueprint.json');
    writeBlueprint(blueprintFile, join(directory, 'blueprint'));
    const apps = sides.flatMap((side, index) =>
      APP_VARIANTS.filter((variant) => index === 0 || variant !== REFERENCE_VARIANT).map((variant) => ({
        variant,
        side,
      })),
    );
    const results: BenchResult[] = [];
    for (const organizations of sizes) {
      const runs = Math.min(runsFor(organizations), mostRuns);
      const measurements = apps.map((): SynthMeasurement[] => []);
      for (let run = 1; run <= runs; run++) {
        for (const [index, { variant, side }] of apps.entries()) {
          const outdir = join(directory, 'cdk.out');
          if (variant !== 'proof') rmSync(outdir, { recursive: true, force: true });
          const job = { variant, organizations, outdir, blueprintFile };
          const measured = await synthInProcess(job, side.checkout, signal);
          measurements[index]?.push(measured);
          progress(
            `organizations: ${organizations}, run ${run} of ${runs}, ` +
              `${APP_VARIANT_LABELS[variant]}${side.name === 'before' ? ' before' : ''}: ` +
              `${Math.round(measured.milliseconds)} ms, ${Math.round(measured.peakMegabytes)} MB`,
          );
        }
      }
      for (const [index, { variant, side }] of apps.entries()) {
        results.push({ variant, side: side.name, organizations, runs: measurements[index] ?? [] });
      }
    }
    return results;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function writeBlueprint(file: string, outdir: string): void {
  const environment = benchEnvironment(1, false);
  const app = new App(appSettings(outdir, false));
  const { organizations } = environment;
  buildApp(
    app,
    { environment, shared: true, organizations },
    { proveIsolation: false, checkCapacity: false },
  );
  writeFileSync(file, JSON.stringify(takeAppBlueprint(app, benchSlugs(1).join())));
}
