import {
  ANY_STRING,
  concatenate,
  EVERYTHING,
  literalPattern,
  type Pattern,
  patternOfTokens,
  type Token,
} from '../patterns/pattern';
import { isIntrinsic } from '../templates/intrinsics';
import { isObject, type Json, type JsonObject, listOf } from '../templates/json';
import { resolveText } from './resolve';
import { NotUnderstoodError, shown } from '../templates/resolved';
import type { StackTemplate } from '../templates/template';

/**
 * Events that a pattern matches: by the path of a field, such as `detail.bucket.name`, the values that it may have. A
 * field that is not listed may have any value, or be absent.
 */
export type MatchedEvents = ReadonlyMap<string, readonly Pattern[]>;

/**
 * What an EventBridge pattern matches, one element for each combination of its `$or` branches. An operator
 * that names no set of texts, such as `anything-but`, is taken to match every value, so that no event is left out.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * @throws NotUnderstoodError if the pattern holds what is unknown before deployment, or an operator that is not known
 */
export function eventsMatched(pattern: Json, stack: StackTemplate): MatchedEvents[] {
  const parsed = typeof pattern === 'string' ? parsedPattern(pattern) : pattern;
  if (!isObject(parsed))
    throw new NotUnderstoodError(`the event pattern is not a JSON object: ${shown(parsed)}`);
  return matchedBy(parsed, [], stack);
}

function matchedBy(fields: JsonObject, path: readonly string[], stack: StackTemplate): MatchedEvents[] {
  if (isIntrinsic(fields)) {
    throw new NotUnderstoodError(
      `${path.length === 0 ? '' : `${path.join('.')} of `}an event pattern is an intrinsic function: ${shown(fields)}; write the pattern out`,
    );
  }
  return Object.entries(fields)
    .map(([name, value]): MatchedEvents[] => {
      if (name === '$or') return branches(value, path, stack);
      const field = [...path, name];
      return isObject(value)
        ? matchedBy(value, field, stack)
        : [new Map([[field.join('.'), valuesTaken(value, stack)]])];
    })
    .reduce<MatchedEvents[]>(
      (all, alternatives) =>
        all.flatMap((events) => alternatives.map((others) => new Map([...events, ...others]))),
      [new Map()],
    );
}

function branches(value: Json, path: readonly string[], stack: StackTemplate): MatchedEvents[] {
  const objects = listOf(value).filter(isObject);
  if (objects.length === 0)
    throw new NotUnderstoodError('$or of an event pattern has no branches; give it a list of patterns');
  return objects.flatMap((branch) => matchedBy(branch, path, stack));
}

function valuesTaken(value: Json, stack: StackTemplate): Pattern[] {
  const matchers = listOf(value);
  // An empty list matches a list that is empty.
  return matchers.length === 0 ? [EVERYTHING] : matchers.map((matcher) => valueTaken(matcher, stack));
}

function valueTaken(matcher: Json, stack: StackTemplate): Pattern {
  if (Array.isArray(matcher))
    throw new NotUnderstoodError(`an event pattern has a list within a list: ${shown(matcher)}`);
  if (!isObject(matcher))
    return literalPattern(typeof matcher === 'string' ? matcher : JSON.stringify(matcher));
  if (isIntrinsic(matcher)) return literalPattern(knownText(matcher, stack));
  const [[operator, operand] = ['', null], ...others] = Object.entries(matcher);
  if (others.length > 0)
    throw new NotUnderstoodError(
      `a matcher of an event pattern has several operators: ${shown(matcher)}; write one of each`,
    );
  switch (operator) {
    case 'prefix':
      return isCaseIgnored(operand)
        ? EVERYTHING
        : concatenate(literalPattern(knownText(operand, stack)), EVERYTHING);
    case 'suffix':
      return isCaseIgnored(operand)
        ? EVERYTHING
        : concatenate(EVERYTHING, literalPattern(knownText(operand, stack)));
    case 'wildcard':
      return eventWildcard(knownText(operand, stack));
    case 'anything-but':
    case 'cidr':
    case 'equals-ignore-case':
    case 'exists':
    case 'numeric':
      return EVERYTHING;
    default:
      throw new NotUnderstoodError(
        `the operator ${operator} of event patterns is not supported: ${shown(matcher)}`,
      );
  }
}

/** `{ "prefix": { "equals-ignore-case": "acme/" } }` */
function isCaseIgnored(operand: Json): boolean {
  return isObject(operand) && !isIntrinsic(operand);
}

function knownText(value: Json, stack: StackTemplate): string {
  const text = resolveText(value, stack);
  if (text === undefined)
    throw new NotUnderstoodError('an event pattern is unknown before deployment; write it out');
  return text;
}

/** Only `*` is a wildcard, and a backslash before it, or before another backslash, takes it literally. */
function eventWildcard(text: string): Pattern {
  const tokens = (text.match(/\\[*\\]|[^]/g) ?? []).map((part): Token => {
    if (part === '*') return ANY_STRING;
    return part.length === 2 ? part.slice(1) : part;
  });
  return patternOfTokens(tokens);
}

function parsedPattern(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new NotUnderstoodError('an event pattern is not valid JSON; write it as JSON');
  }
}
