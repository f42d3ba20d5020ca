import { type Findings, findings } from './guarantees';
import { HubSimulation } from './hub-simulation';
import { simulatedPairs } from './simulated-hub';
import { runAll } from './virtual-runtime';

export interface SchedulesOptions {
  /** Seed of the first schedule; the others follow. */
  readonly firstSeed: number;
  readonly schedules: number;
  /** Simulated days of each. */
  readonly days: number;
  /** Told after each batch how many schedules are done. */
  readonly onProgress?: (done: number) => void;
}

/** What was found under the schedule of one seed. */
export interface SeedFindings extends Findings {
  readonly seed: number;
}

const DAY = 86_400_000;
/** Schedules side by side: enough that the event loop is no cost, few enough that memory is none. */
const BATCH = 100;
/** Rotations go round through these. */
const PAIRS = 3;

/** Runs hubs through schedules of faults, each drawn from its seed, and judges what happened. */
export async function runSchedules(options: SchedulesOptions): Promise<SeedFindings[]> {
  const { firstSeed, schedules, days, onProgress } = options;
  const end = days * DAY;
  const pairs = await simulatedPairs(PAIRS);
  const found: SeedFindings[] = [];
  const { stackTraceLimit } = Error;
  // Failures come by the million here, and nobody reads where each was made.
  Error.stackTraceLimit = 0;
  try {
    while (found.length < schedules) {
      const first = firstSeed + found.length;
      const length = Math.min(BATCH, schedules - found.length);
      const batch = Array.from(
        { length },
        (_, index) => new HubSimulation({ seed: first + index, days, pairs }),
      );
      await runAll(
        batch.map(({ runtime }) => runtime),
        end,
      );
      for (const simulation of batch) {
        simulation.finish();
        found.push({ seed: simulation.seed, ...findings(simulation, end) });
      }
      onProgress?.(found.length);
    }
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return found;
}
