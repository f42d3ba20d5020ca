/** Something that happens in the story, and how it came out. */
export interface Scene {
  /** Who does what. */
  readonly title: string;
  /**
   * Lets it happen.
   * @returns how it came out, in a few words
   * @throws StoryError if it does not come out as it has to
   */
  readonly play: () => Promise<string>;
}
