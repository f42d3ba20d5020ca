import type { CellData, MatrixData, PageData } from '../page-data';
import type { Scope } from '../../matrix/scope';
import { element } from './dom';
import type { Words } from '../words';

/** A cell that somebody opens. */
export interface OpenedCell {
  readonly matrix: MatrixData;
  readonly row: number;
  readonly column: number;
  readonly words: Words;
}

const SCOPES: Readonly<Record<Scope, string>> = {
  own: 'Its own',
  others: 'Not its own',
  shared: "The platform's",
};
const SCOPES_OF_PLATFORM: Readonly<Record<Scope, string>> = { ...SCOPES, others: "Organizations'" };

/** What shows contents or names, apart from what acts without showing anything. */
const SEES = new Set(['read', 'fetch', 'list', 'decrypt', 'other']);

/** What is shown of a cell besides what it says. */
export interface CellMark {
  /** Class of the cell. */
  readonly kind: string;
  readonly mark: HTMLElement | undefined;
}

/**
 * Draws a matrix: resources down, principals across, and a button in each cell.
 * @param markOf the mark of a cell; undefined for a cell without one
 */
export function matrixTable(
  { cells, capabilities }: Pick<PageData, 'cells' | 'capabilities'>,
  matrix: MatrixData,
  words: Words,
  caption: string,
  open: (cell: OpenedCell) => void,
  markOf: (row: number, column: number) => CellMark | undefined = () => undefined,
): HTMLTableElement {
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col', class: 'corner' }, 'Resource'),
    ...matrix.columns.map(({ kind, names }) =>
      element('th', { scope: 'col' }, kind, element('small', {}, words.of(namesIn(names)))),
    ),
  );
  const scopes = [...new Set(matrix.rows.map(({ scope }) => scope))];
  const groups = scopes.map((scope) => {
    const body = element('tbody');
    const titles = matrix.organizations.length === 0 ? SCOPES_OF_PLATFORM : SCOPES;
    const span = String(matrix.columns.length + 1);
    const title = element('th', { scope: 'rowgroup', colspan: span }, element('span', {}, titles[scope]));
    body.append(element('tr', { class: 'scope' }, title));
    matrix.rows.forEach((row, rowIndex) => {
      if (row.scope !== scope) return;
      const line = element('tr', {}, element('th', { scope: 'row' }, row.title));
      matrix.columns.forEach(({ kind }, column) => {
        const cell = cells[matrix.cells[rowIndex]?.[column] ?? 0];
        if (cell === undefined) {
          line.append(element('td', { class: 'absent' }, '–'));
          return;
        }
        const where = `${kind}, ${titles[scope].toLowerCase()}: ${row.title}`;
        const button = cellButton(cell, where, capabilities);
        const { kind: mark, mark: text } = markOf(rowIndex, column) ?? {};
        if (mark !== undefined) button.classList.add(...mark.split(' '));
        if (text !== undefined) button.append(text);
        button.addEventListener('click', () => {
          open({ matrix, row: rowIndex, column, words });
        });
        line.append(element('td', {}, button));
      });
      body.append(line);
    });
    return body;
  });
  const table = element(
    'table',
    { class: 'matrix' },
    element('caption', {}, caption),
    element('thead', {}, head),
    ...groups,
  );
  moveWithArrows(table);
  return table;
}

/** A button whose name is what it shows, and then what only a screen reader needs: who, and with what. */
function cellButton(
  { can, alarming, locks }: CellData,
  where: string,
  capabilities: PageData['capabilities'],
): HTMLButtonElement {
  const lockWords = locks === 1 ? '1 lock' : `${String(locks)} locks`;
  const button = element('button', { type: 'button', class: 'cell' });
  if (can.length === 0) {
    button.append(
      element('span', { class: 'nothing' }, 'nothing'),
      element('span', { class: 'locks', title: lockWords, 'aria-hidden': 'true' }, '●'.repeat(locks)),
    );
  }
  for (const id of can) {
    const kind = alarming.includes(id) ? 'alarming' : SEES.has(id) ? 'sees' : 'acts';
    const meaning = capabilities.find((capability) => capability.id === id)?.meaning ?? '';
    button.append(element('span', { class: `chip ${kind}`, title: meaning }, id), ' ');
  }
  const remark = can.length === 0 ? `(${lockWords}) ` : alarming.length > 0 ? '(not intended) ' : '';
  button.append(element('span', { class: 'visually-hidden' }, `${remark}by ${where}`));
  return button;
}

function namesIn([first = '', ...more]: readonly string[]): string {
  return more.length === 0 ? first : `${first} and ${String(more.length)} more`;
}

const STEPS: Readonly<Partial<Record<string, readonly [rows: number, columns: number]>>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrow keys go from cell to cell, besides Tab. */
function moveWithArrows(table: HTMLTableElement): void {
  table.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    const from = event.target instanceof Element ? event.target.closest('td') : null;
    if (step === undefined || from === null) return;
    const lines = [...table.querySelectorAll('tr')].filter((line) => line.querySelector('td') !== null);
    const line = lines.findIndex((candidate) => candidate.contains(from));
    const to = lines[line + step[0]]?.cells[from.cellIndex + step[1]]?.querySelector('button');
    if (to === null || to === undefined) return;
    event.preventDefault();
    to.focus();
  });
}
