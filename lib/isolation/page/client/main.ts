import type { PageData } from '../page-data';
import { cellDetails } from './cell-details';
import { byId, element } from './dom';
import { matrixTable, type OpenedCell } from './matrix-table';
import { type Choice, Search } from './search';
import { Words } from './words';

const data = JSON.parse(byId('data').textContent) as PageData;
const dialog = byId('details') as HTMLDialogElement;

function openCell(cell: OpenedCell): void {
  const { matrix, row, column } = cell;
  byId('details-title').textContent =
    `${matrix.columns[column]?.kind ?? ''} · ${matrix.rows[row]?.title ?? ''}`;
  byId('details-content').replaceChildren(cellDetails(data, cell));
  dialog.showModal();
  dialog.scrollTop = 0;
}

function showOrganization({ slug, matrix }: Choice): void {
  const { organizations } = matrix;
  byId('organization').textContent = slug;
  byId('form-size').textContent =
    organizations.length === 1
      ? 'No other organization has templates that say the same.'
      : `Worked out once for ${organizations.length.toLocaleString('en')} organizations: their templates say the same, word by word, but for their own names.`;
  const caption = `What principals of ${slug} can do`;
  byId('matrix').replaceChildren(
    matrixTable(data, matrix, new Words(slug, organizations), caption, openCell),
  );
  history.replaceState(null, '', `#organization=${encodeURIComponent(slug)}`);
}

function slugInAddress(): string {
  return new URLSearchParams(location.hash.slice(1)).get('organization') ?? '';
}

byId('details-close').addEventListener('click', () => {
  dialog.close();
});
// A click on what is behind the dialog closes it, too.
dialog.addEventListener('click', (event) => {
  if (event.target === dialog) dialog.close();
});

const caption = 'What principals of no organization can do';
byId('platform').replaceChildren(matrixTable(data, data.platform, new Words('', []), caption, openCell));
const search = new Search(data.forms, showOrganization);
if (!search.select(slugInAddress())) {
  const [first] = data.forms[0]?.organizations ?? [];
  if (first === undefined) byId('matrix').replaceChildren(element('p', {}, 'There is no organization.'));
  else search.select(first);
}
