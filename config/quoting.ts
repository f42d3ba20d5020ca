/** Characters of a value that a message repeats; the rest is counted. */
const SHOWN_CHARACTERS = 64;
/** Names of a list that a message repeats. */
const SHOWN_NAMES = 10;

/**
 * What a terminal does not show as it is, or shows as something else: control and direction characters, line and
 * paragraph separators, spaces but the usual one, surrogates without a partner, and what is invisible by design.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

/**
 * A value as a message repeats it: as JSON, in one line, with everything escaped that cannot be seen, and cut to
 * 64 characters.
 */
export function quoted(value: unknown): string {
  if (typeof value === 'string') {
    return value.length > SHOWN_CHARACTERS
      ? `${escaped(JSON.stringify(`${beginning(value)}...`))} (${value.length} characters)`
      : escaped(JSON.stringify(value));
  }
  const json = JSON.stringify(value);
  return escaped(json.length > SHOWN_CHARACTERS ? `${beginning(json)}...` : json);
}

/** A text in one line, with everything escaped that cannot be seen. */
export function escaped(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const codePoint = (character.codePointAt(0) ?? 0).toString(16);
    return codePoint.length > 4 ? `\\u{${codePoint}}` : `\\u${codePoint.padStart(4, '0')}`;
  });
}

/** Names that can be chosen from, separated by commas; of many only the first ten, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - SHOWN_NAMES;
  const shown = names.slice(0, SHOWN_NAMES).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** Never ends within a character of two code units. */
function beginning(text: string): string {
  return text.slice(0, SHOWN_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
}
