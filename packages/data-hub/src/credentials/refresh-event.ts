import type { FetchFailureCode } from './errors';
import type { FailureKind } from './refresh-schedule';

/** What happened to the hub's credentials, for logs and health. Holds no secret. Times are in seconds. */
export type RefreshEvent =
  | {
      readonly event: 'credentials-refreshed';
      readonly validFor: number;
      readonly nextRefreshIn: number;
      /** SHA-256 of the certificate. */
      readonly certificateId: string;
    }
  | {
      readonly event: 'refresh-failed';
      readonly code: FetchFailureCode;
      readonly kind: FailureKind;
      readonly message: string;
      readonly failures: number;
      readonly retryIn: number;
      /** How long the credentials in use stay valid; 0 if there are none. */
      readonly validFor: number;
    }
  | { readonly event: 'certificate-changed'; readonly certificateId: string }
  | { readonly event: 'certificate-not-used'; readonly code: FetchFailureCode; readonly message: string }
  | { readonly event: 'clock-wrong'; readonly behindBy: number }
  | { readonly event: 'clock-jumped'; readonly by: number }
  | { readonly event: 'session-expired-early' };

/** Failures in a row after which even a passing one is an alert: five to ten minutes of them. */
const MANY_FAILURES = { transient: 10, throttled: 3 } as const;

/** Whether somebody has to act: these events are alerts. */
export function isAlert(happened: RefreshEvent): boolean {
  switch (happened.event) {
    case 'refresh-failed':
      if (happened.kind === 'refused' || happened.kind === 'local' || happened.validFor === 0) return true;
      return happened.failures >= MANY_FAILURES[happened.kind];
    case 'certificate-not-used':
    case 'clock-wrong':
      return true;
    case 'credentials-refreshed':
    case 'certificate-changed':
    case 'clock-jumped':
    case 'session-expired-early':
      return false;
  }
}
