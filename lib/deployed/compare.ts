import { isJsonObject } from './json-value';

/**
 * How a property is compared.
 * - `value`: equal, type by type, in every part; lists in order.
 * - `json`: the same, but either side may be the JSON text of the value (policy documents).
 * - `set`: lists of texts, in any order.
 * - `tags`: the stack's tags and the resource's own, and no other; in any order.
 */
export type Comparison = 'value' | 'json' | 'set' | 'tags';

/** One thing that is not as the template says. */
export interface ValueDifference {
  /** For example `BucketEncryption.ServerSideEncryptionConfiguration[0].BucketKeyEnabled`. */
  readonly path: string;
  /** Undefined where the template says nothing. */
  readonly template: unknown;
  /** Undefined where the service has nothing. */
  readonly api: unknown;
}

/** Compares what the template says of one property with what the service says. */
export function compareProperty(
  path: string,
  comparison: Comparison,
  template: unknown,
  api: unknown,
): ValueDifference[] {
  switch (comparison) {
    case 'value':
      return compareValues(path, template, api);
    case 'json':
      return compareValues(path, parsed(template), parsed(api));
    case 'set':
      return compareValues(path, sorted(template), sorted(api));
    case 'tags':
      return compareValues(path, tagMap(template), tagMap(api));
  }
}

/** Both ways: what only the service has is a difference, too. */
function compareValues(path: string, template: unknown, api: unknown): ValueDifference[] {
  if (Array.isArray(template) && Array.isArray(api)) {
    const length = Math.max(template.length, api.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      compareValues(`${path}[${index}]`, (template as unknown[])[index], (api as unknown[])[index]),
    );
  }
  if (isJsonObject(template) && isJsonObject(api)) {
    const keys = new Set([...Object.keys(template), ...Object.keys(api)]);
    return [...keys].flatMap((key) => compareValues(`${path}.${key}`, template[key], api[key]));
  }
  return Object.is(template, api) ? [] : [{ path, template, api }];
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    // No JSON: then it is compared as the text that it is.
    return value;
  }
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? [...(value as unknown[])].sort() : value;
}

/** Tags by key; those whose key begins with `aws:` are the service's own. */
function tagMap(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const tags = (value as unknown[]).map((tag): [string, unknown] =>
    isJsonObject(tag) ? [String(tag['Key']), tag['Value']] : [JSON.stringify(tag), undefined],
  );
  return Object.fromEntries(tags.filter(([key]) => !key.startsWith('aws:')));
}
