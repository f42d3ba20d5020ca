import type { StatementData } from '../page-data';
import { element } from './dom';
import type { Words } from '../words';

/** A statement: its name, where it is from, and on demand what it says. */
export function statementCard(statement: StatementData, words: Words): HTMLElement {
  const { effect, name, policy, path, stack, elements } = statement;
  const list = element('dl', { class: 'elements' });
  for (const [title, texts] of elements) {
    list.append(
      element('dt', {}, words.of(title)),
      element('dd', {}, ...texts.map((text) => element('code', {}, words.of(text)))),
    );
  }
  return element(
    'details',
    { class: 'statement' },
    element(
      'summary',
      {},
      element('span', { class: `effect ${effect.toLowerCase()}` }, effect),
      ' ',
      element('b', {}, words.of(name)),
      ' ',
      element('span', { class: 'policy' }, policy),
      element('span', { class: 'place' }, words.of(path)),
    ),
    element('p', { class: 'stack' }, 'Stack ', element('code', {}, words.of(stack))),
    list,
  );
}
