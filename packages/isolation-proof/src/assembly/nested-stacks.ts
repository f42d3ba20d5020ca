import { NESTED_STACK, STACK } from '../resources/services/cloudformation';
import { writtenText } from '../resources/resolve';
import { UndecidedError } from '../templates/errors';
import { isObject, type Json, type JsonObject, listOf } from '../templates/json';
import { NotUnderstoodError, type Resolved } from '../templates/resolved';
import type { StackTemplate, TemplateResource } from '../templates/template';
import { secretAttributeOf, usesAttribute } from './attribute-uses';
import type { NestedTemplate } from './nested-template';
import { readStack, type UnpinnedPlace, type UnreadStack } from './read-stack';
import type { StackTags } from './stack-tags';

export interface ReadStack {
  readonly stack: StackTemplate;
  /** Absent of a stack that is not nested. */
  readonly nested?: NestedTemplate;
}

/** Nested deeper than any app is, so that a template that names itself ends. */
const DEEPEST_STACK = 10;

/**
 * Reads a template, and those of the stacks that are nested in it. A nested stack whose template is not found stays a
 * resource that cannot be judged.
 * @throws UndecidedError if any of them is no template, or if what it is given cannot be followed
 */
export function readStackTree(
  { findTemplate, ...unread }: UnreadStack,
  unpinned: UnpinnedPlace | undefined,
  depth = 0,
): ReadStack[] {
  const stack = readStack(unread, unpinned);
  if (findTemplate === undefined || depth === DEEPEST_STACK) return [{ stack }];
  const nested = [...stack.resources.values()].flatMap((resource) => {
    const url = resource.type === STACK ? textOf(resource.properties['TemplateURL'], stack) : undefined;
    const found = url === undefined ? undefined : findTemplate(url);
    return found === undefined ? [] : [{ resource, found }];
  });
  if (nested.length === 0) return [{ stack }];
  const resources = new Map(stack.resources);
  const parent: StackTemplate = { ...stack, resources, values: {} };
  for (const [id, resource] of resources) resources.set(id, { ...resource, stack: parent });
  for (const { resource } of nested) {
    resources.set(resource.logicalId, { ...resource, stack: parent, type: NESTED_STACK });
  }
  const inner = nested.flatMap(({ resource, found }) => {
    const { name, account, region } = stack;
    refuseHandedSecrets(resource, found.template);
    const [first, ...others] = readStackTree(
      {
        name: `${name}/${resource.logicalId}`,
        account,
        region,
        template: found.template,
        settings: { tags: tagsIn(resource), notificationArns: [] },
        findTemplate,
      },
      unpinned,
      depth + 1,
    ) as [ReadStack, ...ReadStack[]];
    const nestedIn = {
      stack: name,
      resource: resource.logicalId,
      parameters: textParametersOf(found.template),
    };
    return [{ stack: nestedAs(first.stack, nestedIn), nested: found }, ...others];
  });
  return [{ stack: parent }, ...inner];
}

function nestedAs(stack: StackTemplate, nestedIn: NonNullable<StackTemplate['nestedIn']>): StackTemplate {
  const resources = new Map(stack.resources);
  const nested: StackTemplate = { ...stack, resources, nestedIn, values: stack.values ?? {} };
  for (const [id, resource] of resources) resources.set(id, { ...resource, stack: nested });
  return nested;
}

/**
 * Tells stacks what those that are nested in them hand out, and those what they are given: the values of parameters and
 * of `Fn::GetAtt` of an output. What is not known before deployment stays unknown.
 */
export function handValues(stacks: readonly StackTemplate[]): void {
  const nested = stacks.filter(({ nestedIn }) => nestedIn !== undefined);
  if (nested.length === 0) return;
  const byName = new Map(stacks.map((stack) => [keyOf(stack, stack.name), stack]));
  // Each round makes one more value known at least, or is the last.
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const stack of nested) {
      const { nestedIn, values = {}, outputs = {} } = stack;
      const parent = nestedIn && byName.get(keyOf(stack, nestedIn.stack));
      const resource = nestedIn && parent?.resources.get(nestedIn.resource);
      if (nestedIn === undefined || parent?.values === undefined || resource === undefined) continue;
      const { Parameters: given } = resource.properties;
      for (const name of nestedIn.parameters) {
        const value = isObject(given) ? given[name] : undefined;
        if (know(values, name, textOf(value, parent))) isChanged = true;
      }
      for (const [name, value] of Object.entries(outputs)) {
        const attribute = `${nestedIn.resource}.Outputs.${name}`;
        if (know(parent.values, attribute, textOf(value, stack))) isChanged = true;
      }
    }
  }
}

function know(values: Record<string, string>, name: string, text: Resolved): boolean {
  if (text === undefined || Object.hasOwn(values, name)) return false;
  values[name] = text;
  return true;
}

/** With its dynamic references, which are judged where the value is put in. */
function textOf(value: Json | undefined, stack: StackTemplate): Resolved {
  try {
    return value === undefined ? undefined : writtenText(value, stack);
  } catch (error) {
    if (error instanceof NotUnderstoodError) return undefined;
    throw error;
  }
}

function keyOf({ account, region }: Pick<StackTemplate, 'account' | 'region'>, name: string): string {
  return [account, region, name].join(' ');
}

/** Tags that CloudFormation passes on to what the nested stack makes; whose it is where one is unknown, its own tags say. */
function tagsIn({ properties, stack }: TemplateResource): StackTags {
  return Object.fromEntries(
    listOf(properties['Tags']).flatMap((tag): [string, string][] => {
      const [key, value] = isObject(tag) ? [textOf(tag['Key'], stack), textOf(tag['Value'], stack)] : [];
      return key === undefined || value === undefined ? [] : [[key, value]];
    }),
  );
}

/** Parameters of other types are lists, or names of what CloudFormation reads elsewhere. */
function textParametersOf(template: Json): string[] {
  return Object.entries(parametersOf(template)).flatMap(([name, parameter]) =>
    isObject(parameter) && parameter['Type'] === 'String' ? [name] : [],
  );
}

function parametersOf(template: Json): JsonObject {
  const parameters = isObject(template) ? template['Parameters'] : undefined;
  return isObject(parameters) ? parameters : {};
}

/** @throws UndecidedError if a nested stack is given what the model does not follow into it */
function refuseHandedSecrets({ properties, stack, path }: TemplateResource, template: Json): void {
  const { Parameters: given = {} } = properties;
  const refuse = (reason: string): never => {
    throw new UndecidedError([{ place: path, reason }]);
  };
  for (const { logicalId, type } of stack.resources.values()) {
    const attribute = secretAttributeOf(type);
    if (attribute === undefined || !usesAttribute(given, logicalId, attribute)) continue;
    refuse(
      `gives the nested stack ${logicalId}.${attribute}, which whoever describes the stack can see; make what needs it in the stack of ${logicalId}`,
    );
  }
  for (const [name, parameter] of Object.entries(parametersOf(template))) {
    const type = isObject(parameter) ? parameter['Type'] : undefined;
    if (typeof type !== 'string' || !type.startsWith('AWS::SSM::Parameter::')) continue;
    if (!isObject(given) || given[name] === undefined) continue;
    refuse(
      `gives the nested stack the parameter ${name} of type ${type}, which is not supported; read Parameter Store within the nested stack`,
    );
  }
}
