import { isObject, type Json, type JsonObject } from '../templates/json';
import { NotUnderstoodError, shown } from '../templates/resolved';
import { isIntrinsic } from '../templates/intrinsics';

/**
 * Where a property stands in a resource, as in `Targets.DeadLetterConfig.Arn`. Lists are passed through without
 * a mark; `*` stands for every key of a map. A path may lead on into a property that is JSON, written as an
 * object or as a text.
 */
export type PropertyPath = string;

/** A value of a resource that is not yet resolved, with its place in the properties: `Targets[0].Arn`. */
export interface PlacedValue {
  readonly place: string;
  readonly value: Json;
  /** The object that the value is a property of. */
  readonly beside: JsonObject;
}

/**
 * Every value that a path leads to; a list at its end gives its elements.
 * @throws NotUnderstoodError if an intrinsic function, or a text that is not JSON, stands on the way: then nobody
 *   knows whether there is a value
 */
export function valuesAt(properties: JsonObject, path: PropertyPath): PlacedValue[] {
  return follow(properties, path.split('.'), '', {});
}

function follow(value: Json, steps: readonly string[], place: string, beside: JsonObject): PlacedValue[] {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((element, index) =>
      follow(element, steps, `${place}[${index}]`, beside),
    );
  }
  const [step, ...rest] = steps;
  if (step === undefined) return [{ place, value, beside }];
  const parsed = typeof value === 'string' ? parseJson(value, place) : value;
  if (Array.isArray(parsed)) return follow(parsed as readonly Json[], steps, place, beside);
  if (!isObject(parsed)) return [];
  if (isIntrinsic(parsed)) {
    throw new NotUnderstoodError(
      `${place} is an intrinsic function, so what it holds is unknown: ${shown(parsed)}; write it out`,
    );
  }
  return Object.entries(parsed)
    .filter(([key]) => step === '*' || key === step)
    .flatMap(([key, next]) => follow(next, rest, place === '' ? key : `${place}.${key}`, parsed));
}

function parseJson(text: string, place: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new NotUnderstoodError(`${place} is not valid JSON, so what it holds is unknown; write it as JSON`);
  }
}
