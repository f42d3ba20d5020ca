import type { PageData } from '../page-data';
import { element } from './dom';
import { badgeOf, statusText } from './organization-name';

/** Every organization with its display name, status and form. */
export function organizationTable({ organizations, forms }: PageData): HTMLTableElement {
  const formOf = new Map(
    forms.flatMap((form, index) => form.organizations.map((slug) => [slug, index + 1] as const)),
  );
  const head = ['Slug', 'Display name', 'Status', 'Form'].map((title) =>
    element('th', { scope: 'col' }, title),
  );
  const lines = organizations.map((organization) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, element('code', {}, organization.slug)),
      element('td', {}, organization.displayName ?? '–'),
      element(
        'td',
        {},
        element('span', { class: `badge ${badgeOf(organization)}` }, statusText(organization)),
      ),
      element('td', {}, String(formOf.get(organization.slug) ?? '–')),
    ),
  );
  return element(
    'table',
    { class: 'organizations' },
    element('caption', {}, 'Every organization'),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...lines),
  );
}
