import { isIntrinsic } from '../templates/intrinsics';
import { isObject, type Json, type JsonObject } from '../templates/json';
import { resolveText } from './resolve';
import { NotUnderstoodError, shown } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';
import { type PlacedValue, valuesAt } from './property-path';
import { descriptionOf } from './registry';
import type { HeldPolicy, NamedResources, StatementProperties } from './resource-type';
import type { TextForm } from './described-flow';

/** A policy that a resource holds, ready to be read. */
export interface PolicyDocument {
  /** The property that it stands in, or the first of those that make it up. */
  readonly place: string;
  readonly document: JsonObject;
  /** Whose policy it is; `account`: of everything that its `Resource` elements name in the account. */
  readonly of: 'itself' | 'account' | readonly NamedResource[];
  /** What follows the ARN of whose policy it is. */
  readonly suffix: string;
  readonly effect: 'grants' | 'limits';
}

/** A resource that a property names. */
export interface NamedResource extends Pick<PlacedValue, 'place' | 'value'> {
  readonly form: TextForm;
}

/**
 * The policy documents that a resource holds, of whichever resources they are the policy.
 * @throws NotUnderstoodError if one cannot be read, or if it names nobody whose policy it is
 */
export function policiesHeldBy(resource: TemplateResource): PolicyDocument[] {
  const policies = descriptionOf(resource.type)?.policies ?? [];
  return policies.flatMap((policy) => {
    const { suffix = '', effect = 'grants' } = policy;
    return documentsOf(policy, resource).map((found) => ({
      ...found,
      of: whose(policy, resource),
      suffix,
      effect,
    }));
  });
}

function documentsOf(
  { document }: HeldPolicy,
  resource: TemplateResource,
): Pick<PolicyDocument, 'place' | 'document'>[] {
  const { properties } = resource;
  if (typeof document === 'string') {
    return valuesAt(properties, document).map(({ place, value }) => ({
      place,
      document: readJson(value, place, resource),
    }));
  }
  if ('statement' in document) {
    return valuesAt(properties, document.statement).map(({ place, value }) => ({
      place,
      document: policyOf(readJson(value, place, resource)),
    }));
  }
  return [{ place: document.action, document: policyOf(statementOf(document, resource)) }];
}

function policyOf(statement: JsonObject): JsonObject {
  return { Version: '2012-10-17', Statement: [statement] };
}

/** A document is an object, or JSON in a text, which may be put together by intrinsic functions. */
function readJson(value: Json, place: string, { stack }: TemplateResource): JsonObject {
  if (isObject(value) && !isIntrinsic(value)) return value;
  const text = resolveText(value, stack);
  if (text === undefined) {
    throw new NotUnderstoodError(
      `${place} is unknown before deployment: ${shown(value)}; write the policy out`,
    );
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new NotUnderstoodError(`${place} is not valid JSON: ${shown(text)}`);
  }
  if (!isObject(parsed as Json)) {
    throw new NotUnderstoodError(`${place} is not a JSON object: ${shown(text)}`);
  }
  return parsed as JsonObject;
}

function statementOf(
  { action, principal, conditions }: StatementProperties,
  resource: TemplateResource,
): JsonObject {
  const condition: Record<string, Record<string, Json>> = {};
  for (const [property, [operator, key]] of Object.entries(conditions)) {
    for (const { value } of valuesAt(resource.properties, property)) {
      condition[operator] = { ...condition[operator], [key]: value };
    }
  }
  return {
    Effect: 'Allow',
    Action: valuesAt(resource.properties, action).map(({ value }) => value),
    Principal: principalOf(principal, resource),
    Resource: '*',
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}

/** `*`, a service, an account, or the ARN of a principal; whatever is not known counts as the last. */
function principalOf(property: string, { properties, stack }: TemplateResource): Json {
  const values = valuesAt(properties, property).map(({ value }) => value);
  const [first] = values;
  if (first === undefined || values.length > 1) {
    throw new NotUnderstoodError(`${property} has to name one principal, not ${shown(values)}`);
  }
  const text = resolveText(first, stack);
  if (text === '*') return '*';
  // Services are named by a domain, and no ARN or account is.
  return text !== undefined && /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/.test(text)
    ? { Service: text }
    : { AWS: first };
}

function whose({ of = 'itself' }: HeldPolicy, resource: TemplateResource): PolicyDocument['of'] {
  return typeof of === 'string' ? of : named(of, resource);
}

function named({ property, form, absent }: NamedResources, resource: TemplateResource): NamedResource[] {
  const found = valuesAt(resource.properties, property);
  if (found.length > 0) return found.map(({ place, value }) => ({ place, value, form }));
  if (absent !== undefined) return [{ place: property, value: absent, form }];
  throw new NotUnderstoodError(`${property} is missing, so whose policy it is, is unknown; set it`);
}
