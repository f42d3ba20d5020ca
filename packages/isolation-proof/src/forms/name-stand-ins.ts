import { SLUG_STAND_INS, withSlugStandIns, wordOf } from './slug-text';

/** Stand-ins for names other than the slug, in the order of the names. */
const FIRST_OTHER = 0xe010;
const MOST_OTHERS = 1000;

/** Characters for private use, which no name of AWS can hold. */
const PRIVATE_USE = /[\uE000-\uF8FF]/;
const STAND_IN = /[\uE000\uE001\uE010-\uE3F7]/;

/** Slugs whose characters no delimiter of a text, no wildcard and no policy variable can be made of. */
const SLUG = /^[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*$/;
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names */
const NAME = /^[\w+=,.@-]+$/;

interface OtherName {
  readonly name: string;
  readonly standIn: string;
  readonly word: RegExp;
}

/**
 * Puts stand-ins in the place of an organization's names, wherever they stand as words of their own. Putting the
 * names back gives the same text again, so that two organizations whose texts become the same differ in these
 * names only.
 */
export class NameStandIns {
  private readonly slug: string | undefined;
  private readonly underscored: string;
  /** The longest names first: one may be part of another. */
  private readonly others: readonly OtherName[];
  private readonly byStandIn: ReadonlyMap<string, string>;
  /** Whether a text held a character of a stand-in by itself: then what stands for what is not known. */
  isAmbiguous = false;

  /**
   * @param slug gets no stand-in if it holds characters that no slug of the platform has
   * @param others names besides, such as those of existing users
   */
  constructor(slug: string, others: readonly string[]) {
    this.slug = SLUG.test(slug) ? slug : undefined;
    this.underscored = slug.replaceAll('-', '_');
    const words = this.slug === undefined ? [] : [slug, this.underscored];
    this.others = [...new Set(others)]
      // Not `test`: it goes on where the last one found the name, for the expression is global, and kept for all.
      .filter((name) => NAME.test(name) && !words.some((own) => own.search(wordOf(name)) !== -1))
      .slice(0, MOST_OTHERS)
      .map((name, index) => ({
        name,
        standIn: String.fromCharCode(FIRST_OTHER + index),
        word: wordOf(name),
      }))
      .sort((one, two) => two.name.length - one.name.length);
    this.byStandIn = new Map([
      [SLUG_STAND_INS.shown.slug, slug],
      [SLUG_STAND_INS.shown.underscored, this.underscored],
      ...this.others.map(({ name, standIn }): [string, string] => [standIn, name]),
    ]);
  }

  /** The text with stand-ins. */
  put(text: string): string {
    if (PRIVATE_USE.test(text)) this.isAmbiguous = true;
    let replaced = text;
    for (const { name, standIn, word } of this.others) {
      if (replaced.includes(name)) replaced = replaced.replace(word, standIn);
    }
    const { slug } = this;
    if (slug === undefined || !(replaced.includes(slug) || replaced.includes(this.underscored))) {
      return replaced;
    }
    return withSlugStandIns(replaced, slug, SLUG_STAND_INS.shown);
  }

  /** The text with the names again. */
  takeOut(text: string): string {
    return text.replace(STAND_INS, (standIn) => this.byStandIn.get(standIn) ?? standIn);
  }
}

const STAND_INS = new RegExp(STAND_IN, 'g');

export function holdsStandIn(text: string): boolean {
  return STAND_IN.test(text);
}
