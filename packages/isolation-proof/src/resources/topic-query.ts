import { NotUnderstoodError, shown } from '../templates/resolved';

/**
 * Functions that take something from elsewhere, or send it there, under a role or a permission that stands in the text
 * or at the other end: `decode` reads from a bucket how messages of Protocol Buffers are made.
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html
 */
const CALLS =
  /\b(aws_lambda|decode(?=[^]*['"]proto['"])|get_dynamodb|get_registry_data|get_secret|get_thing_shadow|machinelearning_predict)\s*\(/i;

/** The function by which a text of a rule of IoT reaches something else; undefined if it has none. */
export function callIn(text: string): string | undefined {
  return CALLS.exec(text)?.[1];
}

/**
 * The topics that a query of IoT takes messages of, as it names them: `+` is any level, and `#` all further ones.
 * @returns undefined for a query without FROM, which takes only what is sent to the rule itself
 * @throws NotUnderstoodError if it is not clear which topics are meant
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-from.html
 */
export function topicFilterOf(query: string): string | undefined {
  // No page of AWS says whether a backslash has a text go on.
  if (/\\['"]/.test(query) || /['"]/.test(query.replace(TEXTS, ''))) {
    throw new NotUnderstoodError(
      `it is not clear where a text in a query of IoT ends: ${shown(query)}; write it without backslashes`,
    );
  }
  const texts: string[] = [];
  const marked = query.replace(TEXTS, (text) => ` '${texts.push(text.slice(1, -1)) - 1}' `);
  const clauses = outside(marked);
  if (!/^\s*SELECT\b/i.test(clauses))
    throw new NotUnderstoodError(`a query of IoT does not select: ${shown(query)}`);
  const [from, ...others] = clauses.matchAll(FROM);
  if (others.length > 0)
    throw new NotUnderstoodError(`a query of IoT has several topics: ${shown(query)}; make a rule for each`);
  if (from === undefined) return undefined;
  const [, text, word] = from;
  const filter = text === undefined ? word : texts[Number(text)];
  if (filter === undefined)
    throw new NotUnderstoodError(`a query of IoT names no topics after FROM: ${shown(query)}`);
  return filter;
}

const TEXTS = /'[^']*'|"[^"]*"/g;
/** With the number of the text behind it, or the word. */
const FROM = /\bFROM\b\s*(?:'(\d+)'|(\S+))?/gi;

/** A query without what stands in parentheses: queries in it are about parts of the message. */
function outside(query: string): string {
  const without = query.replace(/\([^()]*\)/g, ' ');
  return without === query ? query : outside(without);
}
