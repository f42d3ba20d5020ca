import type { Json, JsonObject } from '../templates/json';
import { knownText } from './resolve';
import type { StackTemplate, TemplateResource } from '../templates/template';
import { valuesAt } from './property-path';
import { isRangeOfAnybody } from './address-range';
import { descriptionOf } from './registry';
import type { Opening } from './resource-type';

/** A property that lets people in without any policy. */
export interface FoundOpening {
  readonly place: string;
  /** Undefined if it is open because the property is absent. */
  readonly value: Json | undefined;
  /** Whom it lets in, and to what. */
  readonly opens: string;
}

/**
 * What a resource opens by its properties. A value that is not known before deployment opens.
 * @throws NotUnderstoodError if an intrinsic function hides whether a property is there
 */
export function openingsOf({ type, properties, stack }: TemplateResource): FoundOpening[] {
  const openings = descriptionOf(type)?.openings ?? [];
  return openings.flatMap((opening): FoundOpening[] => {
    const { property, absent = false, except, opens } = opening;
    if (except !== undefined && hasValue(properties, except, stack)) return [];
    const values = valuesAt(properties, property);
    if (values.length === 0) return absent ? [{ place: property, value: undefined, opens }] : [];
    return values
      .filter(({ value }) => isOpen(value, opening, stack))
      .map(({ place, value }) => ({ place, value, opens }));
  });
}

function hasValue(
  properties: JsonObject,
  { property, value: wanted }: NonNullable<Opening['except']>,
  stack: StackTemplate,
): boolean {
  const values = valuesAt(properties, property);
  return values.length > 0 && values.every(({ value }) => knownText(value, stack) === wanted);
}

function isOpen(value: Json, { when, unless }: Opening, stack: StackTemplate): boolean {
  if (when?.length === 0) return false;
  const text = knownText(value, stack);
  if (text === undefined) return true;
  if (when === 'addresses of anybody') return isRangeOfAnybody(text);
  const among = (values: readonly (string | boolean)[]): boolean =>
    values.some((other) => String(other) === text);
  return when === undefined ? !among(unless) : among(when);
}
