import { isObject, type Json, type JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { resolveText } from '../../../packages/isolation-proof/src/resources/resolve';
import { objectsWithin } from '../edit';
import type { Ground, ResourceSite } from '../ground';
import { type Edits, type Operator, resourceOperator } from './operator';

/** Swaps what a template refers to by Ref or Fn::GetAtt, in statements and elsewhere. */
export const REFERENCE_OPERATORS: readonly Operator[] = [
  resourceOperator(
    'swap-reference',
    "refers to another organization's resource, or to another one of the same type",
    (site, ground) =>
      objectsWithin(site.resource.properties, isReference).flatMap(({ path, object }) => [
        ...otherOrganizations(object, site, ground).map((value): Edits => [{ path, value }]),
        ...othersOfType(object, site).map((value): Edits => [{ path, value }]),
      ]),
  ),
];

function isReference(object: JsonObject): boolean {
  return Object.keys(object).length === 1 && targetOf(object) !== undefined;
}

function targetOf(object: JsonObject): string | undefined {
  const { Ref: ref, 'Fn::GetAtt': attribute } = object;
  if (typeof ref === 'string') return ref.startsWith('AWS::') ? undefined : ref;
  const first = Array.isArray(attribute) ? (attribute as readonly Json[])[0] : undefined;
  return typeof first === 'string' ? first : undefined;
}

/** The same resource of another organization, as its name or ARN: templates cannot refer to each other. */
function otherOrganizations(reference: JsonObject, { organization }: ResourceSite, ground: Ground): string[] {
  const target = targetOf(reference) ?? '';
  return [...ground.organizations].flatMap(([slug, stack]) => {
    if (organization === undefined || slug === organization.slug || !stack.resources.has(target)) return [];
    const text = resolveText(reference, stack);
    return text === undefined ? [] : [text];
  });
}

function othersOfType(reference: JsonObject, { resource: { stack } }: ResourceSite): JsonObject[] {
  const target = targetOf(reference) ?? '';
  const type = stack.resources.get(target)?.type;
  return [...stack.resources.values()].flatMap((other) =>
    other.type === type && other.logicalId !== target ? [redirected(reference, other.logicalId)] : [],
  );
}

function redirected(reference: JsonObject, to: string): JsonObject {
  const { 'Fn::GetAtt': attribute } = reference;
  if (isObject(attribute) || !Array.isArray(attribute)) return { Ref: to };
  return { 'Fn::GetAtt': [to, ...(attribute as readonly Json[]).slice(1)] };
}
