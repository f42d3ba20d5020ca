import type { OrganizationData } from '../page-data';
import { element } from './dom';

/** An organization as people know it: slug, display name, and the status where it is not active. */
export function nameParts({ slug, displayName, ...organization }: OrganizationData): HTMLElement[] {
  return [
    element('span', { class: 'slug-text' }, slug),
    ...(displayName === undefined || displayName === slug
      ? []
      : [element('span', { class: 'display-name' }, ` ${displayName}`)]),
    ...statusParts({ ...organization, slug }),
  ];
}

/** The status of an organization, unless it is active, as nearly all are. */
function statusParts(organization: OrganizationData): HTMLElement[] {
  return organization.status === 'active' && organization.recordedStatus === undefined
    ? []
    : [element('span', { class: `badge ${badgeOf(organization)}` }, statusText(organization))];
}

/** The status in words; where the environment's file says something else, that too. */
export function statusText({ status, recordedStatus }: OrganizationData): string {
  return recordedStatus === undefined ? status : `${status}, but recorded as ${recordedStatus}`;
}

/** The class of a badge with the status. */
export function badgeOf({ status, recordedStatus }: OrganizationData): string {
  return recordedStatus === undefined ? status : 'violated';
}
