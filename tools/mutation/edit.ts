import { isObject, type Json, type JsonObject } from '../../packages/isolation-proof/src/templates/json';

/** Where something stands in a template: keys of objects, and numbers of places in lists. */
export type Path = readonly (string | number)[];

/** A change at one place of a template. */
export interface Edit {
  readonly path: Path;
  /** What stands there afterwards; undefined takes it out. */
  readonly value: Json | undefined;
}

/** What stands at a place; undefined if nothing does. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let part = value;
  for (const step of path) part = childOf(part, step);
  return part;
}

/** The template with all edits made, one after the other; the one that is given stays as it is. */
export function edited(template: JsonObject, edits: readonly Edit[]): JsonObject {
  return edits.reduce<JsonObject>((before, { path, value }) => {
    const after = replaced(before, path, value);
    if (!isObject(after)) throw new RangeError('an edit has to leave a template');
    return after;
  }, template);
}

function replaced(value: Json | undefined, path: Path, to: Json | undefined): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return to;
  const child = replaced(childOf(value, step), rest, to);
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return list.flatMap((item, index) => (index !== step ? [item] : child === undefined ? [] : [child]));
  }
  const object = isObject(value) ? value : {};
  if (child !== undefined) return { ...object, [step]: child };
  const { [step]: _taken, ...others } = object;
  return others;
}

function childOf(value: Json | undefined, step: string | number): Json | undefined {
  if (Array.isArray(value)) return typeof step === 'number' ? (value as readonly Json[])[step] : undefined;
  return isObject(value) ? value[step] : undefined;
}

/** Each text within a value, with its place. */
export function textsWithin(value: Json | undefined, path: Path = []): { path: Path; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  return childrenOf(value).flatMap(([step, child]) => textsWithin(child, [...path, step]));
}

/** Each object within a value that is one of those wanted, with its place; not what is within such an object. */
export function objectsWithin(
  value: Json | undefined,
  isWanted: (object: JsonObject) => boolean,
  path: Path = [],
): { path: Path; object: JsonObject }[] {
  if (isObject(value) && isWanted(value)) return [{ path, object: value }];
  return childrenOf(value).flatMap(([step, child]) => objectsWithin(child, isWanted, [...path, step]));
}

function childrenOf(value: Json | undefined): [string | number, Json][] {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item, index) => [index, item]);
  return isObject(value) ? Object.entries(value) : [];
}
