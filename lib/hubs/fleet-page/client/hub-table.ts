import { byId } from '../../../../packages/isolation-proof/src/page/client/dom';
import type { ColumnId } from '../columns';
import type { FleetIndex, Query } from '../fleet-index';
import type { HubRow } from '../page-data';
import { hubRow } from './hub-row';

/** So many rows are drawn at once: thousands in the page would make every key slow. */
const ROWS_AT_ONCE = 100;

/** The table of the hubs that are found, its order, and how many of them are drawn. */
export class HubTable {
  private readonly body = byId('hubs');
  private readonly more = byId('more');
  private found: readonly HubRow[] = [];
  private drawn = 0;
  private query: Query = { text: '', organization: '', state: '', attention: '' };

  /** @param all how many hubs there are @param now when they were read, in milliseconds since 1970 */
  constructor(
    private readonly index: FleetIndex,
    private readonly all: number,
    private readonly now: number,
  ) {
    this.more.addEventListener('click', () => {
      const first = this.drawn;
      this.draw();
      // Where all rows are drawn the button is gone, and the focus with it.
      if (this.more.hidden) focusRow(this.body.children[first]);
    });
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-column]')) {
      button.addEventListener('click', () => {
        this.sort(button);
      });
    }
  }

  show(query: Query): void {
    this.query = query;
    this.found = this.index.find(query);
    this.drawn = 0;
    this.body.replaceChildren();
    this.draw();
  }

  private draw(): void {
    const rows = this.found.slice(this.drawn, this.drawn + ROWS_AT_ONCE);
    this.body.append(...rows.map((row) => hubRow(row, this.now)));
    this.drawn += rows.length;
    const left = this.found.length - this.drawn;
    this.more.hidden = left === 0;
    this.more.textContent = `Show ${String(Math.min(left, ROWS_AT_ONCE))} more`;
    byId('found').textContent = this.statusText();
  }

  private statusText(): string {
    if (this.found.length === 0) return 'No hub matches. Change the search, or reset it.';
    const found = this.found.length.toLocaleString('en');
    const of = this.found.length === this.all ? '' : ` of ${this.all.toLocaleString('en')}`;
    const shown = this.drawn < this.found.length ? `, the first ${String(this.drawn)} shown` : '';
    return `${found}${of} ${this.all === 1 ? 'hub' : 'hubs'}${shown}.`;
  }

  /** Sorts by a column; by the same once more: the other way round. */
  private sort(button: HTMLButtonElement): void {
    const header = button.closest('th');
    const descending = header?.getAttribute('aria-sort') === 'ascending';
    for (const other of document.querySelectorAll('th[aria-sort]')) other.removeAttribute('aria-sort');
    header?.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    this.index.sort({ column: button.dataset['column'] as ColumnId, descending });
    this.show(this.query);
  }
}

function focusRow(row: Element | undefined): void {
  const name = row?.querySelector<HTMLElement>('th');
  name?.setAttribute('tabindex', '-1');
  name?.focus();
}
