import { DEFAULT_HEARTBEAT_MINUTES } from '../../packages/data-hub/src/configuration/fields';
import { heartbeatLoop } from '../../packages/data-hub/src/heartbeat/heartbeat-loop';
import { renewalLoop } from '../../packages/data-hub/src/renewal/renewal-loop';
import type { SpreadLoop } from '../../packages/data-hub/src/schedule/spread-loop';
import type { Heartbeat } from '../../packages/data-hub/src/shadow/shadow-document';
import { settled, VirtualRuntime } from './virtual-runtime';

const SECOND = 1_000;
/** Seconds that are simulated: the reads, which come once an hour, have drifted apart by then, too. */
const LENGTH = 3 * 3_600;

/** How often something comes, a second. */
export interface Rate {
  readonly mean: number;
  readonly peak: number;
}

/** Requests of a fleet to the shadows of its things. */
export interface ShadowRequests {
  /** Heartbeats: UpdateThingShadow. */
  readonly reports: Rate;
  /** Whether the platform has something to say: GetThingShadow. */
  readonly reads: Rate;
}

/**
 * Runs the loops of the hubs' agents, all started in one moment, as after a loss of power, and counts what they send
 * while no certificate is renewed.
 */
export async function shadowRequests(hubs: number, seed: number): Promise<ShadowRequests> {
  const runtime = new VirtualRuntime(0, seed);
  const counts = { reports: new Int32Array(LENGTH + 1), reads: new Int32Array(LENGTH + 1) };
  const count = (what: keyof typeof counts): void => {
    const second = Math.floor(runtime.monotonic() / SECOND);
    counts[what][second] = (counts[what][second] ?? 0) + 1;
  };
  const loops = Array.from({ length: hubs }, () => loopsOf(runtime, count)).flat();
  // What an event brings about comes minutes later, so that those of a second can be settled together.
  for (let second = 1; second <= LENGTH; second++) {
    while (runtime.step(second * SECOND));
    await settled();
  }
  await Promise.all(loops.map((loop) => loop.stop()));
  return { reports: rateOf(counts.reports), reads: rateOf(counts.reads) };
}

function loopsOf(runtime: VirtualRuntime, count: (what: keyof ShadowRequests) => void): SpreadLoop[] {
  const ignore = (): void => undefined;
  return [
    heartbeatLoop({
      runtime,
      shadow: { report: () => Promise.resolve() },
      intervalMinutes: DEFAULT_HEARTBEAT_MINUTES,
      // What it says takes no part in when it comes.
      heartbeat: () => {
        count('reports');
        return Promise.resolve({} as Heartbeat);
      },
      onEvent: ignore,
    }),
    renewalLoop({
      runtime,
      step: () => {
        count('reads');
        return Promise.resolve({ state: 'not-due' });
      },
      onEvent: ignore,
    }),
  ];
}

function rateOf(counts: Int32Array): Rate {
  const sum = counts.reduce((total, value) => total + value, 0);
  return { mean: sum / LENGTH, peak: counts.reduce((most, value) => Math.max(most, value), 0) };
}

/** For people: one line. */
export function shadowRequestsText({ reports, reads }: ShadowRequests): string {
  const rate = ({ mean, peak }: Rate): string => `${mean.toFixed(0)} (${peak})`;
  return `To the shadows, a second: mean (peak)   heartbeats ${rate(reports)}, reads ${rate(reads)}`;
}
