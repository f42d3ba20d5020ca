import { positionOf } from '../templates/intrinsics';
import { isObject, type Json, listOf } from '../templates/json';
import { physicalAttribute, physicalReference } from './physical-names';
import { NotUnderstoodError, type Resolved } from '../templates/resolved';
import type { StackTemplate, TemplateResource } from '../templates/template';

const PSEUDO_PARAMETERS: Readonly<Record<string, (stack: StackTemplate) => Resolved>> = {
  'AWS::AccountId': ({ account }) => account,
  'AWS::Partition': ({ partition }) => partition,
  'AWS::Region': ({ region }) => region,
  // CloudFormation makes up the name of a nested stack.
  'AWS::StackName': ({ name, nestedIn }) => (nestedIn === undefined ? name : undefined),
  'AWS::URLSuffix': ({ dnsSuffix }) => dnsSuffix,
};

/**
 * CloudFormation puts a parameter or a secret in its place, whatever it holds on that day.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export const DYNAMIC_REFERENCE = '{{resolve:';

/** How deep references may lead through other resources' names, so that a cycle ends. */
const DEEPEST_REFERENCE = 20;

/**
 * Resolves text: literals, Ref, Fn::GetAtt, Fn::Join, Fn::Sub, Fn::Select and Fn::If with equal branches. What
 * mappings, conditions and other stacks tell stands in the properties already: see readTemplate and withImports.
 * @returns undefined for what comes with the deployment: a parameter, or a text with a dynamic reference in it
 * @throws NotUnderstoodError for any other intrinsic function, branches that differ, or a cycle
 */
export function resolveText(value: Json | undefined, stack: StackTemplate, depth = 0): Resolved {
  const text = writtenText(value, stack, depth);
  return text?.includes(DYNAMIC_REFERENCE) === true ? undefined : text;
}

/** As resolveText, with dynamic references as they are written. */
export function writtenText(value: Json | undefined, stack: StackTemplate, depth = 0): Resolved {
  if (depth > DEEPEST_REFERENCE) throw new NotUnderstoodError('references lead in a circle');
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!isObject(value)) throw new NotUnderstoodError(`a text was expected, not ${JSON.stringify(value)}`);
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0)
    throw new NotUnderstoodError('an intrinsic function was expected');
  const argument = value[name];
  switch (name) {
    case 'Ref':
      return reference(argument, stack, depth);
    case 'Fn::GetAtt':
      return attribute(argument, stack, depth);
    case 'Fn::Join':
      return join(argument, stack, depth);
    case 'Fn::Sub':
      return substitute(argument, stack, depth);
    case 'Fn::If':
      return sameBranches(argument, stack, depth);
    case 'Fn::Select':
      return select(argument, stack, depth);
    case 'Fn::ImportValue':
    case 'Fn::GetStackOutput':
      // Of no stack that is here: see withImports.
      return undefined;
    case 'Fn::FindInMap':
      throw new NotUnderstoodError(`what Fn::FindInMap finds at ${JSON.stringify(argument)} is unknown`);
    default:
      throw new NotUnderstoodError(`the intrinsic function ${name} is not supported`);
  }
}

/** As resolveText, where it makes no difference why a text is unknown: undefined also if it is not understood. */
export function knownText(value: Json | undefined, stack: StackTemplate): Resolved {
  try {
    return resolveText(value, stack);
  } catch (error) {
    if (error instanceof NotUnderstoodError) return undefined;
    throw error;
  }
}

function reference(argument: Json | undefined, stack: StackTemplate, depth: number): Resolved {
  if (typeof argument !== 'string') throw new NotUnderstoodError('Ref needs a name');
  const pseudo = Object.hasOwn(PSEUDO_PARAMETERS, argument) ? PSEUDO_PARAMETERS[argument] : undefined;
  if (pseudo !== undefined) return pseudo(stack);
  const resource = stack.resources.get(argument);
  // A parameter: its value comes with the deployment, or from the stack that this one is nested in.
  if (resource === undefined) return valueOf(argument, stack);
  return physicalReference(resource, within(resource, depth));
}

function attribute(argument: Json | undefined, stack: StackTemplate, depth: number): Resolved {
  const parts = typeof argument === 'string' ? argument.split('.') : listOf(argument);
  const [logicalId, ...rest] = parts.filter((part) => typeof part === 'string');
  const resource = logicalId === undefined ? undefined : stack.resources.get(logicalId);
  if (resource === undefined) throw new NotUnderstoodError(`Fn::GetAtt of ${JSON.stringify(argument)}`);
  const name = rest.join('.');
  return (
    valueOf(`${resource.logicalId}.${name}`, stack) ??
    physicalAttribute(resource, name, within(resource, depth))
  );
}

/** What is known of other stacks: see {@link StackTemplate.values}. */
function valueOf(name: string, { values = {} }: StackTemplate): Resolved {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** Resolves a property of a resource, such as its name, which may itself be a reference. */
function within({ stack }: TemplateResource, depth: number): (value: Json) => Resolved {
  return (value) => resolveText(value, stack, depth + 1);
}

function join(argument: Json | undefined, stack: StackTemplate, depth: number): Resolved {
  const [separator, parts, ...others] = listOf(argument);
  if (typeof separator !== 'string' || parts === undefined || others.length > 0) {
    throw new NotUnderstoodError('Fn::Join needs a separator and a list');
  }
  const texts = resolveList(parts, stack, depth + 1);
  return texts === undefined ? undefined : all(texts, separator);
}

function select(argument: Json | undefined, stack: StackTemplate, depth: number): Resolved {
  const [index, from, ...others] = listOf(argument);
  if (index === undefined || from === undefined || others.length > 0) {
    throw new NotUnderstoodError('Fn::Select needs an index and a list');
  }
  const texts = resolveList(from, stack, depth + 1);
  // An index that is not a literal comes with the deployment.
  if (texts === undefined || isObject(index)) return undefined;
  const position = positionOf(index);
  if (position === undefined || position >= texts.length) {
    throw new NotUnderstoodError(`Fn::Select cannot take item ${JSON.stringify(index)} of ${texts.length}`);
  }
  return texts[position];
}

/**
 * Resolves a list: a literal one, or what Fn::Split gives.
 * @returns undefined for a list that is not known before deployment
 * @throws NotUnderstoodError for what is no list
 */
function resolveList(value: Json, stack: StackTemplate, depth: number): readonly Resolved[] | undefined {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item) => writtenText(item, stack, depth));
  }
  const [name = '', ...others] = isObject(value) ? Object.keys(value) : [];
  if (isObject(value) && others.length === 0) {
    if (name === 'Fn::Split') return split(value[name], stack, depth);
    if (UNKNOWN_LISTS.has(name)) return undefined;
  }
  throw new NotUnderstoodError(`a list was expected, not ${JSON.stringify(value)}`);
}

/** Functions that give lists of a parameter, a resource, Availability Zones or address ranges. */
const UNKNOWN_LISTS = new Set([
  'Ref',
  'Fn::GetAtt',
  'Fn::GetAZs',
  'Fn::Cidr',
  'Fn::ImportValue',
  'Fn::GetStackOutput',
]);

/**
 * What ARNs and paths are split by. Neither an id that AWS makes, for which another text stands here, nor a name
 * of a tenant holds one of them; what another separator would make of those is not known.
 */
const SEPARATORS: readonly string[] = [':', '/'];

function split(
  argument: Json | undefined,
  stack: StackTemplate,
  depth: number,
): readonly Resolved[] | undefined {
  const [separator, text, ...others] = listOf(argument);
  if (typeof separator !== 'string' || text === undefined || others.length > 0) {
    throw new NotUnderstoodError('Fn::Split needs a separator and a text');
  }
  const whole = resolveText(text, stack, depth + 1);
  // A policy variable holds separators, and is one word of a policy all the same.
  const isKnown = whole !== undefined && SEPARATORS.includes(separator) && !whole.includes('${');
  return isKnown ? whole.split(separator) : undefined;
}

/** `${Name}`, `${Name.Attribute}`, and `${!Literal}`; with a map of its own variables or without. */
function substitute(argument: Json | undefined, stack: StackTemplate, depth: number): Resolved {
  const [text, variables = {}] = typeof argument === 'string' ? [argument] : listOf(argument);
  if (typeof text !== 'string' || !isObject(variables)) throw new NotUnderstoodError('Fn::Sub needs a text');
  const pieces = text.split(/(\$\{[^}]*\})/).map((piece) => {
    const name = /^\$\{(.*)\}$/.exec(piece)?.[1];
    if (name === undefined) return piece;
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const own = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (own !== undefined) return writtenText(own, stack, depth + 1);
    return name.includes('.') && !name.startsWith('AWS::')
      ? attribute(name, stack, depth + 1)
      : reference(name, stack, depth + 1);
  });
  return all(pieces, '');
}

function sameBranches(argument: Json | undefined, stack: StackTemplate, depth: number): Resolved {
  const [, whenTrue, whenFalse] = listOf(argument);
  if (JSON.stringify(whenTrue) !== JSON.stringify(whenFalse)) {
    throw new NotUnderstoodError('the branches of Fn::If differ, and which one is deployed is unknown');
  }
  return writtenText(whenTrue, stack, depth + 1);
}

function all(parts: readonly Resolved[], separator: string): Resolved {
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? known.join(separator) : undefined;
}
