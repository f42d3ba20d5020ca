import type { StackTemplate, TemplateResource } from '../templates/template';

/**
 * Stands for a name or an id that AWS makes, such as a key's. Two resources never get the same one, and none
 * equals a text that a template can hold, so that comparing stand-ins decides what comparing the ids would.
 */
export function standIn({ stack, logicalId }: TemplateResource): string {
  return `(${labelOf(stack)}.${logicalId})`;
}

/** The name of a stack, with where it is deployed to if another stack has the same name elsewhere. */
function labelOf({ name, account, region, isNamedTwice }: StackTemplate): string {
  return isNamedTwice === undefined ? name : `${name} ${account} ${region}`;
}

const STAND_IN = /\(([^().]+)\.([A-Za-z0-9]+)\)/g;

/** Texts of a counterexample with the construct path, for people, in the place of every stand-in. */
export function withConstructPaths<Texts extends object>(
  texts: Texts,
  stacks: readonly StackTemplate[],
): Texts {
  const shown = Object.entries(texts).map(([field, value]: [string, unknown]) => [
    field,
    typeof value === 'string' ? named(value, stacks) : value,
  ]);
  return Object.fromEntries(shown) as Texts;
}

/** The other way round: a text as people write it, with stand-ins in the place of construct paths. */
export function withStandIns(text: string, stacks: readonly StackTemplate[]): string {
  return text.replace(/\(([^()]+)\)/g, (whole, path: string) => {
    for (const { resources } of stacks) {
      for (const resource of resources.values()) if (resource.path === path) return standIn(resource);
    }
    return whole;
  });
}

function named(text: string, stacks: readonly StackTemplate[]): string {
  return text.replace(STAND_IN, (whole, label: string, logicalId: string) => {
    const resource = stacks.find((stack) => labelOf(stack) === label)?.resources.get(logicalId);
    return resource === undefined ? whole : `(${resource.path})`;
  });
}
