import type { AccessComparison } from '../../packages/isolation-proof/src/difference/access-difference';
import type { AccessWords } from './access/access-item';
import type { CapacityChanges, CostChange } from './capacity/capacity-change';
import type { DependencyChanges } from './dependencies/dependency-change';
import type {
  Acknowledgement,
  Declaration,
  ListChanges,
  ProofChange,
  RowChange,
} from './guards/guard-change';
import type { OrganizationChanges } from './organizations/organization-change';
import type { ResourceChanges } from './resources/resource-change';

/**
 * What a change does, for whoever reviews it. Written as JSON, it is the same to the byte for the same two sides.
 *
 * A program that reads it checks `version` first: fields may be added to version 1, and none is removed or gets another
 * meaning.
 */
export interface Review {
  readonly version: 1;
  readonly base: ReviewedSide;
  readonly head: ReviewedSide;
  /** What the reader has to know of how the sides were made, a sentence each: uncommitted changes, a fallback. */
  readonly notes: readonly string[];
  /** Sorted by name. */
  readonly environments: readonly EnvironmentReview[];
  /** Packages that the app is built with. */
  readonly dependencies: Section<DependencyChanges>;
  readonly outcome: Outcome;
}

/** Where the templates of a side are from. */
export interface ReviewedSide {
  /** As it was given: a branch, tag or commit, `working tree`, or the folder of an assembly. */
  readonly name: string;
  /**
   * Hash of the commit that is checked out.
   * @default - the side is a folder
   */
  readonly commit?: string;
  /** Whether files of the working tree differ from that commit; they are part of the side. */
  readonly hasUncommittedChanges?: boolean;
}

/** What is said of one subject, or why nothing can be said of it. */
export type Section<Changes> =
  | { readonly compared: true; readonly changes: Changes }
  | { readonly compared: false; readonly because: string };

/** What a change does to one environment. */
export interface EnvironmentReview {
  readonly name: string;
  /** `added` stands on the head only, `removed` on the base only. */
  readonly presence: 'both' | 'added' | 'removed';
  /** Sides that could not be synthesized or read at all, with the reason in a line or a few. */
  readonly failures: readonly SideFailure[];
  readonly access: Section<AccessChanges>;
  readonly resources: Section<ResourceChanges>;
  readonly organizations: Section<OrganizationChanges>;
  readonly proof: ProofChange;
  /** Claims that only one side makes, by id and title. */
  readonly claims: Section<ListChanges<RowChange>>;
  /** Rows of the contract that only one side asks, or that ask something else, by id and sentence. */
  readonly rows: Section<ListChanges<RowChange>>;
  /** Findings of rule packs and of the CDK that the authors accepted. */
  readonly acknowledgements: Section<ListChanges<Acknowledgement>>;
  /** What the verdict rests on that no template shows. */
  readonly declarations: Section<ListChanges<Declaration>>;
  readonly capacity: Section<CapacityChanges>;
  readonly cost: Section<CostChange>;
}

/** Who gains or loses what, as data and in words. */
export interface AccessChanges extends Pick<AccessComparison, 'differences' | 'organizations' | 'undecided'> {
  readonly words: AccessWords;
}

export interface SideFailure {
  readonly side: 'base' | 'head';
  readonly reason: string;
}

/** What the reviewed change needs before it may be merged, and the exit code of the command. */
export interface Outcome {
  /** The one of the highest weight: 4 before 3 before 1. */
  readonly exitCode: 0 | 1 | 3 | 4;
  /** Everything that stands against the change, the weightiest first. */
  readonly objections: readonly Objection[];
}

export interface Objection {
  readonly exitCode: 1 | 3 | 4;
  readonly environment: string;
  /** What is wrong, and what to do. */
  readonly text: string;
}
