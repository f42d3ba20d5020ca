import { type Html, html } from '../../../packages/isolation-proof/src/page/html';
import type { AccessItem, AccessWords } from '../access/access-item';
import { changeList, codes, factList, type ListedChange } from './change-list';
import { phraseHtml } from './phrase-html';

/** Most organizations of one item that are all named. */
const MOST_NAMED = 200;

/** Who gains or loses what. */
export function accessList({ items, organizations, undecided }: AccessWords): Html {
  if (items.length + organizations.length + undecided.length === 0) {
    return html`<p class="lead">Nobody gains or loses access.</p>`;
  }
  return html`${sentences(undecided, 'violated', 'undecided')} ${changeList(items.map(listed))}
  ${sentences(organizations, 'quiet', 'organization')}`;
}

function sentences(
  phrases: AccessWords['undecided'],
  weight: ListedChange['weight'],
  badge: string,
): Html | undefined {
  return changeList(phrases.map((phrase) => ({ weight, badge, headline: phraseHtml(phrase) })));
}

function listed(item: AccessItem): ListedChange {
  const { change, isInForce, headline } = item;
  const badge = change === 'gained' ? 'gains' : 'loses';
  return {
    weight: change === 'gained' && isInForce ? 'gained' : 'quiet',
    badge: isInForce ? badge : `${badge}, one lock only`,
    headline: phraseHtml(headline),
    more: details(item),
  };
}

function details({ example, statements, actions, resources, organizations }: AccessItem): Html {
  const { principal, action, resource, circumstances } = example;
  return html`${factList([
    [
      'For example',
      [
        html`<code>${principal}</code>`,
        html`<code>${action}</code>`,
        html`<code>${resource}</code>`,
        ...circumstances.map(phraseHtml),
      ],
    ],
    ['Because', statements.map(phraseHtml)],
    ['Actions', codes(actions)],
    ['Resources', codes(resources)],
    ['Organizations', named(organizations)],
  ])}`;
}

function named(organizations: readonly string[]): Html[] {
  if (organizations.length === 0) return [];
  const more = organizations.length - MOST_NAMED;
  const rest = more > 0 ? ` and ${more.toLocaleString('en')} more` : '';
  return [html`${organizations.slice(0, MOST_NAMED).join(', ')}${rest}`];
}
