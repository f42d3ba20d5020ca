import { secretAttributeOf, usesAttribute } from '../assembly/attribute-uses';
import type { Ownership } from '../model/ownership';
import type { TemplateResource } from '../templates/template';

/**
 * What shows the secret of a resource to others than its owner: resources of others, and outputs and metadata, which
 * everybody sees who may describe the stack.
 * @param owner whose the secret is
 */
export function showingSecretOf(
  { type, logicalId, stack }: TemplateResource,
  owner: string | undefined,
  ownership: Ownership,
): string[] {
  const attribute = secretAttributeOf(type);
  if (attribute === undefined) return [];
  const holders = [...stack.resources.values()]
    .filter((resource) => usesAttribute(resource.properties, logicalId, attribute))
    .filter((resource) => ownership.of(resource) !== owner)
    .map(({ path }) => path);
  const shown = Object.entries(stack.shownSecrets ?? {})
    .filter(([, id]) => id === logicalId)
    .map(([place]) => `${place} of ${stack.name}`);
  return [...holders, ...shown];
}
