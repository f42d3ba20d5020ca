import { ANY_CHARACTER, ANY_STRING, type Pattern } from './pattern';

/** Whether a pattern matches a text. One text needs no automaton: the last `*` takes in what does not match yet. */
export function matchesText({ tokens, prefix, isPrefixAndAnything }: Pattern, text: string): boolean {
  if (!text.startsWith(prefix)) return false;
  if (isPrefixAndAnything) return true;
  let [token, position] = [prefix.length, prefix.length];
  let star: { readonly token: number; position: number } | undefined;
  while (position < text.length) {
    const wanted = tokens[token];
    if (wanted === ANY_STRING) {
      star = { token, position };
      token += 1;
    } else if (wanted === ANY_CHARACTER || wanted === text.charAt(position)) {
      token += 1;
      position += 1;
    } else if (star !== undefined) {
      star.position += 1;
      token = star.token + 1;
      position = star.position;
    } else return false;
  }
  while (tokens[token] === ANY_STRING) token += 1;
  return token === tokens.length;
}
