import { isName, isPartial, segmentsOf, touches } from '../patterns/segments';

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
   * Whether a segment is a name that occurs in the texts of this organization only, and that no pattern asks for
   * a part of.
   */
  isOwn(slug: string, segment: string): boolean {
    return (
      this.homes.get(segment) === slug &&
      isName(segment) &&
      ![...this.partial].some((pattern) => touches(pattern, segment))
    );
  }

  private add(segment: string, home: string | undefined): void {
    this.homes.set(segment, home);
    if (isPartial(segment)) this.partial.add(segment);
    if (/\$\{[^}]*,/.test(segment)) this.defaults.add(segment);
  }
}
