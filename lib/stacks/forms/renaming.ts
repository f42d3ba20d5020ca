/** Texts and what stands in for each of them. */
export type StandIns = ReadonlyMap<string, string>;

/** A text in which stand-ins can be replaced by what they stand for, again and again. */
export class Renaming {
  /** What is kept, and at each odd place a stand-in. */
  private readonly pieces: readonly string[];

  /** @param standIns none of which is within another. */
  constructor(text: string, standIns: readonly string[]) {
    const any = standIns.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
    this.pieces = standIns.length === 0 ? [text] : text.split(new RegExp(`(${any})`));
  }

  /**
   * @param names by stand-in
   * @throws RangeError for a stand-in without a name.
   */
  for(names: StandIns): string {
    return this.pieces
      .map((piece, index) => {
        if (index % 2 === 0) return piece;
        const name = names.get(piece);
        if (name === undefined) throw new RangeError(`nothing is known that ${piece} stands for`);
        return name;
      })
      .join('');
  }
}
