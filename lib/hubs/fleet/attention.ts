import { LEAST_DISK_FREE } from '../../../packages/data-hub/src/state/disk-space';
import type { Attention } from './attention-kinds';
import type { HubWithHeartbeat } from './heartbeats';

const MINUTE = 60_000;
/** So many intervals without a heartbeat are no accident. */
const INTERVALS_UNTIL_SILENT = 3;
/** Seconds. AWS refuses requests whose time is off by more, so the agent corrects for it; other tools do not. */
const MOST_CLOCK_OFFSET = 300;

/** What a hub is measured by. */
export interface AttentionLimits {
  readonly now: Date;
  /** Days after which hubs renew their certificates; 0: never for their age. */
  readonly renewAfterDays: number;
}

/**
 * Why somebody should look at a hub; empty if nothing is wrong. A hub that is to work (enrolled, rotating) is
 * measured, and no other. Times are AWS's; disk, clock, agent and interval are the hub's own words, true as far as
 * the hub is.
 */
export function attentionOf(
  { state, certificates, heartbeat, lastSeen }: HubWithHeartbeat,
  { now, renewAfterDays }: AttentionLimits,
): Attention[] {
  if (state !== 'enrolled' && state !== 'rotating') return [];
  const ages = certificates.filter(({ status }) => status === 'ACTIVE').map(({ ageDays }) => ageDays);
  const reasons: readonly (readonly [Attention, boolean])[] = [
    ['unseen', heartbeat === undefined],
    // The age is in whole days: a hub whose renewal is being issued today is not late.
    ['certificate', renewAfterDays > 0 && Math.min(...ages) > renewAfterDays],
    ...(heartbeat === undefined || lastSeen === undefined
      ? []
      : ([
          [
            'silent',
            now.getTime() - Date.parse(lastSeen) >
              INTERVALS_UNTIL_SILENT * heartbeat.intervalMinutes * MINUTE,
          ],
          ['disk', heartbeat.diskFree < LEAST_DISK_FREE],
          ['clock', Math.abs(heartbeat.clockOffset) > MOST_CLOCK_OFFSET],
          ['agent', heartbeat.state === 'failing'],
        ] as const)),
  ];
  return reasons.flatMap(([attention, holds]) => (holds ? [attention] : []));
}
