import type { FetchError } from '../credentials/errors';

/** `fail`: something has to be put right. `skipped`: not looked at, because of an option or an earlier failure. */
export type Outcome = 'ok' | 'fail' | 'skipped';

/** What one look at the hub showed. Holds no secret. */
export interface CheckResult {
  /** Stable; programs may match it. */
  readonly check: CheckName;
  readonly outcome: Outcome;
  /** What was seen, or why nothing was looked at. One line. */
  readonly saw: string;
  /** What to do about it; there if the outcome is `fail`. */
  readonly fix?: string;
}

/**
 * In the order in which they are made. Of a hub behind a proxy, `dns` is about the proxy's name, and `tls`,
 * `credentials` and `upload` go through it.
 */
export const CHECK_NAMES = [
  'disk',
  'key-pair',
  'certificate-owner',
  'certificate-dates',
  'renewal',
  'dns',
  'proxy',
  'tls',
  'clock',
  'credentials',
  'upload',
  'read-denied',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

export function ok(check: CheckName, saw: string): CheckResult {
  return { check, outcome: 'ok', saw };
}

export function fail(check: CheckName, saw: string, fix: string): CheckResult {
  return { check, outcome: 'fail', saw, fix };
}

export function skipped(check: CheckName, because: string): CheckResult {
  return { check, outcome: 'skipped', saw: because };
}

/** A failed fetch as the result of a check. */
export function failure(check: CheckName, { message }: FetchError): CheckResult {
  return fail(check, ...sawAndFix(message));
}

/** Splits a message of the form `what is wrong; what to do`. */
export function sawAndFix(message: string): [saw: string, fix: string] {
  const at = message.indexOf('; ');
  return at === -1
    ? [message, "run doctor again later; if it stays, ask the platform's operators"]
    : [message.slice(0, at), message.slice(at + 2)];
}

/** A result for people: a line, and one more for what to do. */
export function resultText({ outcome, check, saw, fix }: CheckResult): string {
  const line = `${outcome.padEnd(7)}  ${check.padEnd(17)}  ${saw}`;
  return fix === undefined ? line : `${line}\n${' '.repeat(28)}-> ${fix}`;
}
