import { PlatformError } from '../../../../config/errors';
import { SpreadLoop } from '../schedule/spread-loop';
import type { Runtime } from '../credentials/runtime';
import type { HubShadow } from '../shadow/hub-shadow';
import type { Heartbeat } from '../shadow/shadow-document';
import type { HeartbeatEvent } from './heartbeat-event';

const MINUTE = 60_000;

export interface HeartbeatLoopOptions {
  readonly runtime: Runtime;
  readonly shadow: Pick<HubShadow, 'report'>;
  readonly intervalMinutes: number;
  /** What is told now. @throws PlatformError if the hub has no credentials, and so nothing to send it with. */
  readonly heartbeat: () => Promise<Heartbeat>;
  readonly onEvent: (event: HeartbeatEvent) => void;
}

/**
 * Tells the platform at an interval that the hub lives. One that fails is logged, and not repeated before the
 * next is due.
 */
export function heartbeatLoop({
  runtime,
  shadow,
  intervalMinutes,
  heartbeat,
  onEvent,
}: HeartbeatLoopOptions): SpreadLoop {
  const interval = intervalMinutes * MINUTE;
  let failures = 0;
  let told = false;
  return new SpreadLoop({
    runtime,
    within: interval,
    run: async () => {
      try {
        await shadow.report({ heartbeat: await heartbeat() });
        if (!told || failures > 0) onEvent({ event: 'heartbeat-sent' });
        told = true;
        failures = 0;
      } catch (error) {
        failures++;
        const nextIn = interval / 1000;
        onEvent({ event: 'heartbeat-failed', ...codeAndMessage(error), failures, nextIn });
      }
      return interval;
    },
  });
}

/** A defect, or an error of the system, is told by its code only: its message might quote anything. */
function codeAndMessage(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof PlatformError) return { code: error.code, message: error.message };
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? 'UNEXPECTED';
  return { code, message: `the heartbeat failed for a reason unknown to this program (${code})` };
}
