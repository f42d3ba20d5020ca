import type { ContextValue } from '../decide/request';

/** A request before it is known who makes it. */
export interface Draft {
  readonly action: string;
  readonly resource: string;
  /** By key in lower case; undefined for a key that is absent. */
  readonly context: Readonly<Record<string, ContextValue>>;
}

/** A text, or how the scene gives it. */
export type Text<Scene> = string | ((scene: Scene) => string);

export function textIn<Scene>(text: Text<Scene>, scene: Scene): string {
  return typeof text === 'string' ? text : text(scene);
}
