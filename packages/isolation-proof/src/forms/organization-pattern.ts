import type { JsonObject } from '../templates/json';
import { listOf } from '../templates/json';
import { withNamesReplaced } from './name-positions';
import { NameStandIns } from './name-stand-ins';
import type { StackTemplate, TemplateResource } from '../templates/template';

/** The stacks of one organization with stand-ins for its names. */
export interface OrganizationPattern {
  readonly slug: string;
  readonly stacks: readonly StackTemplate[];
  readonly standIns: NameStandIns;
  /** All that the stacks say. Organizations of which it is the same differ in their names only. */
  readonly contents: string;
}

export function patternOfOrganization(slug: string, stacks: readonly StackTemplate[]): OrganizationPattern {
  const standIns = new NameStandIns(slug, [
    ...stacks.flatMap(existingUsers),
    ...stacks.map(({ name }) => name),
  ]);
  const replaced = stacks.map((stack) => withStandIns(stack, standIns));
  return { slug, stacks: replaced, standIns, contents: contentsOf(replaced) };
}

/** Users that policies are attached to by their names: the only names that an environment's author chooses freely. */
export function existingUsers({ resources }: StackTemplate): string[] {
  return [...resources.values()]
    .flatMap(({ properties }) => listOf(properties['Users']))
    .filter((user) => typeof user === 'string');
}

function withStandIns(stack: StackTemplate, standIns: NameStandIns): StackTemplate {
  const put = (text: string): string => standIns.put(text);
  const resources = new Map<string, TemplateResource>();
  const { values } = stack;
  const replaced: StackTemplate = {
    ...stack,
    name: put(stack.name),
    ...(values && { values: withNamesReplaced<Record<string, string>>(values, put) }),
    resources,
  };
  for (const resource of stack.resources.values()) {
    const logicalId = put(resource.logicalId);
    const path = put(resource.path);
    const properties = withNamesReplaced(resource.properties, put);
    resources.set(logicalId, { ...resource, stack: replaced, logicalId, path, properties });
  }
  return replaced;
}

/**
 * Everything there is in stacks, as text. Nothing is picked out: whatever is added to what is read of a template
 * is in it, and the compiler refuses what a text of JSON would lose.
 */
function contentsOf(stacks: readonly StackTemplate[]): string {
  return JSON.stringify(stacks.map((stack) => [fieldsOf(stack), [...stack.resources.values()].map(partsOf)]));
}

/**
 * What a stack says besides its resources; what it hands to other stacks stands where they refer to it, and where it is
 * nested, its name says.
 */
export function fieldsOf({
  resources: _resources,
  outputs: _outputs,
  exports: _exports,
  nestedIn: _nestedIn,
  ...fields
}: StackTemplate): JsonObject {
  return fields;
}

/** What a resource says; the stack that it is in is where it stands. */
export function partsOf({ stack: _stack, ...parts }: TemplateResource): JsonObject {
  return parts;
}
