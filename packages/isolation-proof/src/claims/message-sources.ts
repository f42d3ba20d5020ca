import { concatenate, EVERYTHING, literalPattern, type Pattern } from '../patterns/pattern';
import { isCovered } from '../patterns/witness';
import { resolveText } from '../resources/resolve';
import { callIn, topicFilterOf } from '../resources/topic-query';
import { isObject, type Json } from '../templates/json';
import { NotUnderstoodError } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';
import type { Places } from './places';

export const MESSAGE_REMEDY =
  'Name topics of its own in FROM, up to the slash after its name, or declare them, with their reason, among the destinations of the specification.';

/**
 * Messages that a rule of IoT takes although they may be somebody else's, in words; undefined if it takes its own.
 * Whoever publishes them does not know of the rule, and no policy decides about it.
 * @param query of a rule that a tenant has
 * @throws NotUnderstoodError if the query is not understood
 */
export function messagesOfOthers(
  query: Json,
  { stack }: TemplateResource,
  owner: string,
  places: Places,
): string | undefined {
  const text = resolveText(query, stack);
  if (text === undefined) return 'messages of topics that are unknown before deployment';
  const filter = topicFilterOf(text);
  if (filter === undefined) return undefined;
  const topics = `arn:${stack.partition}:iot:${stack.region}:${stack.account}:topic/`;
  const isOwn =
    isCovered(topicsOf(topics + filter), places.ownOf(owner)) || places.isDeclared(topics + filter);
  return isOwn ? undefined : `messages of ${filter}`;
}

function topicsOf(filter: string): Pattern {
  const [first = '', ...others] = filter.split(/[+#]/);
  return concatenate(literalPattern(first), ...others.flatMap((part) => [EVERYTHING, literalPattern(part)]));
}

/** @throws NotUnderstoodError if a rule of IoT reaches something by a function in its query or in a text of an action */
export function requireNoCalls({ properties }: TemplateResource): void {
  const call = callIn(textsIn(properties).join(' '));
  if (call !== undefined)
    throw new NotUnderstoodError(`what the function ${call} of IoT reaches is not judged`);
}

/** Texts as they are: written as JSON, the `\n` before a name would be a letter of it. */
function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  return isObject(value) || Array.isArray(value) ? Object.values(value).flatMap(textsIn) : [];
}
