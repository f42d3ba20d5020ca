import { escaped, quoted } from './quoting';

const PLAIN_KEY = /^[A-Za-z_$][\w$]{0,59}$/;

/** A place within JSON as messages name it: `$.organizations[0].slug`, `$["a b"]`. */
export function jsonPath(path: readonly PropertyKey[]): string {
  return `$${path.map(step).join('')}`;
}

/** The value at a path; undefined where there is none. */
export function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    json,
  );
}

/** The entries of the list at a path; none where there is no list. */
export function listAt(json: unknown, path: readonly PropertyKey[]): readonly unknown[] {
  const value = valueAt(json, path);
  return Array.isArray(value) ? value : [];
}

function step(key: PropertyKey): string {
  if (typeof key === 'number') return `[${key}]`;
  const name = String(key);
  return PLAIN_KEY.test(name) ? `.${name}` : escaped(`[${quoted(name)}]`);
}
