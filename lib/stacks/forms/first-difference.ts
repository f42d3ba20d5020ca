import { jsonPath } from '../../../config/json-path';

/** Where two values of JSON begin to differ, as `$.Resources.Key`; undefined if they do not. */
export function firstDifference(one: unknown, other: unknown): string | undefined {
  const path = pathOfDifference(one, other, []);
  return path === undefined ? undefined : jsonPath(path);
}

type Path = readonly PropertyKey[];

function pathOfDifference(one: unknown, other: unknown, path: Path): Path | undefined {
  if (!isContainer(one) || !isContainer(other)) return Object.is(one, other) ? undefined : path;
  if (Array.isArray(one) !== Array.isArray(other)) return path;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const within = [...path, Array.isArray(one) ? Number(key) : key];
    const found = pathOfDifference(one[key], other[key], within);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
