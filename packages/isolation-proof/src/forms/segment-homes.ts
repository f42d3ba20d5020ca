import { isName, isPartial, matchOf, segmentsOf } from '../patterns/segments';

/** Where each segment of all texts occurs: in those of one organization only, or anywhere else. */
export class SegmentHomes {
  private readonly homes = new Map<string, string | undefined>();
  /** Patterns for parts of a segment. */
  private readonly partial = new Set<string>();
  /** Variables with a default, which stands in for the tag of whoever has none: a name could come from anywhere. */
  private readonly defaults = new Set<string>();

  /** Texts in which no segment is an organization's own. */
  addShared(texts: Iterable<string>): void {
    for (const text of texts) for (const segment of segmentsOf(text)) this.add(segment, undefined);
  }

  /** Segments that occur in the texts of an organization. */
  addOwn(slug: string, segments: readonly string[]): void {
    for (const segment of segments) {
      const isElsewhere = this.homes.has(segment) && this.homes.get(segment) !== slug;
      this.add(segment, isElsewhere ? undefined : slug);
    }
  }

  get holdDefaults(): boolean {
    return this.defaults.size > 0;
  }

  /**
   * Whether a segment is a name that occurs in the texts of this organization only, and how patterns for parts of a
   * segment match it: names that are matched alike can stand for each other.
   * @returns undefined if it is no such name, or if a pattern could tell it from others in more than this
   */
  ownName(slug: string, segment: string): string | undefined {
    if (this.homes.get(segment) !== slug || !isName(segment)) return undefined;
    const matches = [...this.partial].map((pattern) => matchOf(pattern, segment));
    return matches.includes(undefined) ? undefined : matches.join();
  }

  private add(segment: string, home: string | undefined): void {
    this.homes.set(segment, home);
    if (isPartial(segment)) this.partial.add(segment);
    if (/\$\{[^}]*,/.test(segment)) this.defaults.add(segment);
  }
}
