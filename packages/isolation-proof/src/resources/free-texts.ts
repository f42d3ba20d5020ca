import { isObject, type Json } from '../templates/json';
import type { TemplateResource } from '../templates/template';
import { descriptionOf } from './registry';

/** Whether a place in the properties of a resource is in one of its free texts. */
export function isFreeText(type: string, place: readonly (string | number)[]): boolean {
  const steps = place.filter((step) => typeof step === 'string');
  return freeTextsOf(type).some((path) => path.every((step, index) => steps[index] === step));
}

/** The resource without its free texts. One that stands in an intrinsic function stays. */
export function withoutFreeTexts(resource: TemplateResource): TemplateResource {
  let { properties }: { properties: Json } = resource;
  for (const path of freeTextsOf(resource.type)) properties = without(properties, path);
  return isObject(properties) ? { ...resource, properties } : resource;
}

function freeTextsOf(type: string): readonly (readonly string[])[] {
  return (descriptionOf(type)?.freeTexts ?? []).map((path) => path.split('.'));
}

function without(value: Json, path: readonly string[]): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => without(item, path));
  const [step, ...rest] = path;
  if (!isObject(value) || step === undefined) return value;
  const { [step]: found, ...others } = value;
  if (found === undefined) return value;
  return rest.length === 0 ? others : { ...others, [step]: without(found, rest) };
}
