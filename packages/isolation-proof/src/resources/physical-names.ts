import { isIntrinsic } from '../templates/intrinsics';
import { isObject, type Json } from '../templates/json';
import type { TemplateResource } from '../templates/template';
import { descriptionOf } from './registry';
import { standIn } from './stand-ins';
import type { TextTemplate } from './text-template';

/** Resolves a value of the resource's stack; undefined if it is not known before deployment. */
type Resolve = (value: Json) => string | undefined;

/** What `Ref` of a resource gives; undefined if that is not known here. */
export function physicalReference(resource: TemplateResource, resolve: Resolve): string | undefined {
  return written(descriptionOf(resource.type)?.ref, resource, resolve);
}

/** What `Fn::GetAtt` of a resource gives; undefined if that is not known here. */
export function physicalAttribute(
  resource: TemplateResource,
  attribute: string,
  resolve: Resolve,
): string | undefined {
  const attributes = descriptionOf(resource.type)?.attributes ?? {};
  return Object.hasOwn(attributes, attribute) ? written(attributes[attribute], resource, resolve) : undefined;
}

/** The ARN of a resource, as policies name it; undefined if it has none or it is not known here. */
export function physicalArn(resource: TemplateResource, resolve: Resolve): string | undefined {
  return written(descriptionOf(resource.type)?.arn, resource, resolve);
}

/** Patterns of the ARNs of what is in a resource, such as the objects of a bucket. */
export function contentArns(resource: TemplateResource, resolve: Resolve): string[] {
  const patterns = descriptionOf(resource.type)?.contents ?? [];
  return patterns
    .map((pattern) => written(pattern, resource, resolve))
    .filter((pattern) => pattern !== undefined);
}

/** Names in DNS that lead to a resource. */
export function domainsOf(resource: TemplateResource, resolve: Resolve): string[] {
  return (descriptionOf(resource.type)?.domains ?? [])
    .map((name) => written(name, resource, resolve))
    .filter((name) => name !== undefined);
}

/** A text that is made of a resource's names; undefined if these are not known here. */
export function writtenFor(
  resource: TemplateResource,
  template: TextTemplate,
  resolve: Resolve,
): string | undefined {
  return written(template, resource, resolve);
}

/** The attributes of a type that `Fn::GetAtt` gives something for here. */
export function attributesOf(type: string): string[] {
  return Object.keys(descriptionOf(type)?.attributes ?? {});
}

const VARIABLE = /\$\{([^}]*)\}/;

function written(
  template: TextTemplate | undefined,
  resource: TemplateResource,
  resolve: Resolve,
): string | undefined {
  if (template === undefined) return undefined;
  if (typeof template !== 'string') {
    const { given, except, text, otherwise } = template;
    const value = propertyAt(resource, given);
    const isGiven = value !== undefined && resolve(value) !== except;
    return written(isGiven ? text : otherwise, resource, resolve);
  }
  // Texts between the variables stand at even places.
  const pieces = partsOf(template).map((piece, index) =>
    index % 2 === 0 ? piece : variable(piece, resource, resolve),
  );
  return pieces.includes(undefined) ? undefined : pieces.join('');
}

/** Templates are a few hundred constants, and each is written for every resource of its type. */
const parts = new Map<string, readonly string[]>();

function partsOf(template: string): readonly string[] {
  const known = parts.get(template) ?? template.split(VARIABLE);
  parts.set(template, known);
  return known;
}

function variable(expression: string, resource: TemplateResource, resolve: Resolve): string | undefined {
  const { stack, type } = resource;
  switch (expression) {
    case 'AWS::Partition':
      return stack.partition;
    case 'AWS::Region':
      return stack.region;
    case 'AWS::AccountId':
      return stack.account;
    case 'AWS::URLSuffix':
      return stack.dnsSuffix;
    case 'id':
      return standIn(resource);
    case 'arn':
    case 'ref':
      return written(descriptionOf(type)?.[expression], resource, resolve);
    default:
      return property(expression, resource, resolve);
  }
}

function property(expression: string, resource: TemplateResource, resolve: Resolve): string | undefined {
  const { path, part, otherwise } = expressionOf(expression);
  const value = propertyAt(resource, path);
  if (value === undefined) return otherwise ?? standIn(resource);
  const text = resolve(value);
  return text === undefined ? undefined : wantedPart(text, part);
}

function wantedPart(text: string, part: string | undefined): string {
  switch (part) {
    case 'address':
      return text.replace(/^https:\/\//, '');
    case 'last':
      return text.slice(Math.max(text.lastIndexOf(':'), text.lastIndexOf('/')) + 1);
    case 'relative':
      return text.replace(/^\//, '');
    default:
      return text;
  }
}

interface Expression {
  readonly path: string;
  /** Which part of the text is meant, if not all of it. */
  readonly part: string | undefined;
  /** What counts if the property is absent. */
  readonly otherwise: string | undefined;
}

const expressions = new Map<string, Expression>();

function expressionOf(text: string): Expression {
  const known = expressions.get(text);
  // Stryker disable next-line ConditionalExpression: what is read again is the same
  if (known !== undefined) return known;
  const [wanted, otherwise] = text.split(':-') as [string, string?];
  const [path, part] = wanted.split('|') as [string, string?];
  const expression = { path, part, otherwise };
  expressions.set(text, expression);
  return expression;
}

/** The value of a property, or undefined if it is absent; an intrinsic function on the way is the value. */
function propertyAt({ properties }: TemplateResource, path: string): Json | undefined {
  let value: Json | undefined = properties;
  for (const step of path.split('.')) {
    if (!isObject(value)) return undefined;
    if (isIntrinsic(value)) return value;
    value = Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}
