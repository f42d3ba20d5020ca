import { z } from 'zod';
import { APP_VARIANTS } from './app-variants';

export const measurementSchema = z.object({
  /** Wall time, for a synth from the first construct to the written cloud assembly; loading of modules is left out. */
  milliseconds: z.number().positive(),
  /** Largest resident set of the process, modules included. */
  peakMegabytes: z.number().positive(),
});

export type SynthMeasurement = z.output<typeof measurementSchema>;

/** What a process is asked to synthesize; it reads this as JSON from its first argument. */
const synthJob = z.object({
  variant: z.enum(APP_VARIANTS),
  organizations: z.int().positive(),
  /** Folder for the cloud assembly; of the proof, the folder where it is. */
  outdir: z.string(),
  /** File with the blueprint of the bare app. */
  blueprintFile: z.string(),
});

export type SynthJob = z.output<typeof synthJob>;

export function parseSynthJob(argument: string | undefined): SynthJob {
  return synthJob.parse(JSON.parse(argument ?? 'null'));
}

export function parseSynthMeasurement(message: unknown): SynthMeasurement {
  return measurementSchema.parse(message);
}

/** Does something under the clock. */
export function measure(work: () => void): SynthMeasurement {
  const start = performance.now();
  work();
  const milliseconds = performance.now() - start;
  const peakKibibytes = process.resourceUsage().maxRSS;
  return { milliseconds, peakMegabytes: (peakKibibytes * 1024) / 1e6 };
}

/** Hands the measurement to the process that asked for it; to stdout where nobody did, as under a profiler. */
export function reportMeasurement(result: SynthMeasurement): void {
  if (process.send === undefined) console.log(JSON.stringify(result));
  else process.send(result);
}
