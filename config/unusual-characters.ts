/** Scripts with letters that look like Latin ones, or that people mix up with them. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
  ['Han', /\p{Script=Han}/u],
  ['Hiragana', /\p{Script=Hiragana}/u],
  ['Katakana', /\p{Script=Katakana}/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ['Latin', /\p{Script=Latin}/u],
];

/** What has no shape of its own: naming it by its code point is all that helps. */
const SHAPELESS = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}]/u;
const NAMED_CHARACTERS = 3;

/** A character so that nobody can mistake it for another: `"е" (U+0435, Cyrillic)`, or `U+200B`. */
function nameCharacter(character: string): string {
  const codePoint = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  if (SHAPELESS.test(character)) return codePoint;
  const script = SCRIPTS.find(([, pattern]) => pattern.test(character))?.[0];
  return `"${character}" (${codePoint}${script === undefined ? '' : `, ${script}`})`;
}

/** Names characters, each once, the first few of them: a note for the end of a message. */
export function nameCharacters(characters: readonly string[]): string {
  const different = [...new Set(characters)];
  const more = different.length - NAMED_CHARACTERS;
  const named = different.slice(0, NAMED_CHARACTERS).map(nameCharacter).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}

/**
 * Characters of a text that should be ASCII and that a reader could take for it, or not see at all: letters and
 * digits that are left when accents are taken off, and whatever has no shape.
 */
export function unusualCharacters(text: string): string[] {
  const withoutAccents = text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  return Array.from(withoutAccents).filter(
    (character) =>
      /[^\0-\x7f]/.test(character) &&
      /[\p{L}\p{N}\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(character),
  );
}

/** A note that names the {@link unusualCharacters} of a text, to be put behind a message; empty if it has none. */
export function unusualCharactersNote(text: string): string {
  const characters = unusualCharacters(text);
  return characters.length === 0 ? '' : `; this one has ${nameCharacters(characters)}`;
}
