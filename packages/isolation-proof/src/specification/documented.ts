/** Something that the documentation says of the proof: what it is about, and a paragraph. */
export interface Documented {
  readonly title: string;
  /** Markdown of one paragraph, as it follows the title. */
  readonly text: string;
}
