import { isAlert, type RefreshEvent } from '../credentials/refresh-event';

/** What happens to the agent itself. */
export type AgentEvent =
  | { readonly event: 'started'; readonly thing: string; readonly url: string; readonly tokenFile: string }
  | { readonly event: 'stopping'; readonly because: string }
  | { readonly event: 'stopped' };

/** `alert`: somebody has to act. */
type Level = 'info' | 'alert';

/**
 * One line of the agent's log: JSON with the moment, the level, the event and what belongs to it.
 * @param wall by this machine's clock, in milliseconds since 1970.
 */
export function logLine(happened: AgentEvent | RefreshEvent, wall: number): string {
  const level: Level = isOfAgent(happened) || !isAlert(happened) ? 'info' : 'alert';
  return JSON.stringify({ time: new Date(wall).toISOString(), level, ...happened });
}

function isOfAgent(happened: AgentEvent | RefreshEvent): happened is AgentEvent {
  return happened.event === 'started' || happened.event === 'stopping' || happened.event === 'stopped';
}
