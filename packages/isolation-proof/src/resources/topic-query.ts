import { NotUnderstoodError } from '../templates/resolved';

/**
 * Functions that take something from elsewhere, or send it there, under a role or a permission that stands in the text.
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html
 */
const CALLS =
  /\b(aws_lambda|get_dynamodb|get_registry_data|get_secret|get_thing_shadow|machinelearning_predict)\s*\(/i;

/** The function by which a text of a rule of IoT reaches something else; undefined if it has none. */
export function callIn(text: string): string | undefined {
  return CALLS.exec(text)?.[1];
}

/**
 * The topics that a query of IoT takes messages of, as it names them: `+` is any level, and `#` all further ones.
 * @returns undefined for a query without FROM, which takes only what is sent to the rule itself
 * @throws NotUnderstoodError if it is not clear which FROM is meant
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-from.html
 */
export function topicFilterOf(query: string): string | undefined {
  if (query.match(TEXTS)?.some((text) => /[()]|\bFROM\s/i.test(text)) === true) {
    throw new NotUnderstoodError('a query of IoT has parentheses, or the word FROM, in a text');
  }
  const [filter, ...others] = [...outside(query).matchAll(FROM)].map((found) => found.slice(1).join(''));
  if (others.length > 0) throw new NotUnderstoodError('a query of IoT has several topics');
  return filter;
}

const TEXTS = /'[^']*'|"[^"]*"/g;
const FROM = /\bFROM\s+(?:'([^']*)'|"([^"]*)"|([^\s'"]+))/gi;

/** A query without what stands in parentheses: queries in it are about parts of the message. */
function outside(query: string): string {
  const without = query.replace(/\([^()]*\)/g, ' ');
  return without === query ? query : outside(without);
}
