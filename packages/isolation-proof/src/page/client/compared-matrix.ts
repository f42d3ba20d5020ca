import type { CellChange, CellPart, ComparedData, ComparedMatrix } from '../compared-data';
import { element } from './dom';
import { matrixTable, type OpenedCell } from './matrix-table';
import { Words } from '../words';

type Side = 'base' | 'head';

/** Most actions that are named in a cell; of more, the rest is counted. */
const MOST_NAMED = 2;

/** One side's matrix, with what changed marked: what the head gains on the head, what it loses on the base. */
export function sideTable(
  data: ComparedData,
  compared: ComparedMatrix,
  side: Side,
  caption: string,
  open: (cell: OpenedCell) => void,
): HTMLTableElement {
  const { organizations, columns, rows, changes } = compared;
  const { cells, another } = compared[side];
  const [slug = ''] = organizations;
  const words = new Words(slug, another === undefined ? [slug] : [slug, another]);
  const judged = { capabilities: data.capabilities, ...data[side] };
  const changed = new Map(
    changes.map((change) => [`${String(change.row)} ${String(change.column)}`, change]),
  );
  return matrixTable(judged, { organizations, columns, rows, cells }, words, caption, open, (row, column) => {
    const change = changed.get(`${String(row)} ${String(column)}`);
    return change === undefined ? undefined : markOf(change, side);
  });
}

/** What a cell says of its change, and the class of the cell. */
function markOf({ gained, lost }: CellChange, side: Side): { kind: string; mark: HTMLElement | undefined } {
  const part = side === 'head' ? gained : lost;
  const isInForce = [gained, lost].some(
    ({ capabilities, actions }) => capabilities.length + actions.length > 0,
  );
  const kind = isInForce ? 'changed' : 'changed one-lock';
  return { kind, mark: markText(part, side) };
}

function markText({ capabilities, actions, oneLock }: CellPart, side: Side): HTMLElement | undefined {
  const texts = [
    ...(actions.length > 0 ? [named(actions)] : capabilities.length > 0 ? [capabilities.join(', ')] : []),
    ...(oneLock.length > 0 ? [`${named(oneLock)} (one lock)`] : []),
  ];
  if (texts.length === 0) return undefined;
  const [sign, verb] = side === 'head' ? ['+', 'gained: '] : ['−', 'lost: '];
  return element(
    'span',
    { class: `mark ${side === 'head' ? 'gained' : 'lost'}` },
    element('span', { 'aria-hidden': 'true' }, `${sign} `),
    element('span', { class: 'visually-hidden' }, verb),
    texts.join('; '),
  );
}

function named(actions: readonly string[]): string {
  const more = actions.length - MOST_NAMED;
  return more > 1
    ? `${actions.slice(0, MOST_NAMED).join(', ')} and ${String(more)} more`
    : actions.join(', ');
}
