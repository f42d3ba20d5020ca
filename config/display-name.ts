import { nameCharacters } from './unusual-characters';

export const MAX_DISPLAY_NAME_LENGTH = 200;

export const DISPLAY_NAME_EXAMPLE = 'write the name that people know, for example "Acme Corporation"';

/**
 * What a name may not hold: control characters (NUL, line breaks, escapes of terminals), direction overrides and
 * isolates, everything invisible, code points without a character, halves of surrogate pairs. It is shown in
 * terminals, pages and consoles, where any of these makes it look like another name.
 * https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const REFUSED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** The commonest of them in a form that every editor's JSON Schema understands. */
export const DISPLAY_NAME_PATTERN =
  '^[^\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]*$';

/** Says what is wrong with a display name, each problem with its fix; an empty list means that it is valid. */
export function displayNameProblems(text: string): string[] {
  const refused = text.match(REFUSED) ?? [];
  if (refused.length > 0) {
    return [
      `control, direction and invisible characters are not allowed, this one has ${nameCharacters(refused)}; remove it`,
    ];
  }
  const { length } = text.trim();
  if (length === 0) return [DISPLAY_NAME_EXAMPLE];
  return length > MAX_DISPLAY_NAME_LENGTH ? [`write at most ${MAX_DISPLAY_NAME_LENGTH} characters`] : [];
}
