import { dirname, resolve } from 'node:path';
import type { FetchedCredentials } from '../credentials/credentials-fetcher';
import type { Heartbeat } from '../shadow/shadow-document';
import { diskFree } from '../state/disk-space';
import { lastUpload } from '../state/last-upload';
import { hubVersion } from '../version';

/** What the agent knows of itself. */
export interface AgentFacts {
  readonly state: Heartbeat['state'];
  /** The session in use. */
  readonly session: Pick<FetchedCredentials, 'certificateId' | 'certificateBegins' | 'skew'>;
  /** When the hub took that certificate into use, if it renewed it itself; in milliseconds since 1970. */
  readonly certificateSince: number | undefined;
  /** This machine's clock, in milliseconds since 1970. */
  readonly wall: number;
}

const SECOND = 1000;

/** What a hub tells of itself. Holds no secret. @throws the system's error if the disk cannot be looked at. */
export async function heartbeatOf(
  { state, session, certificateSince, wall }: AgentFacts,
  { configFile, intervalMinutes }: { readonly configFile: string; readonly intervalMinutes: number },
): Promise<Heartbeat> {
  const { certificateId, certificateBegins, skew = 0 } = session;
  const uploaded = lastUpload(configFile);
  return {
    at: new Date(wall + skew).toISOString(),
    ...hubVersion(),
    state,
    certificateId,
    certificateSince: new Date(certificateSince ?? certificateBegins).toISOString(),
    ...(uploaded === undefined ? {} : { lastUpload: uploaded }),
    diskFree: await diskFree(dirname(resolve(configFile))),
    clockOffset: toTenths(skew / SECOND),
    intervalMinutes,
  };
}

function toTenths(value: number): number {
  return Math.round(value * 10) / 10;
}
