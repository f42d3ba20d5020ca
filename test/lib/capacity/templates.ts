import type { CapacityStack } from '../../../lib/capacity/capacity-stack';
import type { Json, JsonObject } from '../../../packages/isolation-proof/src/templates/json';

/** A resource of a hand-made template. */
export interface MadeResource {
  readonly Type: string;
  readonly Properties?: JsonObject;
}

/** A stack with these resources. */
export function stackOf(
  name: string,
  resources: Readonly<Record<string, MadeResource>>,
  rest: JsonObject = {},
): CapacityStack {
  return { name, template: { Resources: resources as unknown as Json, ...rest } };
}

/** So many resources of a type, of an organization or of nobody. */
export function resources(type: string, count: number, slug?: string): Record<string, MadeResource> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${type.replaceAll(':', '')}${index}`,
      { Type: type, Properties: slug === undefined ? {} : { Tags: tagsOf(slug) } },
    ]),
  );
}

/** Tags as most types hold them. */
export function tagsOf(slug: string): Json {
  return [
    { Key: 'environment', Value: 'test' },
    { Key: 'orgSlug', Value: slug },
  ];
}

/** A stack of an organization with so many role aliases. */
export function organizationStack(slug: string, roleAliases = 1): CapacityStack {
  return stackOf(`ts-test-organization-${slug}`, resources('AWS::IoT::RoleAlias', roleAliases, slug));
}
