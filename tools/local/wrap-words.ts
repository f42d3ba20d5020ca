import { Help } from 'commander';

/**
 * Breaks a text between words into lines of so many characters at most. A word that is longer, an ARN for example,
 * stays in one piece.
 */
export function wrapWords(text: string, columns: number): string[] {
  return new Help().boxWrap(text, columns).split('\n');
}
