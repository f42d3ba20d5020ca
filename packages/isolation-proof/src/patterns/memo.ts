/**
 * Remembers what was made of a text, and forgets everything once that is too much, so that a long process which
 * judges one app after the other does not grow. What is made must depend on the text only.
 */
export class Memo<T> {
  private readonly made = new Map<string, { readonly value: T }>();

  /** @param most how many are remembered */
  constructor(private readonly most: number) {}

  of(text: string, make: () => T): T {
    const known = this.made.get(text);
    if (known !== undefined) return known.value;
    const value = make();
    if (this.made.size >= this.most) this.made.clear();
    this.made.set(text, { value });
    return value;
  }
}
