import type { ComparedData } from '../compared-data';
import { cellDetails } from './cell-details';
import { detailsDialog } from './details-dialog';
import { sideTable } from './compared-matrix';
import { byId } from './dom';
import type { OpenedCell } from './matrix-table';

/** Both sides of a change, for each app that is compared. */
const all = JSON.parse(byId('data').textContent) as readonly ComparedData[];
const dialog = detailsDialog();

const SIDES = ['base', 'head'] as const;
const NAMES = { base: 'Base', head: 'Head' } as const;

function draw(data: ComparedData, id: string): void {
  data.matrices.forEach((compared, index) => {
    const regions = SIDES.map((side) => {
      const open = (cell: OpenedCell): void => {
        openCell(data, side, cell);
      };
      const [slug] = compared.organizations;
      const whose = slug === undefined ? 'principals of no organization' : `principals of ${slug}`;
      const caption = `${NAMES[side]}: what ${whose} can do`;
      const region = byId(`${id}-${String(index)}-${side}`);
      region.replaceChildren(sideTable(data, compared, side, caption, open));
      return region;
    });
    scrollTogether(regions);
    alignRows(regions);
  });
}

function openCell(data: ComparedData, side: (typeof SIDES)[number], cell: OpenedCell): void {
  const { matrix, row, column } = cell;
  byId('details-title').textContent =
    `${NAMES[side]}: ${matrix.columns[column]?.kind ?? ''} · ${matrix.rows[row]?.title ?? ''}`;
  byId('details-content').replaceChildren(
    cellDetails({ capabilities: data.capabilities, ...data[side] }, cell),
  );
  dialog.showModal();
  dialog.scrollTop = 0;
}

/** Two matrices that are too wide for their place show the same columns. */
function scrollTogether(regions: readonly HTMLElement[]): void {
  for (const region of regions) {
    const first = region.querySelector<HTMLElement>('.changed');
    region.addEventListener('scroll', () => {
      for (const other of regions) {
        if (other.scrollLeft !== region.scrollLeft) other.scrollLeft = region.scrollLeft;
      }
    });
    const rowHead = region.querySelector<HTMLElement>('.corner');
    if (first === null || rowHead === null) continue;
    const [outer, inner] = [region.getBoundingClientRect(), first.getBoundingClientRect()];
    // To the first change, if it is beyond the edge.
    if (inner.right > outer.right) region.scrollLeft += inner.left - outer.left - rowHead.offsetWidth;
  }
}

/** Where two matrices stand side by side, a row stands beside itself. */
function alignRows(regions: readonly HTMLElement[]): void {
  const sides = regions.map((region) => [...region.querySelectorAll('tr')]);
  const align = (): void => {
    for (const line of sides.flat()) line.style.removeProperty('height');
    const [first, second] = regions.map((region) => region.getBoundingClientRect().top);
    if (first !== second) return;
    const rows = sides[0]?.map((_line, index) => sides.flatMap((lines) => lines[index] ?? [])) ?? [];
    // All are measured before any is changed, so that the page is laid out once.
    const heights = rows.map((lines) =>
      Math.max(...lines.map((line) => line.getBoundingClientRect().height)),
    );
    rows.forEach((lines, index) => {
      for (const line of lines) line.style.height = `${String(heights[index] ?? 0)}px`;
    });
  };
  align();
  addEventListener('resize', align);
}

all.forEach((data, index) => {
  draw(data, `compared-${String(index)}`);
});
