import { isAlert, type RefreshEvent } from '../credentials/refresh-event';
import type { TokenFileState } from './token-file';

/** What happens to the agent itself. */
export type AgentEvent =
  | { readonly event: 'started'; readonly thing: string; readonly url: string; readonly tokenFile: string }
  | { readonly event: 'token-file-restored'; readonly found: TokenFileState }
  /** Clients do not find the token. Told once, until that changes. */
  | { readonly event: 'token-file-lost'; readonly message: string }
  | { readonly event: 'stopping'; readonly because: string }
  | { readonly event: 'stopped' };

const OF_AGENT: ReadonlySet<string> = new Set<AgentEvent['event']>([
  'started',
  'token-file-restored',
  'token-file-lost',
  'stopping',
  'stopped',
]);

/** `alert`: somebody has to act. */
type Level = 'info' | 'alert';

/**
 * One line of the agent's log: JSON with the moment, the level, the event and what belongs to it.
 * @param wall by this machine's clock, in milliseconds since 1970.
 */
export function logLine(happened: AgentEvent | RefreshEvent, wall: number): string {
  const alerts = isOfAgent(happened) ? happened.event === 'token-file-lost' : isAlert(happened);
  const level: Level = alerts ? 'alert' : 'info';
  return JSON.stringify({ time: new Date(wall).toISOString(), level, ...happened });
}

function isOfAgent(happened: AgentEvent | RefreshEvent): happened is AgentEvent {
  return OF_AGENT.has(happened.event);
}
