import { matrixCsv } from '../matrix-csv';
import type { PageData } from '../page-data';
import { Words } from '../words';
import { cellDetails } from './cell-details';
import { detailsDialog } from './details-dialog';
import { byId, element } from './dom';
import { download } from './download';
import { differenceList, formList } from './form-list';
import { matrixTable, type OpenedCell } from './matrix-table';
import { nameParts } from './organization-name';
import { organizationTable } from './organization-table';
import { type Choice, Search } from './search';

const data = JSON.parse(byId('data').textContent) as PageData;
const dialog = detailsDialog();
let chosen = '';

function openCell(cell: OpenedCell): void {
  const { matrix, row, column } = cell;
  byId('details-title').textContent =
    `${matrix.columns[column]?.kind ?? ''} · ${matrix.rows[row]?.title ?? ''}`;
  byId('details-content').replaceChildren(cellDetails(data, cell));
  dialog.showModal();
  dialog.scrollTop = 0;
}

function showOrganization({ organization, matrix }: Choice): void {
  const { slug } = organization;
  const { organizations } = matrix;
  chosen = slug;
  byId('organization').replaceChildren(...nameParts(organization));
  const number = data.forms.indexOf(matrix) + 1;
  const others = organizations.length - 1;
  byId('form-size').textContent =
    others === 0
      ? `Form ${String(number)} of ${String(data.forms.length)}: no other organization has identical templates.`
      : `Form ${String(number)} of ${String(data.forms.length)}: the templates of ${others.toLocaleString('en')} other ${others === 1 ? 'organization are' : 'organizations are'} identical but for names.`;
  byId('form-differences').replaceChildren(
    ...(number === 1
      ? []
      : [
          element('p', {}, `Differs from form 1 (${data.forms[0]?.organizations[0] ?? ''}) in:`),
          differenceList(matrix),
        ]),
  );
  byId('csv-organization').textContent = `CSV of ${slug}`;
  const caption = `What principals of ${slug} can do`;
  byId('matrix').replaceChildren(
    matrixTable(data, matrix, new Words(slug, organizations), caption, openCell),
  );
  history.replaceState(null, '', `#organization=${encodeURIComponent(slug)}`);
}

function slugInAddress(): string {
  return new URLSearchParams(location.hash.slice(1)).get('organization') ?? '';
}

function drawOrganizations(): void {
  const table = byId('organization-table');
  if (table.childElementCount === 0) table.replaceChildren(organizationTable(data));
}

byId('csv-organization').addEventListener('click', () => {
  download(
    `matrix-${chosen}.csv`,
    matrixCsv(data, (slug) => slug === chosen),
  );
});
byId('csv-all').addEventListener('click', () => {
  download('matrix.csv', matrixCsv(data));
});

const list = byId('organization-list') as HTMLDetailsElement;
list.addEventListener('toggle', drawOrganizations);
if (list.open) drawOrganizations();
byId('forms').replaceChildren(formList(data));

const caption = 'What principals of no organization can do';
byId('platform').replaceChildren(matrixTable(data, data.platform, new Words('', []), caption, openCell));
const search = new Search(data, showOrganization);
if (!search.select(slugInAddress())) {
  const [first] = data.forms[0]?.organizations ?? [];
  byId('csv-organization').hidden = first === undefined;
  if (first === undefined) byId('matrix').replaceChildren(element('p', {}, 'There is no organization.'));
  else search.select(first);
}
