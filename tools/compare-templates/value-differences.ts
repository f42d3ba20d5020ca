/** One value that is not the same in two JSON documents. */
export interface ValueDifference {
  /** From the top of the document, key by key; list items by their index. */
  readonly path: readonly (string | number)[];
  /** Undefined where the base has nothing. */
  readonly base: unknown;
  /** Undefined where the head has nothing. */
  readonly head: unknown;
  /** Whether the values are the same, and only the order of the object's keys is another. */
  readonly orderOnly: boolean;
}

/** The smallest parts in which two JSON values differ, the order of keys included. */
export function valueDifferences(
  base: unknown,
  head: unknown,
  path: readonly (string | number)[] = [],
): ValueDifference[] {
  if (Array.isArray(base) && Array.isArray(head)) {
    const indices = Array.from({ length: Math.max(base.length, head.length) }, (_, index) => index);
    return indices.flatMap((index) =>
      valueDifferences((base as unknown[])[index], (head as unknown[])[index], [...path, index]),
    );
  }
  if (isObject(base) && isObject(head)) {
    const inBoth = Object.keys(base).filter((key) => Object.hasOwn(head, key));
    const orderOfHead = Object.keys(head).filter((key) => Object.hasOwn(base, key));
    const reordered = inBoth.some((key, index) => key !== orderOfHead[index]);
    return [
      ...(reordered ? [{ path, base: inBoth, head: orderOfHead, orderOnly: true }] : []),
      ...[...new Set([...Object.keys(base), ...Object.keys(head)])].flatMap((key) =>
        valueDifferences(base[key], head[key], [...path, key]),
      ),
    ];
  }
  return Object.is(base, head) ? [] : [{ path, base, head, orderOnly: false }];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
