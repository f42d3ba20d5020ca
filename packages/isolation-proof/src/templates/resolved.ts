/**
 * A value of a template with its intrinsic functions resolved as far as the templates tell.
 * Undefined stands for a text that is not known: a caller must treat it so that nothing becomes safe by it.
 */
export type Resolved = string | undefined;

/** Why a value could not be understood at all, thrown within the model and reported with its place. */
export class NotUnderstoodError extends Error {}
