import type { z } from 'zod';
import type { Problem } from './errors';
import { jsonPath, valueAt } from './json-path';
import { quoted } from './quoting';
import { unusualCharactersNote } from './unusual-characters';

/** A value that a schema has checked. */
export interface Checked<Value> {
  /** Undefined if the schema refuses the value. */
  readonly data?: Value;
  readonly problems: readonly Problem[];
}

/**
 * Checks JSON against a schema. Every problem has its place, its value and its fix in this project's own words,
 * also where a schema leaves its message to the library.
 * @param file how problems name where the JSON stands.
 */
export function checkSchema<Schema extends z.ZodType>(
  schema: Schema,
  json: unknown,
  file: string,
): Checked<z.output<Schema>> {
  const { success, data, error } = schema.safeParse(json, { error: ourWords });
  if (success) return { data, problems: [] };
  return { problems: error.issues.flatMap((issue) => problemsOf(issue, json, file)) };
}

/** For example `environments/dev.json $.organizations[0].slug`. */
export function placeIn(file: string, path: readonly PropertyKey[]): string {
  return path.length === 0 ? file : `${file} ${jsonPath(path)}`;
}

/** Lets a schema report what a function of this project finds wrong with a text. */
export function reporting(problemsOfText: (text: string) => readonly string[]) {
  return (text: string, context: z.core.$RefinementCtx<string>): void => {
    for (const message of problemsOfText(text)) context.addIssue({ code: 'custom', message });
  };
}

function problemsOf(issue: z.core.$ZodIssue, json: unknown, file: string): Problem[] {
  const { path, message } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      place: placeIn(file, [...path, key]),
      fix: `unknown field; remove it, or correct its name${unusualCharactersNote(key)}`,
    }));
  }
  if (path.length === 0) return [{ place: file, fix: message }];
  const value = valueAt(json, path);
  if (value === undefined) return [{ place: placeIn(file, path), fix: `is missing; ${message}` }];
  return [{ place: placeIn(file, path), value, fix: message + noteOf(value, message) }];
}

/** Whatever was taken for another letter, or not seen, is named, unless the message has done so. */
function noteOf(value: unknown, message: string): string {
  const LONGEST = 64;
  const isShortText = typeof value === 'string' && value.length <= LONGEST;
  return isShortText && !message.includes('U+') ? unusualCharactersNote(value) : '';
}

/** What a schema's library would say in its own words, for all schemas that do not say it better. */
function ourWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return KINDS.get(issue.expected) ?? 'write a value of another kind';
    case 'invalid_value':
      return `write ${issue.values.map(quoted).join(' or ')}`;
    case 'too_small':
      return `write ${String(issue.minimum)} or more`;
    case 'too_big':
      return `write ${String(issue.maximum)} at most`;
    case 'not_multiple_of':
      return `write a multiple of ${issue.divisor}`;
    default:
      return 'write another value';
  }
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['string', 'write a text in double quotes'],
  ['number', 'write a number'],
  ['int', 'write a whole number'],
  ['boolean', 'write true or false'],
  ['array', 'write a list, in [ ]'],
  ['object', 'write a JSON object, in { }'],
  ['record', 'write a JSON object, in { }'],
  ['null', 'write null'],
]);
