import type { Json, JsonObject } from './json';

/** Whether an object is an intrinsic function: a `Ref`, or any `Fn::` by itself. */
export function isIntrinsic(value: JsonObject): boolean {
  const [name, ...others] = Object.keys(value);
  return others.length === 0 && name !== undefined && (name === 'Ref' || name.startsWith('Fn::'));
}

/** The place in a list that `Fn::Select` means, counted from 0; undefined if the index is no literal number. */
export function positionOf(index: Json | undefined): number | undefined {
  const text = typeof index === 'number' ? String(index) : index;
  return typeof text === 'string' && /^(?:0|[1-9]\d*)$/.test(text) ? Number(text) : undefined;
}
