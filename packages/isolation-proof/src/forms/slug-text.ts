import { Memo } from '../patterns/memo';

/**
 * Stand-ins for a slug and for its spelling with underscores, of the organization that is shown and of
 * another one. Characters for private use, which no name of AWS can hold.
 */
export const SLUG_STAND_INS = {
  shown: { slug: '\uE000', underscored: '\uE001' },
  other: { slug: '\uE002', underscored: '\uE003' },
} as const;

export type StandIns = (typeof SLUG_STAND_INS)[keyof typeof SLUG_STAND_INS];

const ANY_STAND_IN = /[\uE000-\uE003]/g;

/** A text that holds no stand-in of its own. */
export function withoutStandIns(text: string): string {
  return text.replace(ANY_STAND_IN, '\uFFFD');
}

/**
 * Puts stand-ins in the place of a slug, wherever it is a word of its own. Putting the slug back gives the same
 * text again. A slug without hyphens is taken for the underscored spelling where it stands beside one.
 */
export function withSlugStandIns(text: string, slug: string, standIns: StandIns): string {
  const underscored = slug.replaceAll('-', '_');
  return withoutStandIns(text)
    .replace(wordOf(slug), (_word, position: number, whole: string) => {
      const beside = [whole.charAt(position - 1), whole.charAt(position + slug.length)];
      return slug === underscored && beside.includes('_') ? standIns.underscored : standIns.slug;
    })
    .replace(wordOf(underscored), standIns.underscored);
}

/** Names of one app: a text after the other is searched for the same ones. */
const MOST_WORDS = 1_000;
const words = new Memo<RegExp>(MOST_WORDS);

/** Every occurrence of a name that is not a part of a longer word. */
export function wordOf(name: string): RegExp {
  return words.of(name, () => makeWord(name));
}

function makeWord(name: string): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // The name comes first, because that is what a text is searched for fastest.
  return new RegExp(`${literal}(?<![A-Za-z0-9]${literal})(?![A-Za-z0-9])`, 'g');
}
