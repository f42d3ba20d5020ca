import { escaped } from '../../config/quoting';
import { ago } from '../../lib/hubs/fleet/ago';
import type { HubWithHeartbeat } from '../../lib/hubs/fleet/heartbeats';
import { columns } from '../terminal/columns';

const SHORT_ID = 12;

/**
 * The table of hubs for a terminal. What hubs say of themselves cannot control it.
 * @param now undefined where heartbeats were not read.
 */
export function hubLines(hubs: readonly HubWithHeartbeat[], now: Date | undefined): string[] {
  const rows = hubs.map(({ hub, state, certificates, lastRotation, enrolledAt, heartbeat, lastSeen }) => {
    const inUse = certificates.filter(({ status }) => status === 'ACTIVE');
    return [
      hub,
      state,
      inUse.map(({ id }) => id.slice(0, SHORT_ID)).join(', ') || '-',
      inUse.map(({ ageDays }) => `${ageDays} d`).join(', ') || '-',
      day(enrolledAt),
      day(lastRotation),
      ...(now === undefined
        ? []
        : [
            escaped(heartbeat?.version ?? '-'),
            lastSeen === undefined ? '-' : ago(Date.parse(lastSeen), now.getTime()),
          ]),
    ];
  });
  const head = ['HUB', 'STATE', 'CERTIFICATE', 'AGE', 'ENROLLED', 'LAST ROTATION'];
  return columns([[...head, ...(now === undefined ? [] : ['VERSION', 'LAST SEEN'])], ...rows]);
}

function day(moment: string | undefined): string {
  return moment?.slice(0, 'YYYY-MM-DD'.length) ?? '-';
}
