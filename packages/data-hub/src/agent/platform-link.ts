import { CredentialsUnavailableError } from '../credentials/errors';
import type { HubCredentialsOptions, HubCredentialsSource } from '../credentials/hub-credentials';
import type { Runtime } from '../credentials/runtime';
import { heartbeatOf } from '../heartbeat/heartbeat';
import type { HeartbeatEvent } from '../heartbeat/heartbeat-event';
import { heartbeatLoop } from '../heartbeat/heartbeat-loop';
import { hubRenewalStep } from '../renewal/hub-renewal';
import type { RenewalEvent } from '../renewal/renewal-event';
import { RENEWAL_INTERVALS, renewalLoop } from '../renewal/renewal-loop';
import { RenewalRecord } from '../renewal/renewal-record';
import {
  type PlatformLinkSettings,
  platformLinkSettings,
  unwritableFolders,
  whyNotRenewed,
} from '../renewal/renews-by-itself';
import type { HubShadow } from '../shadow/hub-shadow';
import type { HealthState } from './health';
import type { SpreadLoop } from '../schedule/spread-loop';

export interface PlatformLinkOptions extends Pick<
  HubCredentialsOptions,
  'config' | 'configFile' | 'transport'
> {
  readonly runtime: Runtime;
  readonly source: HubCredentialsSource;
  readonly state: () => HealthState;
  readonly onEvent: (event: HeartbeatEvent | RenewalEvent) => void;
  /** @default - the hub's shadow at AWS IoT */
  readonly shadow?: HubShadow | undefined;
}

/** What the agent does besides credentials. */
export interface PlatformLink {
  readonly stop: () => Promise<void>;
}

/**
 * Tells the platform that the hub lives, and renews its certificate. Neither disturbs the credentials: whatever
 * fails here is logged and tried again later. Does nothing if `hub.json` has no `dataEndpoint`.
 */
export function startPlatformLink(options: PlatformLinkOptions): PlatformLink {
  const { config, configFile, onEvent } = options;
  const settings = platformLinkSettings(config);
  if (settings === undefined) return { stop: () => Promise.resolve() };
  const because = whyNotRenewed(config);
  if (because !== undefined) onEvent({ event: 'renewal-off', because });

  const stopping = new AbortController();
  const shadow = options.shadow ?? hubShadow(options, settings, stopping.signal);
  const loops: SpreadLoop[] = [];
  if (settings.heartbeatMinutes > 0) loops.push(startHeartbeats(options, settings, shadow));
  if (because === undefined) {
    warnIfUnwritable(options, unwritableFolders(config, configFile));
    loops.push(startRenewal(options, settings, shadow, stopping.signal));
  }
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

function hubShadow(
  { config, configFile, source }: PlatformLinkOptions,
  { dataEndpoint }: PlatformLinkSettings,
  signal: AbortSignal,
): HubShadow {
  let loaded: Promise<HubShadow> | undefined;
  // The SDK is loaded when it is used first: a start that waits for it could not be ended meanwhile.
  const shadow = (): Promise<HubShadow> =>
    (loaded ??= import('../shadow/iot-shadow.js').then(({ iotShadow }) =>
      iotShadow({ config, configFile, dataEndpoint, credentials: source.provider, signal }),
    ));
  return {
    read: async () => (await shadow()).read(),
    report: async (parts) => (await shadow()).report(parts),
  };
}

function startHeartbeats(
  { configFile, runtime, source, state, onEvent }: PlatformLinkOptions,
  { heartbeatMinutes: intervalMinutes }: PlatformLinkSettings,
  shadow: HubShadow,
): SpreadLoop {
  const record = new RenewalRecord(configFile);
  const heartbeat = async (): ReturnType<typeof heartbeatOf> => {
    const session = source.refresher.current;
    if (session === undefined) throw new CredentialsUnavailableError('there are no valid credentials');
    const certificateSince = record.since(session.certificateId);
    const facts = { state: state(), session, certificateSince, wall: runtime.wall() };
    return heartbeatOf(facts, { configFile, intervalMinutes });
  };
  return heartbeatLoop({ runtime, shadow, intervalMinutes, heartbeat, onEvent });
}

function startRenewal(
  { config, configFile, transport, runtime, source, onEvent }: PlatformLinkOptions,
  settings: PlatformLinkSettings,
  shadow: HubShadow,
  signal: AbortSignal,
): SpreadLoop {
  const step = hubRenewalStep({
    config,
    configFile,
    ...(transport === undefined ? {} : { transport }),
    settings,
    shadow,
    signal,
    now: () => runtime.wall() + (source.refresher.current?.skew ?? 0),
  });
  return renewalLoop({ runtime, step, onEvent });
}

function warnIfUnwritable({ onEvent }: PlatformLinkOptions, folders: readonly string[]): void {
  if (folders.length === 0) return;
  onEvent({
    event: 'renewal-failed',
    code: 'HUB_RENEWAL_UNWRITABLE',
    message: `${folders.join(', ')} cannot be written by this agent, so it cannot renew the hub's certificate when it is due; add ReadWritePaths=${folders.join(' ')} to its systemd unit, or let its user write there`,
    passing: false,
    failures: 1,
    nextIn: RENEWAL_INTERVALS.idle / 1000,
  });
}
