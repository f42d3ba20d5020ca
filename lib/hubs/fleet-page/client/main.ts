import { byId } from '../../../../packages/isolation-proof/src/page/client/dom';
import { FleetIndex, type Query } from '../fleet-index';
import type { FleetData } from '../page-data';
import { HubTable } from './hub-table';
import { organizationRows } from './organization-table';

const data = JSON.parse(byId('data').textContent) as FleetData;
const search = byId('search') as HTMLInputElement;
const [organization, state, attention] = ['organization', 'state', 'attention'].map(
  (id) => byId(id) as HTMLSelectElement,
) as [HTMLSelectElement, HTMLSelectElement, HTMLSelectElement];
const table = new HubTable(new FleetIndex(data), data.hubs.length, data.now);

function show(): void {
  table.show({
    text: search.value,
    organization: organization.value,
    state: state.value,
    attention: attention.value as Query['attention'],
  });
}

function chooseOrganization(slug: string): void {
  organization.value = slug;
  show();
  organization.focus();
}

const form = organization.form;
form?.addEventListener('input', show);
form?.addEventListener('submit', (event) => {
  event.preventDefault();
});
// The event comes before the fields are as they were.
form?.addEventListener('reset', () => {
  setTimeout(show);
});

const list = byId('organization-list') as HTMLDetailsElement;
const counted = byId('organizations-counted');
list.addEventListener('toggle', () => {
  if (counted.childElementCount === 0) {
    counted.replaceChildren(...organizationRows(data, chooseOrganization));
  }
});

show();
