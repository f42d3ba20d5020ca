import { element } from '../../../../packages/isolation-proof/src/page/client/dom';
import { ATTENTION } from '../../fleet/attention-kinds';
import { type Column, COLUMNS } from '../columns';
import type { HubRow } from '../page-data';

/** The row of a hub. Every text in it is text, whatever the hub wrote. */
export function hubRow(row: HubRow, now: number): HTMLTableRowElement {
  const cells = Object.entries<Column>(COLUMNS).map(([id, column]) => {
    if (id === 'hub') return element('th', { scope: 'row' }, column.textOf(row, now));
    if (id === 'attention') return element('td', {}, ...badges(row));
    return element('td', column.isNumber ? { class: 'number' } : {}, column.textOf(row, now));
  });
  return element('tr', {}, ...cells);
}

function badges({ attention }: HubRow): HTMLElement[] {
  return attention.map((kind) => {
    const { group, label } = ATTENTION[kind];
    return element('span', { class: `badge ${group}` }, label);
  });
}
