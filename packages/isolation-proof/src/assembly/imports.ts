import { isObject, type Json, type JsonObject } from '../templates/json';
import { knownText } from '../resources/resolve';
import type { Resolved } from '../templates/resolved';
import { handValues } from './nested-stacks';
import { renamingOf } from '../templates/renamed-stack';
import type { StackTemplate, TemplateResource } from '../templates/template';

/** What stacks hand to other stacks. */
interface Handed {
  /** By account, Region and name, which an export has for itself there. */
  readonly exports: ReadonlyMap<string, Resolved>;
  /** By account, Region and name. Of two with one name it is not known which one is meant. */
  readonly stacks: ReadonlyMap<string, StackTemplate | undefined>;
}

/**
 * Stacks with what other stacks export in the place of `Fn::ImportValue`, and with their outputs in that of
 * `Fn::GetStackOutput`, which is how the CDK writes a reference to a resource of another stack. A reference stays as it
 * is, and so unknown, if no stack has what it names or if its value is not known before deployment.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html
 */
export function withImports(stacks: readonly StackTemplate[]): StackTemplate[] {
  // What is handed to nested stacks may be imported, and what is exported may come from them.
  tellApart(stacks);
  handValues(stacks);
  const resolved = importsInto(stacks);
  handValues(resolved);
  return resolved;
}

function importsInto(stacks: readonly StackTemplate[]): StackTemplate[] {
  // One that is the same but for names has outputs if the other one has; asking for them would read it.
  const isAnythingHanded = stacks.some((one) => renamingOf(one) === undefined && one.outputs !== undefined);
  // Stryker disable next-line ConditionalExpression: it saves looking for imports of nothing
  if (!isAnythingHanded) return [...stacks];
  const handed: Handed = { exports: exportsOf(stacks), stacks: byName(stacks) };
  const unchanged = new Set<StackTemplate>();
  return stacks.map((stack) => {
    const like = renamingOf(stack)?.like;
    // One that is the same but for names has no import either: looking for one would read its resources.
    if (like !== undefined && unchanged.has(like)) return stack;
    const changed = importInto(stack, handed);
    if (changed === stack) unchanged.add(stack);
    return changed;
  });
}

/** What AWS names by itself is another thing in each of two stacks of one name. */
function tellApart(stacks: readonly StackTemplate[]): void {
  const names = new Set<string>();
  for (const stack of stacks) {
    if (names.has(stack.name)) stack.isNamedTwice = true;
    names.add(stack.name);
  }
}

function byName(stacks: readonly StackTemplate[]): Handed['stacks'] {
  const found = new Map<string, StackTemplate | undefined>();
  for (const stack of stacks) {
    const key = keyIn(stack, stack.name);
    found.set(key, found.has(key) ? undefined : stack);
  }
  return found;
}

function exportsOf(stacks: readonly StackTemplate[]): Handed['exports'] {
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
function importInto(stack: StackTemplate, handed: Handed): StackTemplate {
  const resources = new Map<string, TemplateResource>();
  const changed: StackTemplate = { ...stack, resources };
  for (const [id, resource] of stack.resources) {
    const properties = imported(resource.properties, stack, handed) as JsonObject;
    resources.set(id, { ...resource, properties, stack: changed });
  }
  const isSame = [...resources].every(
    ([id, { properties }]) => properties === stack.resources.get(id)?.properties,
  );
  return isSame ? stack : changed;
}

/** What holds no import is not copied. */
function imported(value: Json, stack: StackTemplate, handed: Handed): Json {
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    const items = list.map((item) => imported(item, stack, handed));
    return items.some((item, index) => item !== list[index]) ? items : list;
  }
  if (!isObject(value)) return value;
  const { 'Fn::ImportValue': name, 'Fn::GetStackOutput': output } = value;
  if (Object.keys(value).length === 1) {
    if (name !== undefined) {
      const key = keyOf(name, stack);
      return (key === undefined ? undefined : handed.exports.get(key)) ?? value;
    }
    if (output !== undefined) return outputNamed(output, stack, handed) ?? value;
  }
  const entries = Object.entries(value).map(([key, child]) => [key, imported(child, stack, handed)] as const);
  return entries.some(([key, child]) => child !== value[key]) ? Object.fromEntries(entries) : value;
}

/** @returns undefined if no stack has it, or if its value is not known before deployment */
function outputNamed(argument: Json, from: StackTemplate, { stacks }: Handed): Resolved {
  if (!isObject(argument)) return undefined;
  const { StackName: name, OutputName: output, Region: region, RoleArn: role } = argument;
  const textOf = (value: Json | undefined, otherwise?: string): Resolved =>
    value === undefined ? otherwise : knownText(value, from);
  // A role of another account reads the outputs of that account; one that is not known could be of any.
  const account = textOf(role, `::::${from.account}`)?.split(':')[4];
  const [stackName, outputName, place] = [textOf(name), textOf(output), textOf(region, from.region)];
  if (account === undefined || stackName === undefined || outputName === undefined || place === undefined)
    return undefined;
  const stack = stacks.get(keyIn({ account, region: place }, stackName));
  const outputs = stack?.outputs ?? {};
  const value = Object.hasOwn(outputs, outputName) ? outputs[outputName] : undefined;
  return stack === undefined || value === undefined ? undefined : knownText(value, stack);
}

/** @returns undefined for a name that is not known before deployment */
function keyOf(name: Json, stack: StackTemplate): string | undefined {
  const text = knownText(name, stack);
  return text === undefined ? undefined : keyIn(stack, text);
}

function keyIn({ account, region }: Pick<StackTemplate, 'account' | 'region'>, name: string): string {
  return [account, region, name].join(' ');
}
