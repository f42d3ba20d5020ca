import type { Json } from './json';

/**
 * A value of a template with its intrinsic functions resolved as far as the templates tell.
 * Undefined stands for a text that is not known: a caller must treat it so that nothing becomes safe by it.
 */
export type Resolved = string | undefined;

/** How much of a value is shown: enough to find it. */
const MOST_SHOWN = 160;

/** A value of a template as it is shown in a reason. */
export function shown(value: Json | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

/** Why a value could not be understood at all, and what to do; thrown within the model and reported with its place. */
export class NotUnderstoodError extends Error {
  /** @param about the value as it stands in a template, so that its place can be found */
  constructor(
    message: string,
    readonly about?: Json,
  ) {
    super(message);
  }
}
