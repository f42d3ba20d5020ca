import { isObject, type Json, type JsonObject } from '../templates/json';
import { resolveText } from '../resources/resolve';
import { NotUnderstoodError, type Resolved } from '../templates/resolved';
import type { StackTemplate, TemplateResource } from '../templates/template';

/** Exports have a name of their own in an account and a Region. */
type Exports = ReadonlyMap<string, Resolved>;

/**
 * Stacks with what other stacks export in the place of `Fn::ImportValue`, which is how the CDK writes a reference to a
 * resource of another stack. An import stays as it is, and so unknown, if no stack exports it or if its value is not
 * known before deployment.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html
 */
export function withImports(stacks: readonly StackTemplate[]): StackTemplate[] {
  const exported = exportsOf(stacks);
  return exported.size === 0 ? [...stacks] : stacks.map((stack) => importInto(stack, exported));
}

function exportsOf(stacks: readonly StackTemplate[]): Exports {
  const found = new Map<string, Resolved>();
  for (const stack of stacks) {
    for (const { name, value } of stack.exports ?? []) {
      const key = keyOf(name, stack);
      if (key === undefined) continue;
      // CloudFormation refuses the second export of a name; which one is meant is not known.
      found.set(key, found.has(key) ? undefined : textOf(value, stack));
    }
  }
  return found;
}

function importInto(stack: StackTemplate, exported: Exports): StackTemplate {
  const resources = new Map<string, TemplateResource>();
  const changed: StackTemplate = { ...stack, resources };
  for (const [id, resource] of stack.resources) {
    const properties = imported(resource.properties, stack, exported) as JsonObject;
    resources.set(id, { ...resource, properties, stack: changed });
  }
  return changed;
}

function imported(value: Json, stack: StackTemplate, exported: Exports): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => imported(item, stack, exported));
  if (!isObject(value)) return value;
  const { 'Fn::ImportValue': name } = value;
  if (name !== undefined && Object.keys(value).length === 1) {
    const key = keyOf(name, stack);
    return (key === undefined ? undefined : exported.get(key)) ?? value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, imported(child, stack, exported)]),
  );
}

/** @returns undefined for a name that is not known before deployment */
function keyOf(name: Json, stack: StackTemplate): string | undefined {
  const text = textOf(name, stack);
  return text === undefined ? undefined : [stack.account, stack.region, text].join(' ');
}

function textOf(value: Json, stack: StackTemplate): Resolved {
  try {
    return resolveText(value, stack);
  } catch (error) {
    if (error instanceof NotUnderstoodError) return undefined;
    throw error;
  }
}
