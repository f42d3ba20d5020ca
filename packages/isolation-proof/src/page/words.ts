import { SLUG_STAND_INS } from '../forms/slug-text';

/** Puts the slug of the organization that is shown, and of another one, in the place of their stand-ins. */
export class Words {
  private readonly replacements: readonly (readonly [string, string])[];

  /** @param organizations of one form */
  constructor(
    readonly slug: string,
    organizations: readonly string[],
  ) {
    const other = organizations.find((name) => name !== slug) ?? slug;
    const { shown, other: another } = SLUG_STAND_INS;
    this.replacements = [
      [shown.slug, slug],
      [shown.underscored, slug.replaceAll('-', '_')],
      [another.slug, other],
      [another.underscored, other.replaceAll('-', '_')],
    ];
  }

  of(text: string): string {
    return this.replacements.reduce((whole, [standIn, word]) => whole.replaceAll(standIn, word), text);
  }
}
