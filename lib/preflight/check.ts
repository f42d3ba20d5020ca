import type { EnvironmentConfig } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import type { Selection } from '../../config/selection';
import type { AccountStacks } from './account-stacks';
import type { ServiceClients } from '../account/service-clients';

/** `not checked` is never a pass: what could not be asked may be wrong. */
export type Outcome = 'ok' | 'failed' | 'not checked';

/** What a check says of one thing that it looked at. */
export interface Finding {
  readonly outcome: Outcome;
  /** What was found, in one line. */
  readonly message: string;
  /** What to do about it; only where something is to be done. */
  readonly fix?: string;
}

/** What checks work on. */
export interface PreflightContext {
  readonly environment: EnvironmentConfig;
  readonly selection: Selection;
  readonly naming: Naming;
  readonly clients: ServiceClients;
  /** The stacks of the account and Region, read once for all checks. */
  readonly stacks: AccountStacks;
}

/** One question about the account, asked with nothing but reads. */
export interface Check {
  /** Stable: programs may match it. */
  readonly id: string;
  /** Everything that was found, good or bad. Calls that fail are not caught: they make it `not checked`. */
  readonly run: (context: PreflightContext) => Promise<readonly Finding[]>;
}

export const ok = (message: string): Finding => ({ outcome: 'ok', message });
export const failed = (message: string, fix: string): Finding => ({ outcome: 'failed', message, fix });
export const notChecked = (message: string, fix?: string): Finding => ({
  outcome: 'not checked',
  message,
  ...(fix === undefined ? {} : { fix }),
});
