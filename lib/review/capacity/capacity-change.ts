import type { QuotaKey } from '../../../config/quotas';
import type { CapacityLevel } from '../../capacity/capacity';

/** How much room a change leaves in the account. */
export interface CapacityChanges {
  /** Quotas of which the use or the limit changed, those with the least room first. */
  readonly quotas: readonly QuotaChange[];
  /** The quota that the head reaches first as organizations are added, and with how many. */
  readonly first?: { readonly key: QuotaKey; readonly name: string; readonly reachedAt: number };
}

export interface QuotaChange {
  readonly key: QuotaKey;
  /** What it is about, for people. */
  readonly name: string;
  /** Left out where a side uses nothing of it. */
  readonly base?: QuotaOfSide;
  readonly head?: QuotaOfSide;
}

export interface QuotaOfSide {
  readonly use: number;
  readonly limit: number;
  readonly level: CapacityLevel;
}

/** What an environment costs a month while nobody uses it, by list prices, in US dollars. */
export interface CostChange {
  readonly base: number;
  readonly head: number;
  /** Of the organization that costs most. */
  readonly perOrganization: { readonly base: number; readonly head: number };
  /** Day of the oldest price: YYYY-MM-DD. */
  readonly asOf: string;
}
