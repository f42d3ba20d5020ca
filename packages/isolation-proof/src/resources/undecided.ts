import type { JsonObject } from '../templates/json';
import type { TemplateResource } from '../templates/template';
import { problemOfCall } from './aws-calls';
import { unknownPropertiesOf } from './known-properties';
import { valuesAt } from './property-path';
import { descriptionOf } from './registry';
import type { ResourceType } from './resource-type';

/**
 * Why a resource cannot be judged: its type or one of its properties is not described, or the description says
 * that it cannot be. Empty if it can. Each sentence ends with the line that declares it harmless.
 * @param isDeclared whether the app declares that a type, or a property of one, grants nothing
 * @throws NotUnderstoodError if an intrinsic function hides whether such a property is there
 */
export function undecidedReasons(
  { type, properties }: TemplateResource,
  isDeclared: (name: string) => boolean = () => false,
): string[] {
  const description = descriptionOf(type);
  if (description?.hidesResources === true) return [`${type} is not supported: ${description.refused ?? ''}`];
  if (isDeclared(type)) return [];
  if (description === undefined) return [`the type ${type} is not known; ${declaration(type)}`];
  if (description.refused !== undefined) {
    return [`${type} is not supported: ${description.refused}; ${declaration(type)}`];
  }
  const isOpen = (property: string): boolean => !isDeclared(`${type}.${property}`);
  const unknown = unknownPropertiesOf(type, properties)
    .filter(isOpen)
    .map(
      (property) => `the property ${property} of ${type} is not known; ${declaration(`${type}.${property}`)}`,
    );
  const unsupported = Object.entries(description.undecided ?? {})
    .filter(([property]) => isOpen(property) && valuesAt(properties, property).length > 0)
    .map(
      ([property, reason]) =>
        `the property ${property} of ${type} is not supported: ${reason}; ${declaration(`${type}.${property}`)}`,
    );
  return [...new Set([...unknown, ...unsupported, ...problemsOfCalls(type, description, properties)])];
}

/** Of the calls that a resource makes, what cannot be judged. */
function problemsOfCalls(type: string, { calls }: ResourceType, properties: JsonObject): string[] {
  if (calls === undefined || (calls.if !== undefined && properties[calls.if] === undefined)) return [];
  return calls.properties
    .flatMap((property) => properties[property] ?? [])
    .flatMap((call) => problemOfCall(call) ?? [])
    .map((problem) => `${type} is not supported: ${problem}; ${declaration(type)}`);
}

/** The line by which the specification takes a type, or a property of it, out of the proof. */
function declaration(name: string): string {
  return `if it grants, carries and sends nothing, add declare: { '${name}': { grants: 'nothing', because: '…' } }`;
}
