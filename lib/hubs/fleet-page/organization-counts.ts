import { ATTENTION, type AttentionGroup } from '../fleet/attention-kinds';
import type { FleetData, HubRow } from './page-data';

/** How many hubs there are, and how many of them need what attention. */
export interface Counts {
  readonly hubs: number;
  readonly overdue: number;
  readonly alarm: number;
  readonly 'not-seen': number;
}

/** Counts hubs; one with several reasons of a group counts once. */
export function countsOf(hubs: readonly HubRow[]): Counts {
  const count = (group: AttentionGroup): number =>
    hubs.filter(({ attention }) => attention.some((kind) => ATTENTION[kind].group === group)).length;
  return {
    hubs: hubs.length,
    overdue: count('overdue'),
    alarm: count('alarm'),
    'not-seen': count('not-seen'),
  };
}

/** The counts of each organization, those without a hub too, in the order of the data. */
export function organizationCounts({
  hubs,
  organizations,
}: FleetData): { readonly slug: string; readonly displayName: string; readonly counts: Counts }[] {
  const rows = new Map<string, HubRow[]>(organizations.map(({ slug }) => [slug, []]));
  for (const hub of hubs) rows.get(hub.organization)?.push(hub);
  return organizations.map(({ slug, displayName }) => ({
    slug,
    displayName,
    counts: countsOf(rows.get(slug) ?? []),
  }));
}
