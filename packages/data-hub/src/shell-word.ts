/** Characters that no shell, and no reader of `credential_process`, takes for anything but themselves. */
const PLAIN = /^[\w@%+=:,./-]+$/;
/** What means something between double quotes, to one of them at least. */
const LIVE_IN_DOUBLE_QUOTES = /["\\$`!]/;

/**
 * One word of a command that people paste, or that a program reads: quoted where it has to be, as is a path with
 * spaces. In double quotes, which AWS asks for, unless shells and AWS tools read something between them differently.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
export function shellWord(word: string): string {
  if (PLAIN.test(word)) return word;
  return LIVE_IN_DOUBLE_QUOTES.test(word) ? `'${word.replaceAll("'", String.raw`'\''`)}'` : `"${word}"`;
}

/** A command that people paste, out of its words. */
export function shellCommand(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}
