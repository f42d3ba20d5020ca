/** What becomes of organizations, each list sorted by slug. */
export interface OrganizationChanges {
  readonly added: readonly ReviewedOrganization[];
  readonly removed: readonly RemovedOrganization[];
  readonly suspended: readonly ReviewedOrganization[];
  readonly reactivated: readonly ReviewedOrganization[];
  readonly renamed: readonly RenamedOrganization[];
  /** Slugs of those that both sides have, whatever became of them. */
  readonly kept: readonly string[];
  /** How many there are on each side. */
  readonly count: { readonly base: number; readonly head: number };
}

export interface ReviewedOrganization {
  readonly slug: string;
  readonly displayName: string;
  readonly status: 'active' | 'suspended';
}

export interface RemovedOrganization extends ReviewedOrganization {
  /** Whether the record of retired slugs says that it was offboarded; otherwise its stack may be deployed. */
  readonly isRetired: boolean;
}

/** Only the name for people: a slug never changes. */
export interface RenamedOrganization {
  readonly slug: string;
  readonly from: string;
  readonly to: string;
}
