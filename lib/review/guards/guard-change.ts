/** What came and went of a list. */
export interface ListChanges<Item> {
  readonly added: readonly Item[];
  readonly removed: readonly Item[];
}

/** The proof's verdict on both sides. */
export interface ProofChange {
  readonly base: JudgedSide;
  readonly head: JudgedSide;
}

export interface JudgedSide {
  /** `not judged` where the side could not be read, or has no such environment. */
  readonly verdict: 'proved' | 'violated' | 'undecided' | 'not judged';
  /** Whose claims judged it: those of its own revision, or those of the checkout that reviews. */
  readonly claims: 'own' | "the reviewing checkout's";
  /** Of a side that is not judged: why. */
  readonly because?: string;
  /** Everything that does not hold, as text for people: a claim's counterexamples, rows of the contract. */
  readonly findings: readonly Finding[];
}

export interface Finding {
  /** Id of the claim, `contract`, or `undecided`. */
  readonly claim: string;
  /** Sentence of the claim; of what is undecided, the place. */
  readonly title: string;
  /** The counterexample: what could happen, the request, statements and the fix, a line each. */
  readonly lines: readonly string[];
}

/** A claim or a row of the contract. */
export interface RowChange {
  readonly id: string;
  readonly title: string;
}

/** A finding of a rule pack or of the CDK that the authors accepted. */
export interface Acknowledgement {
  /** Rule with its pack, such as `AwsSolutions-S1`. */
  readonly rule: string;
  /** Construct path; of several organizations, that of the first. */
  readonly path: string;
  /** Organizations in whose stacks it stands, sorted; empty for other stacks. */
  readonly organizations: readonly string[];
  readonly reason: string;
}

/** Something that the app says, and that no template shows. */
export interface Declaration {
  readonly what: string;
  readonly because: string;
}
