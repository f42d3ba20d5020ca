import type { Axis } from './axis';
import type { OtherRequester } from './other-requester';
import type { PrincipalKind } from './principal-kind';
import type { AllowedRow } from './row';

/** What kinds are called in sentences. */
export class Vocabulary<Kind extends string> {
  private readonly subjects: ReadonlyMap<Kind, string>;
  private readonly ofTenant: ReadonlySet<Kind>;

  constructor(
    kinds: readonly Pick<PrincipalKind<Kind>, 'id' | 'subject'>[],
    others: readonly Pick<OtherRequester<Kind>, 'id' | 'subject'>[],
  ) {
    this.subjects = new Map([...kinds, ...others].map(({ id, subject }) => [id, subject]));
    this.ofTenant = new Set(kinds.map(({ id }) => id));
  }

  /**
   * Says what a row allows.
   * @throws RangeError if it is about a kind that there is not
   */
  sentenceOf<Fixtures>({ by, sentence, how = '' }: AllowedRow<Fixtures, Kind>): string {
    const [kind] = kindsOf(by);
    return spaced(sentence({ who: this.subjectOf(kind), whose: this.whose(kind) }), how);
  }

  /**
   * Says what a row denies along an axis.
   * @throws RangeError if either is about a kind that there is not
   */
  sentenceAlong<Fixtures>(
    { variations, wording: { whoIs = '', whose, how = '' } }: Axis<Fixtures, Kind>,
    row: AllowedRow<Fixtures, Kind>,
  ): string {
    const [own] = kindsOf(row.by);
    const kind = variations.map((variation) => ('by' in variation ? variation.by : own))[0] ?? own;
    const words = { who: spaced(this.subjectOf(kind), whoIs), whose: whose ?? this.whose(kind) };
    return spaced(row.sentence(words), how);
  }

  private subjectOf(kind: Kind): string {
    const subject = this.subjects.get(kind);
    if (subject === undefined)
      throw new RangeError(`rows are about ${kind}, which is not a kind of requester`);
    return subject;
  }

  private whose(kind: Kind): string {
    return this.ofTenant.has(kind) ? "its organization's" : "an organization's";
  }
}

function kindsOf<Kind extends string>(by: AllowedRow<never, Kind>['by']): readonly [Kind, ...Kind[]] {
  return typeof by === 'string' ? [by] : by;
}

function spaced(text: string, end: string): string {
  return end === '' || end.startsWith(',') ? `${text}${end}` : `${text} ${end}`;
}
