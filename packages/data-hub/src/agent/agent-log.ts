import { isAlert, type RefreshEvent } from '../credentials/refresh-event';
import { type HeartbeatEvent, isHeartbeatAlert } from '../heartbeat/heartbeat-event';
import { isRenewalAlert, type RenewalEvent } from '../renewal/renewal-event';
import type { TokenFileState } from './token-file';

/** What happens to the agent itself. */
export type AgentEvent =
  | { readonly event: 'started'; readonly thing: string; readonly url: string; readonly tokenFile: string }
  | { readonly event: 'token-file-restored'; readonly found: TokenFileState }
  /** Clients do not find the token. Told once, until that changes. */
  | { readonly event: 'token-file-lost'; readonly message: string }
  | { readonly event: 'stopping'; readonly because: string }
  | { readonly event: 'stopped' };

/** Everything that the agent logs. */
export type LoggedEvent = AgentEvent | RefreshEvent | HeartbeatEvent | RenewalEvent;

/** `alert`: somebody has to act. */
type Level = 'info' | 'alert';

/**
 * One line of the agent's log: JSON with the moment, the level, the event and what belongs to it.
 * @param wall by this machine's clock, in milliseconds since 1970.
 */
export function logLine(happened: LoggedEvent, wall: number): string {
  const level: Level = needsSomebody(happened) ? 'alert' : 'info';
  return JSON.stringify({ time: new Date(wall).toISOString(), level, ...happened });
}

function needsSomebody(happened: LoggedEvent): boolean {
  switch (happened.event) {
    case 'token-file-lost':
      return true;
    case 'started':
    case 'token-file-restored':
    case 'stopping':
    case 'stopped':
      return false;
    case 'heartbeat-sent':
    case 'heartbeat-failed':
      return isHeartbeatAlert(happened);
    case 'renewal-requested':
    case 'certificate-renewed':
    case 'renewal-refused':
    case 'renewal-unanswered':
    case 'renewal-failed':
    case 'renewal-off':
      return isRenewalAlert(happened);
    default:
      return isAlert(happened);
  }
}
