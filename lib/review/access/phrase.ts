/** A sentence or a part of one, for Markdown and for HTML: words, and names and patterns that are set as code. */
export type Phrase = readonly (string | Code)[];

/** A name out of a template: whoever shows it escapes it. */
export interface Code {
  readonly code: string;
}

export function code(text: string): Code {
  return { code: text };
}

/** The phrases as an enumeration: `a`, `a and b`, `a, b and c`, or `a, b and 4 more`. */
export function enumerated(phrases: readonly Phrase[], most = Number.POSITIVE_INFINITY): Phrase {
  const hidden = phrases.length - most;
  // To name the last one takes no more room than to count it.
  const shown = hidden > 1 ? phrases.slice(0, most) : phrases;
  const parts: readonly Phrase[] = hidden > 1 ? [...shown, [`${hidden} more`]] : shown;
  return parts.flatMap((phrase, index) => {
    if (index === 0) return phrase;
    return [index === parts.length - 1 ? ' and ' : ', ', ...phrase];
  });
}

/** What it says, without any markup. */
export function textOf(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === 'string' ? part : part.code)).join('');
}

/** The phrase with each of its texts replaced. */
export function mapped(phrase: Phrase, change: (text: string) => string): Phrase {
  return phrase.map((part) => (typeof part === 'string' ? change(part) : code(change(part.code))));
}
