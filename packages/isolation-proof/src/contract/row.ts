/** A request before it is known who makes it. */
export interface Draft {
  readonly action: string;
  readonly resource: string;
  /** By key in lower case; undefined for a key that is absent. */
  readonly context: Readonly<Record<string, string | undefined>>;
}

/**
 * An operation that has to be possible: all of its requests are allowed.
 * @typeParam Scene what requests are made of: names of the tenant, of another one, and of what is shared
 * @typeParam Kind ids of the kinds of principals
 */
export interface AllowedRow<Scene, Kind extends string> {
  /** Who does what, without saying whether it may. */
  readonly sentence: string;
  readonly by: Kind;
  readonly requests: (scene: Scene) => readonly Draft[];
  /** Whether it stays possible while the tenant is suspended; everything else must then be denied. */
  readonly evenSuspended?: true;
}

/** A text, or how the scene gives it. */
export type Text<Scene> = string | ((scene: Scene) => string);

/** The one thing in which a request that has to be denied differs from one that has to be allowed. */
export type Change<Scene, Kind extends string> =
  | { readonly by: Kind }
  | { readonly action: string }
  | { readonly resource: Text<Scene> }
  /** A value of the context, or of what the requester carries: tags, and the certificate of a hub. */
  | { readonly context: string; readonly to: Text<Scene> | undefined };

/** A request that has to be denied: one of an operation that is allowed, with one change. */
export interface DeniedRow<Scene, Kind extends string, AllowedId extends string = string> {
  readonly sentence: string;
  /** The row that it is told apart from. */
  readonly twin: AllowedId;
  /**
   * Action of the twin's request that is changed.
   * @default - the first one
   */
  readonly request?: string;
  readonly change: Change<Scene, Kind>;
}

/** Rows about one subject. */
export interface Table<Scene, Kind extends string> {
  readonly allowed: Readonly<Record<string, AllowedRow<Scene, Kind>>>;
  readonly denied: Readonly<Record<string, DeniedRow<Scene, Kind>>>;
}

export function textIn<Scene>(text: Text<Scene>, scene: Scene): string {
  return typeof text === 'string' ? text : (text as (scene: Scene) => string)(scene);
}
