/** Values that stand once each, however often they occur, and are referred to by their number. */
export class Interner<T> {
  private readonly numbers = new Map<string, number>();
  readonly values: T[] = [];

  numberOf(value: T): number {
    const key = JSON.stringify(value);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.values.length);
    this.values.push(value);
    return this.values.length - 1;
  }
}
