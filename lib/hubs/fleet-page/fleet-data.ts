import { attentionOf, type AttentionLimits } from '../fleet/attention';
import type { FleetHub } from '../fleet/list-fleet';
import type { FleetData, HubRow, ListedOrganization } from './page-data';

/** What the page shows of hubs, and nothing else of them: no certificate ids, no things. */
export function fleetData(
  hubs: readonly FleetHub[],
  organizations: readonly ListedOrganization[],
  limits: AttentionLimits,
): FleetData {
  return {
    now: limits.now.getTime(),
    organizations: organizations.map(({ slug, displayName }) => ({ slug, displayName })),
    hubs: hubs.map((hub) => rowOf(hub, limits)),
  };
}

function rowOf(hub: FleetHub, limits: AttentionLimits): HubRow {
  const { organization, hub: name, state, certificates, heartbeat, lastSeen } = hub;
  const ages = certificates.filter(({ status }) => status === 'ACTIVE').map(({ ageDays }) => ageDays);
  return {
    organization,
    hub: name,
    state,
    attention: attentionOf(hub, limits),
    ...(ages.length === 0 ? {} : { certificateAge: Math.min(...ages) }),
    ...(lastSeen === undefined ? {} : { lastSeen: Date.parse(lastSeen) }),
    ...(heartbeat === undefined
      ? {}
      : {
          version: heartbeat.version,
          diskFree: heartbeat.diskFree,
          clockOffset: heartbeat.clockOffset,
        }),
  };
}
