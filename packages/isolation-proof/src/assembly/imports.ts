import { isObject, type Json, type JsonObject } from '../templates/json';
import { knownText } from '../resources/resolve';
import type { Resolved } from '../templates/resolved';
import { renamingOf } from '../templates/renamed-stack';
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
  // Stryker disable next-line ConditionalExpression: it saves looking for imports of nothing
  if (exported.size === 0) return [...stacks];
  const unchanged = new Set<StackTemplate>();
  return stacks.map((stack) => {
    const like = renamingOf(stack)?.like;
    // One that is the same but for names has no import either: looking for one would read its resources.
    if (like !== undefined && unchanged.has(like)) return stack;
    const changed = importInto(stack, exported);
    if (changed === stack) unchanged.add(stack);
    return changed;
  });
}

function exportsOf(stacks: readonly StackTemplate[]): Exports {
  const found = new Map<string, Resolved>();
  for (const stack of stacks) {
    for (const { name, value } of stack.exports ?? []) {
      const key = keyOf(name, stack);
      if (key === undefined) continue;
      // CloudFormation refuses the second export of a name; which one is meant is not known.
      found.set(key, found.has(key) ? undefined : knownText(value, stack));
    }
  }
  return found;
}

/** The stack itself where it imports nothing. */
function importInto(stack: StackTemplate, exported: Exports): StackTemplate {
  const resources = new Map<string, TemplateResource>();
  const changed: StackTemplate = { ...stack, resources };
  for (const [id, resource] of stack.resources) {
    const properties = imported(resource.properties, stack, exported) as JsonObject;
    resources.set(id, { ...resource, properties, stack: changed });
  }
  const isSame = [...resources].every(
    ([id, { properties }]) => properties === stack.resources.get(id)?.properties,
  );
  return isSame ? stack : changed;
}

/** What holds no import is not copied. */
function imported(value: Json, stack: StackTemplate, exported: Exports): Json {
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    const items = list.map((item) => imported(item, stack, exported));
    return items.some((item, index) => item !== list[index]) ? items : list;
  }
  if (!isObject(value)) return value;
  const { 'Fn::ImportValue': name } = value;
  if (name !== undefined && Object.keys(value).length === 1) {
    const key = keyOf(name, stack);
    return (key === undefined ? undefined : exported.get(key)) ?? value;
  }
  const entries = Object.entries(value).map(
    ([key, child]) => [key, imported(child, stack, exported)] as const,
  );
  return entries.some(([key, child]) => child !== value[key]) ? Object.fromEntries(entries) : value;
}

/** @returns undefined for a name that is not known before deployment */
function keyOf(name: Json, stack: StackTemplate): string | undefined {
  const text = knownText(name, stack);
  return text === undefined ? undefined : [stack.account, stack.region, text].join(' ');
}
