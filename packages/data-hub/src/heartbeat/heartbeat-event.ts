/** What came of a heartbeat, for the log. Holds no secret. Times are in seconds. */
export type HeartbeatEvent =
  /** Told of the first one, and of the first after failures. */
  | { readonly event: 'heartbeat-sent' }
  | {
      readonly event: 'heartbeat-failed';
      readonly code: string;
      readonly message: string;
      /** Failures in a row, this one included. */
      readonly failures: number;
      readonly nextIn: number;
    };

/** Heartbeats in a row that may fail before somebody has to look: two hours, at one each 15 minutes. */
const MANY_FAILURES = 8;

/** Whether somebody has to act. A hub uploads without heartbeats, too. */
export function isHeartbeatAlert(happened: HeartbeatEvent): boolean {
  return happened.event === 'heartbeat-failed' && happened.failures >= MANY_FAILURES;
}
