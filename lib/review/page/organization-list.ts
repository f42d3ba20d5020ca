import { type Html, html } from '../../../packages/isolation-proof/src/page/html';
import type { OrganizationChanges, ReviewedOrganization } from '../organizations/organization-change';
import { changeList, type ListedChange } from './change-list';

/** What becomes of organizations. */
export function organizationList(changes: OrganizationChanges): Html {
  const { added, removed, suspended, reactivated, renamed, count } = changes;
  const listed: ListedChange[] = [
    ...removed.map(({ isRetired, ...organization }) => ({
      weight: isRetired ? ('quiet' as const) : ('violated' as const),
      badge: 'removed',
      headline: html`${name(organization)}${isRetired ? ', offboarded' : ', and its stack may be deployed'}`,
    })),
    ...told(suspended, 'gained', 'suspended'),
    ...told(added, 'quiet', 'added'),
    ...told(reactivated, 'quiet', 'reactivated'),
    ...renamed.map(({ slug, from, to }) => ({
      weight: 'quiet' as const,
      badge: 'renamed',
      headline: html`<code>${slug}</code>: ${from} is now ${to}`,
    })),
  ];
  const size = `${count.base.toLocaleString('en')} on the base, ${count.head.toLocaleString('en')} on the head.`;
  return html`<p class="lead">${listed.length === 0 ? 'No organization changes. ' : ''}${size}</p>
    ${changeList(listed)}`;
}

function told(
  organizations: readonly ReviewedOrganization[],
  weight: ListedChange['weight'],
  badge: string,
): ListedChange[] {
  return organizations.map((organization) => ({ weight, badge, headline: name(organization) }));
}

function name({ slug, displayName }: ReviewedOrganization): Html {
  return displayName === slug ? html`<code>${slug}</code>` : html`<code>${slug}</code> ${displayName}`;
}
