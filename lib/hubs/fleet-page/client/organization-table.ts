import { element } from '../../../../packages/isolation-proof/src/page/client/dom';
import { organizationCounts } from '../organization-counts';
import type { FleetData } from '../page-data';

/**
 * A row for each organization; its button chooses it.
 * @param choose told the slug
 */
export function organizationRows(data: FleetData, choose: (slug: string) => void): HTMLElement[] {
  return organizationCounts(data).map(({ slug, displayName, counts }) => {
    const button = element('button', { type: 'button', class: 'slug' }, `${displayName} (${slug})`);
    button.addEventListener('click', () => {
      choose(slug);
    });
    const numbers = [counts.hubs, counts.overdue, counts.alarm, counts['not-seen']];
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, button),
      ...numbers.map((number) => element('td', { class: 'number' }, number.toLocaleString('en'))),
    );
  });
}
