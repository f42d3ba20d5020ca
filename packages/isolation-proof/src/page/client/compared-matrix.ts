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

/** A line for each action; where only the capability changed, for each of these. */
function markText({ capabilities, actions, oneLock }: CellPart, side: Side): HTMLElement | undefined {
  const inForce = actions.length > 0 ? actions : capabilities;
  if (inForce.length + oneLock.length === 0) return undefined;
  const verb = side === 'head' ? 'gained' : 'lost';
  return element(
    'span',
    { class: `mark ${verb}`, title: [...inForce, ...oneLock].join(', ') },
    element('span', { class: 'visually-hidden' }, `${verb}: `),
    ...linesOf(inForce, side, ''),
    ...linesOf(oneLock, side, ' (one lock)'),
  );
}

function linesOf(names: readonly string[], side: Side, remark: string): HTMLElement[] {
  const more = names.length - MOST_NAMED;
  // To name the last one takes no more room than to count it.
  const shown = more > 1 ? [...names.slice(0, MOST_NAMED), `${String(more)} more`] : names;
  return shown.map((name) =>
    element(
      'span',
      { class: 'line' },
      element('span', { 'aria-hidden': 'true' }, side === 'head' ? '+ ' : '− '),
      ...breakable(withoutService(name)),
      `${remark} `,
    ),
  );
}

/** The row says of which service its resources are. */
function withoutService(action: string): string {
  return action.endsWith(':*') ? action : action.slice(action.indexOf(':') + 1);
}

/** A name that may be broken between its words: `Abort`, `Multipart`, `Upload`. */
function breakable(name: string): (string | HTMLElement)[] {
  return name
    .split(/(?<=[a-z])(?=[A-Z])/)
    .flatMap((word, index) => (index === 0 ? [word] : [element('wbr'), word]));
}
