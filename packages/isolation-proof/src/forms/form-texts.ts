import { type ConcreteRequest, isOutsider, nameOf } from '../decide/request';
import type { Contract } from '../contract/contract';
import type { Facts } from '../policies/facts';
import { isObject, type Json } from '../templates/json';
import type { Principal } from '../model/principal';
import { fieldsOf, partsOf } from './organization-pattern';
import { attributesOf } from '../resources/physical-names';
import { patternOf } from '../policies/policy-text';
import { withoutFreeTexts } from '../resources/free-texts';
import { resolveText } from '../resources/resolve';
import { NotUnderstoodError } from '../templates/resolved';
import type { StackTemplate } from '../templates/template';
import type { TenantModel } from '../tenancy/tenancy';

/** What is known of the templates, and whose texts are wanted; undefined for what is shared. */
export interface Described extends TenantModel {
  readonly owner: string | undefined;
  readonly stacks: readonly StackTemplate[];
}

/**
 * Every text that somebody could be asked with, or that could be compared with another one: all that stands in
 * the stacks but for free texts, what its functions give, and what the model makes of it.
 * @param mixed segments of policy variables and other characters, of which a principal's facts make names
 */
export function textsOf({ model, tenancy, owner, stacks }: Described, mixed: readonly string[]): Set<string> {
  const texts = new Set(stacks.flatMap(textsOfStack));
  for (const principal of model.principals) {
    if (principal.owner === owner)
      addAll(texts, [principal.arn, ...factTexts(principal.facts), ...variable(principal, mixed)]);
  }
  for (const guarded of model.guarded) {
    if (guarded.owner === owner) addAll(texts, [guarded.arn, ...factTexts(guarded.facts)]);
  }
  if (owner !== undefined)
    addAll(texts, [owner, ...tenancy.ownResources(owner), ...tenancy.ownSecrets(owner)]);
  else
    addAll(texts, [
      ...tenancy.commons.flatMap(({ resources }) => resources),
      ...tenancy.taggedResources,
      ...tenancy.destinations.flatMap(({ resources }) => resources),
    ]);
  return texts;
}

/**
 * Texts that the contract's requests about an organization are made of, which is the only one of its model. Names of
 * the other organization that they are told apart by are names of that one; here its own stand in for them.
 */
export function askedOf(contract: Contract, { model, tenancy, owner = '' }: Described): Set<string> {
  const texts = new Set<string>();
  const ofTenant = contract.of({ model, tenancy }, owner);
  if ('missing' in ofTenant) return texts;
  // Thousands of requests are made by a few.
  const requesters = new Set<ConcreteRequest['requester']>();
  for (const { requests } of ofTenant.operationsAlone()) {
    for (const { requester, resource, context } of requests) {
      requesters.add(requester);
      texts.add(resource);
      for (const value of context.values()) {
        if (typeof value === 'string') texts.add(value);
        else addAll(texts, value ?? []);
      }
    }
  }
  for (const requester of requesters) {
    if (isOutsider(requester)) texts.add(nameOf(requester));
    else addAll(texts, [requester.arn, ...factTexts(requester.facts)]);
  }
  return texts;
}

function textsOfStack(stack: StackTemplate): string[] {
  const texts: string[] = [];
  addLeaves(texts, fieldsOf(stack), stack);
  for (const resource of stack.resources.values()) {
    addLeaves(texts, partsOf(withoutFreeTexts(resource)), stack);
    for (const name of [
      { Ref: resource.logicalId },
      ...attributesOf(resource.type).map((attribute) => ({ 'Fn::GetAtt': [resource.logicalId, attribute] })),
    ]) {
      addLeaves(texts, name, stack);
    }
  }
  return texts;
}

/** Adds every text of a value, and every key. Of an intrinsic function it is what the function gives. */
function addLeaves(texts: string[], value: Json, stack: StackTemplate): void {
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) addLeaves(texts, item, stack);
  } else if (isObject(value)) {
    const given = isFunction(value) ? resolved(value, stack) : undefined;
    if (given !== undefined) texts.push(given);
    else {
      for (const [key, child] of Object.entries(value)) {
        texts.push(key);
        addLeaves(texts, child, stack);
      }
    }
  } else texts.push(typeof value === 'string' ? value : JSON.stringify(value));
}

function isFunction(value: Json): boolean {
  const [name, ...others] = Object.keys(isObject(value) ? value : {});
  return others.length === 0 && name !== undefined && (name === 'Ref' || name.startsWith('Fn::'));
}

function resolved(value: Json, stack: StackTemplate): string | undefined {
  try {
    return resolveText(value, stack);
  } catch (error) {
    // Whoever reads it refuses it; until then it is a text like others.
    if (error instanceof NotUnderstoodError) return undefined;
    throw error;
  }
}

function variable({ facts }: Principal, mixed: readonly string[]): string[] {
  return mixed.flatMap((segment) => {
    const tokens = patternOf(segment, facts, false)?.tokens;
    return tokens === undefined
      ? []
      : [tokens.map((token) => (typeof token === 'string' ? token : '*')).join('')];
  });
}

function factTexts(facts: Facts): string[] {
  return [...facts.values()].flatMap((fact) => (fact.kind === 'text' ? [fact.text] : []));
}

function addAll(texts: Set<string>, more: Iterable<string>): void {
  for (const text of more) texts.add(text);
}
