import { ANY_CHARACTER, ANY_STRING, isVariable, letterOf, type Pattern } from '../patterns/pattern';

/** The characters of a pattern, wildcards and variables as they are written. */
export function textOfPattern({ tokens }: Pattern): string {
  return tokens
    .map((token) => {
      if (token === ANY_STRING) return '*';
      if (token === ANY_CHARACTER) return '?';
      return isVariable(token) ? letterOf(token) : token;
    })
    .join('');
}

/** A text that is the same for the same patterns only, also where a wildcard stands as a character. */
export function keyOfPattern({ tokens }: Pattern): string {
  return tokens
    .map((token) => {
      if (token === ANY_STRING) return '*';
      if (token === ANY_CHARACTER) return '?';
      if (isVariable(token)) return letterOf(token);
      return token === '*' || token === '?' || token === '\\' ? `\\${token}` : token;
    })
    .join('');
}
