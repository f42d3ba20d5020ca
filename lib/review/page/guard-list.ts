import { type Html, html } from '../../../packages/isolation-proof/src/page/html';
import type { Finding, JudgedSide, ListChanges } from '../guards/guard-change';
import type { EnvironmentReview, Section } from '../review';
import { changeList, type ListedChange } from './change-list';

/** The proof's verdict on both sides, and what came and went of what it rests on. */
export function guardList(review: EnvironmentReview): Html {
  const { proof, claims, rows, acknowledgements, declarations } = review;
  return html`<p class="lead">${verdict('Base', proof.base)} ${verdict('Head', proof.head)}</p>
    ${changeList([
      ...proof.head.findings.map((finding) => listedFinding(finding, 'on the head')),
      ...proof.base.findings.map((finding) => listedFinding(finding, 'on the base')),
      ...cameAndWent(claims, 'claim', ({ title }) => html`${title}`),
      ...cameAndWent(rows, 'contract row', ({ title }) => html`${title}`),
      ...cameAndWent(
        acknowledgements,
        'acknowledgement',
        ({ rule, path, reason }) => html`${rule} at <code>${path}</code>: ${reason}`,
      ),
      ...cameAndWent(declarations, 'declaration', ({ what, because }) => html`${what}: ${because}`),
    ])}`;
}

function verdict(side: string, { verdict: word, because }: JudgedSide): Html {
  const kind = word === 'proved' || word === 'violated' ? word : 'undecided';
  return html`${side} <span class="badge ${kind}">${word}</span> ${because}`;
}

function listedFinding({ title, lines }: Finding, where: string): ListedChange {
  return {
    weight: 'violated',
    badge: where,
    headline: html`${title}`,
    more: html`<pre>${lines.join('\n')}</pre>`,
  };
}

/** What came needs a look: it is new trust. What went is safe, but for claims and rows. */
function cameAndWent<Item>(
  section: Section<ListChanges<Item>>,
  what: string,
  headline: (item: Item) => Html,
): ListedChange[] {
  if (!section.compared) {
    return [{ weight: 'quiet', badge: `${what}s`, headline: html`not compared: ${section.because}` }];
  }
  const { added, removed } = section.changes;
  const tell = (items: readonly Item[], verb: string): ListedChange[] =>
    items.map((item) => ({ weight: 'gained', badge: `${what} ${verb}`, headline: headline(item) }));
  return [...tell(added, 'added'), ...tell(removed, 'removed')];
}
