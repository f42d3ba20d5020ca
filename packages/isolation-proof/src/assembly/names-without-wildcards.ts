import type { Unknown } from '../templates/errors';
import { knownText } from '../resources/resolve';
import type { StackTemplate, TemplateResource } from '../templates/template';

/** Names of resources. A name with a wildcard would be read as a pattern wherever a policy refers to it. */
const NAMES =
  /^(?:Alias|Bucket|Group|InstanceProfile|ManagedPolicy|Policy|Repository|Role|ThingType|User)?Name$|^RoleAlias$/;

/** Refuses names that hold a wildcard: AWS takes none of them, and what they would mean in a policy is not known. */
export function refuseWildcardsInNames(stacks: readonly StackTemplate[], unknowns: Unknown[]): void {
  for (const { resources } of stacks) {
    for (const resource of resources.values()) {
      for (const property of Object.keys(resource.properties)) {
        if (!NAMES.test(property) || !holdsWildcard(resource, property)) continue;
        unknowns.push({
          place: resource.path,
          reason: `its ${property} holds a wildcard, which no name may; write the name out`,
        });
      }
    }
  }
}

function holdsWildcard({ properties, stack }: TemplateResource, property: string): boolean {
  // Whoever reads the name says what is not understood of it.
  const name = knownText(properties[property], stack);
  return name !== undefined && /[*?]/.test(name);
}
