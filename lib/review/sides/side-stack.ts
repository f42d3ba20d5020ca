/** A stack of one side, as CloudFormation would get it. */
export interface SideStack {
  readonly name: string;
  /** The template; where it names an asset by its hash, a word that is the same for every asset. */
  readonly text: string;
  /**
   * Slug of the organization that the stack is tagged with.
   * @default - a stack of the whole platform
   */
  readonly organization?: string;
  readonly terminationProtection: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** Whether two sides have the same stacks with the same templates, in whatever order an app makes them. */
export function hasSameTexts(base: readonly SideStack[], head: readonly SideStack[]): boolean {
  const texts = new Map(base.map(({ name, text }) => [name, text]));
  return base.length === head.length && head.every(({ name, text }) => texts.get(name) === text);
}
