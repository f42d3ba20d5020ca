import type { Attention } from '../fleet/attention-kinds';

/** One hub, as the page shows it. What is not known is left out. */
export interface HubRow {
  /** Slug of the organization. */
  readonly organization: string;
  readonly hub: string;
  readonly state: string;
  readonly attention: readonly Attention[];
  /** What the hub says of its software's version. Not to be trusted, and not to be read as markup. */
  readonly version?: string;
  /** Days since its newest active certificate was made. */
  readonly certificateAge?: number;
  /** When AWS took its last heartbeat, in milliseconds since 1970. */
  readonly lastSeen?: number;
  /** Per cent. */
  readonly diskFree?: number;
  /** Seconds by which its clock is behind AWS's; negative: ahead of it. */
  readonly clockOffset?: number;
}

/** An organization whose hubs were listed, whether or not it has any. */
export interface ListedOrganization {
  readonly slug: string;
  readonly displayName: string;
}

/** What stands in the page as JSON. */
export interface FleetData {
  /** When the hubs were read, in milliseconds since 1970. */
  readonly now: number;
  readonly organizations: readonly ListedOrganization[];
  readonly hubs: readonly HubRow[];
}
