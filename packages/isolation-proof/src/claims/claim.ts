import type { Access } from '../access/access';
import type { Evidence } from './evidence';
import type { Statement } from '../policies/statement';

/** A way in which a claim does not hold. */
export interface Violation {
  /** One sentence that says what could happen. */
  readonly what: string;
  /**
   * The request that would be allowed, its action and its resource of one service; absent where a statement is
   * wrong by itself.
   */
  readonly request?: Access & { readonly context: Readonly<Record<string, string>>; readonly lens: string };
  /** Statements that are responsible; none where a request is allowed because nothing denies it. */
  readonly statements: readonly Statement[];
  /** Construct path of what is wrong, where it is no statement. */
  readonly path?: string;
  /** What would close it, as advice to whoever wrote the policy. */
  readonly remedy: string;
  /** How many more organizations it holds for, because their templates are identical. */
  readonly alike?: number;
  /** How many more counterexamples are of the same mistake: allowed by the same statements, or with the same remedy. */
  readonly more?: number;
}

/** How much a claim looked at. */
export interface Coverage {
  /** How many of what the claim is about (see {@link Claim.about}) the templates hold; with none, nothing was asked. */
  readonly subjects: number;
  readonly principals: number;
  readonly statements: number;
  readonly questions: number;
}

export interface Judgement {
  readonly violations: readonly Violation[];
  readonly coverage: Coverage;
  /** What the claim takes for granted in these templates, a sentence each. */
  readonly notes: readonly string[];
}

/** Something that is claimed of an assembly, and is proved or refuted. */
export interface Claim {
  readonly id: string;
  readonly title: string;
  /** What it is claimed of, in the plural. An assembly without any of it says nothing about the claim. */
  readonly about: string;
  /**
   * Values that it asks with, besides those of the templates: tenants with such a value in a name are judged apart.
   * @default - none
   */
  readonly asksWith?: readonly string[];
  readonly judge: (evidence: Evidence) => Judgement;
}
