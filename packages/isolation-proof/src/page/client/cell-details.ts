import type { EntryData, GrantData, LockData, PageData, RefusalData, RefusedData } from '../page-data';
import { element } from './dom';
import type { OpenedCell } from './matrix-table';
import { statementCard } from './statement-card';
import type { Words } from '../words';

const LOCKS: Readonly<Record<LockData['lock'], string>> = {
  identity: 'Identity policies alone',
  boundary: 'The permissions boundary alone',
  resource: 'Resource policies alone',
};

/** What cells refer to by number. */
type Judgements = Pick<PageData, 'capabilities' | 'statements' | 'entries' | 'cells'>;

/** What decides a cell: for each capability the statements that grant it, or why it is refused. */
export function cellDetails(data: Judgements, { matrix, row, column, words }: OpenedCell): HTMLElement {
  const { resources = [], note } = matrix.rows[row] ?? {};
  const { names = [] } = matrix.columns[column] ?? {};
  const cell = data.cells[matrix.cells[row]?.[column] ?? 0];
  const entries = (cell?.entries ?? [])
    .map((number) => data.entries[number])
    .filter((entry) => entry !== undefined);
  return element(
    'div',
    {},
    element(
      'dl',
      { class: 'facts' },
      element('dt', {}, 'Principal'),
      element('dd', {}, ...names.map((name) => element('code', {}, words.of(name)))),
      element('dt', {}, 'Resource'),
      element('dd', {}, ...resources.map((text) => element('code', {}, words.of(text)))),
    ),
    note === undefined ? undefined : element('p', { class: 'note' }, note),
    ...entries.map((entry) => entryOf(data, entry, cell?.alarming ?? [], words)),
  );
}

function entryOf(
  data: Judgements,
  { capabilities, granted, refused }: EntryData,
  alarming: readonly string[],
  words: Words,
): HTMLElement {
  const isAlarming = capabilities.some((id) => alarming.includes(id));
  const chips = capabilities.map((id) =>
    element(
      'span',
      { class: `chip ${granted === undefined ? 'refused' : isAlarming ? 'alarming' : 'acts'}` },
      id,
    ),
  );
  const heading = element('h3', {}, granted === undefined ? 'Cannot ' : 'Can ', ...chips);
  const meanings = data.capabilities
    .filter(({ id }) => capabilities.includes(id))
    .map(({ id, meaning }) => `${id}: ${meaning}`)
    .join('; ');
  return element(
    'section',
    { class: 'entry' },
    heading,
    element('p', { class: 'meaning' }, meanings),
    ...(granted === undefined ? [] : grantParts(data, granted, words)),
    ...(refused === undefined ? [] : refusedParts(data, refused, words)),
  );
}

function grantParts(data: Judgements, { requests, statements }: GrantData, words: Words): HTMLElement[] {
  return [
    element('p', {}, 'Allowed by these statements, under their conditions:'),
    ...cards(data, statements, words),
    element('p', {}, 'For example:'),
    element(
      'ul',
      { class: 'requests' },
      ...requests.map(({ action, resource }) =>
        element('li', {}, element('code', {}, action), ' on ', element('code', {}, words.of(resource))),
      ),
    ),
  ];
}

function refusedParts(data: Judgements, { inForce, locks }: RefusedData, words: Words): HTMLElement[] {
  const list = element('ul', { class: 'lock-list' });
  for (const { lock, refusal } of locks) {
    const holds = refusal !== undefined;
    list.append(
      element(
        'li',
        { class: holds ? 'holds' : 'open' },
        element('b', {}, LOCKS[lock]),
        holds ? ' would deny it. ' : ' would not deny it.',
        ...(holds ? refusalParts(data, refusal, words) : []),
      ),
    );
  }
  return [
    element('div', {}, ...refusalParts(data, inForce, words)),
    ...(locks.length === 0 ? [] : [element('h4', {}, 'Each lock on its own'), list]),
  ];
}

function refusalParts(
  data: Judgements,
  { unallowed, denies }: RefusalData,
  words: Words,
): (string | HTMLElement)[] {
  if (denies.length === 0) return ['No statement allows it.'];
  return [
    unallowed ? 'No statement allows it, or it is denied by:' : 'Denied by:',
    ...cards(data, denies, words),
  ];
}

function cards(
  { statements }: Pick<PageData, 'statements'>,
  numbers: readonly number[],
  words: Words,
): HTMLElement[] {
  return numbers
    .map((number) => statements[number])
    .filter((statement) => statement !== undefined)
    .map((statement) => statementCard(statement, words));
}
