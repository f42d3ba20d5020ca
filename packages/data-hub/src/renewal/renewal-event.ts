/** What happens to a renewal, for the log. Holds no secret. Times are in seconds. */
export type RenewalEvent =
  | { readonly event: 'renewal-requested'; readonly requestId: string }
  | { readonly event: 'certificate-renewed'; readonly requestId: string; readonly certificateId: string }
  /** Told once for each refusal. */
  | {
      readonly event: 'renewal-refused';
      readonly requestId: string;
      readonly code: string;
      readonly message: string;
    }
  /** Told once a day while the platform does not answer. */
  | { readonly event: 'renewal-unanswered'; readonly requestId: string; readonly message: string }
  | {
      readonly event: 'renewal-failed';
      readonly code: string;
      readonly message: string;
      /** Whether it passes by itself. */
      readonly passing: boolean;
      /** Failures in a row, this one included. */
      readonly failures: number;
      readonly nextIn: number;
    }
  /** Told once, at the start: this hub does not renew its certificate by itself. */
  | { readonly event: 'renewal-off'; readonly because: string };

/** Failures in a row after which a passing one is an alert, too; an hour, at one each five minutes. */
const MANY_FAILURES = 12;

/** Whether somebody has to act. */
export function isRenewalAlert(happened: RenewalEvent): boolean {
  switch (happened.event) {
    case 'renewal-refused':
    case 'renewal-unanswered':
      return true;
    case 'renewal-failed':
      return !happened.passing || happened.failures >= MANY_FAILURES;
    case 'renewal-requested':
    case 'certificate-renewed':
    case 'renewal-off':
      return false;
  }
}
