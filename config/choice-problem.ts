import type { Problem } from './errors';
import { valueAt } from './json-path';
import { placeIn } from './schema-problems';

/** A problem unless exactly one of these fields of an object is there. */
export function choiceProblem(
  json: unknown,
  path: readonly string[],
  fields: readonly string[],
  fix: string,
  file: string,
): Problem[] {
  const value = valueAt(json, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const there = fields.filter((field) => valueAt(value, [field]) !== undefined);
  return there.length === 1 ? [] : [{ place: placeIn(file, path), value, fix }];
}
