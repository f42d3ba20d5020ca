import type { Axis } from './axis';
import type { ContextValue } from '../decide/request';
import type { RequestTemplate, Text } from './request-template';

/**
 * An operation that has to be possible: all of its requests are allowed.
 * @typeParam Fixtures what requests are made of: names of the tenant, of another one, and of what is shared
 * @typeParam Kind ids of the kinds of principals
 */
export interface AllowedRow<Fixtures, Kind extends string> {
  /** Whose row it is; of several kinds, each of their principals is asked, and the sentence is about the first. */
  readonly by: Kind | readonly [Kind, ...Kind[]];
  /** Who does what, without saying whether it may: also said of others than whom the row is about. */
  readonly sentence: (words: SentenceWords) => string;
  /**
   * The end of the sentence, which rows along axes leave out.
   * @default - nothing
   */
  readonly how?: string;
  readonly requests: (fixtures: Fixtures) => readonly RequestTemplate[];
  /** Whether it stays possible while the tenant is suspended; everything else must then be denied. */
  readonly evenSuspended?: true;
  /** Ways in which its requests must be denied: each makes a row. */
  readonly axes?: readonly Axis<Fixtures, Kind>[];
}

/** What a sentence is made of. */
export interface SentenceWords {
  /** The subject: `a hub`. */
  readonly who: string;
  /** Before what it is about: `its organization's`. */
  readonly whose: string;
}

/** The one thing in which a request that has to be denied differs from one that has to be allowed. */
export type Change<Fixtures> =
  | { readonly action: string }
  | { readonly resource: Text<Fixtures> }
  /** A value of the context, or of what the requester carries. */
  | { readonly context: string; readonly to: Text<Fixtures> | ContextValue };

/** A request that has to be denied, on no axis: one of an operation that is allowed, with one change. */
export interface DeniedRow<Fixtures, AllowedId extends string = string> {
  readonly sentence: string;
  /** The row that it is told apart from. */
  readonly twin: AllowedId;
  /**
   * Action of the twin's request that is changed.
   * @default - the first one
   */
  readonly request?: string;
  readonly change: Change<Fixtures>;
}

/** Rows about one subject. */
export interface Table<Fixtures, Kind extends string> {
  readonly allowed: Readonly<Record<string, AllowedRow<Fixtures, Kind>>>;
  readonly denied: Readonly<Record<string, DeniedRow<Fixtures>>>;
}
