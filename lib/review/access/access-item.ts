import type { Phrase } from './phrase';

/** What a change of the templates does to access, in words. */
export interface AccessWords {
  /** Gains before losses, what is in force before what one lock alone allows, and more organizations before fewer. */
  readonly items: readonly AccessItem[];
  /** Organizations that stand on one side only, a sentence each. */
  readonly organizations: readonly Phrase[];
  /** What could not be compared, a sentence each. */
  readonly undecided: readonly Phrase[];
}

/** Requests that are newly allowed or no longer allowed, as one sentence and what stands behind it. */
export interface AccessItem {
  readonly change: 'gained' | 'lost';
  /** Whether requests are decided otherwise; else one lock alone allows what another one refuses all the same. */
  readonly isInForce: boolean;
  /** For example `all 412 organizations: the Data Hub gains s3:AbortMultipartUpload on its own raw folder`. */
  readonly headline: Phrase;
  /** Slugs, sorted; none for principals of no organization. */
  readonly organizations: readonly string[];
  /** All actions, as AWS spells them, sorted; the headline may leave some out. */
  readonly actions: readonly string[];
  /** All patterns of resources, in the names of the organization of the example. */
  readonly resources: readonly string[];
  readonly example: ExampleWords;
  /** The statements that make the difference, each as a sentence. */
  readonly statements: readonly Phrase[];
}

/** A shortest request of those that differ. */
export interface ExampleWords {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Under which circumstances, such as `over TLS 1.1`; none if they decide nothing. */
  readonly circumstances: readonly Phrase[];
}
