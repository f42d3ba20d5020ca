import type { Access } from '../access';
import type { ActionClass } from '../action-classes';
import type { KeyIndex } from '../key-index';
import type { Model } from '../model';
import type { Statement } from '../statement';
import type { Tenancy } from '../tenancy';

/** What a claim is judged on. */
export interface Evidence {
  readonly model: Model;
  readonly tenancy: Tenancy;
  readonly keys: KeyIndex;
  readonly classes: readonly ActionClass[];
  /** When reading the templates began, in milliseconds of `performance.now()`. */
  readonly started: number;
}

/** A way in which a claim does not hold. */
export interface Violation {
  /** One sentence that says what could happen. */
  readonly what: string;
  /** The request that would be allowed; absent where a statement is wrong by itself. */
  readonly request?: Access & { readonly context: Readonly<Record<string, string>>; readonly lens: string };
  /** Statements that are responsible; none where a request is allowed because nothing denies it. */
  readonly statements: readonly Statement[];
  /** Construct path of what is wrong, where it is no statement. */
  readonly path?: string;
  /** What would close it, as advice to whoever wrote the policy. */
  readonly remedy: string;
}

/** How much a claim looked at. */
export interface Coverage {
  readonly principals: number;
  readonly statements: number;
  readonly questions: number;
}

export interface Judgement {
  readonly violations: readonly Violation[];
  readonly coverage: Coverage;
}

/** Something that is claimed of an assembly, and is proved or refuted. */
export interface Claim {
  readonly id: string;
  readonly title: string;
  readonly judge: (evidence: Evidence) => Judgement;
}
