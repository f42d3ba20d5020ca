import type { ContextValue } from '../decide/request';

/** A request before it is known who makes it. */
export interface RequestTemplate {
  readonly action: string;
  readonly resource: string;
  /** By key in lower case; undefined for a key that is absent. */
  readonly context: Readonly<Record<string, ContextValue>>;
}

/** A text, or how the fixtures give it. */
export type Text<Fixtures> = string | ((fixtures: Fixtures) => string);

export function textIn<Fixtures>(text: Text<Fixtures>, fixtures: Fixtures): string {
  return typeof text === 'string' ? text : text(fixtures);
}
