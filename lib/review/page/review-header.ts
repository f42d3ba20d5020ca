import { bannerFacts } from '../../../packages/isolation-proof/src/page/banner-facts';
import { type Html, html } from '../../../packages/isolation-proof/src/page/html';
import type { EnvironmentReview, Review, ReviewedSide } from '../review';

/** The top of the page: what the change comes to, and what was compared. */
export function reviewHeader(review: Review): Html {
  const { base, head, environments, outcome, notes } = review;
  const { title, sentence, kind } = summary(review);
  const facts: (readonly [string, string])[] = [
    ['Base', sideText(base)],
    ['Head', sideText(head)],
    ['Environments', environments.map(({ name }) => name).join(', ')],
    ['Exit code', String(outcome.exitCode)],
  ];
  return html`<header class="verdict ${kind}">
    <p class="what">Review of a change</p>
    <h1>${title}</h1>
    <p class="sentence">${sentence}</p>
    ${
      outcome.objections.length === 0
        ? undefined
        : html`<ul class="objections">
            ${outcome.objections.map(({ environment, text }) => html`<li><b>${environment}</b>: ${text}</li>`)}
          </ul>`
    }
    ${bannerFacts(facts)} ${notes.map((note) => html`<p class="scope">${note}</p>`)}
  </header>`;
}

function summary({ environments, outcome }: Review): Record<'title' | 'sentence' | 'kind', string> {
  const items = environments.flatMap(({ access }) => (access.compared ? access.changes.words.items : []));
  const gains = items.filter(({ change, isInForce }) => change === 'gained' && isInForce).length;
  const losses = items.filter(({ change, isInForce }) => change === 'lost' && isInForce).length;
  const isUnknown = environments.some(isUndecided);
  const title =
    gains + losses > 0
      ? `${counted(gains, 'gain', 'gains')}, ${counted(losses, 'loss', 'losses')}`
      : isUnknown
        ? 'Access not compared'
        : 'No change of access';
  const { objections } = outcome;
  return {
    title,
    sentence:
      objections.length === 0
        ? 'Nothing is objected to; what the change does is below.'
        : `${counted(objections.length, 'objection', 'objections')} to settle before it is merged:`,
    kind: objections.length > 0 ? 'violated' : gains > 0 || isUnknown ? 'undecided' : 'proved',
  };
}

/** Whether anything may have changed that is not told. */
function isUndecided({ access }: EnvironmentReview): boolean {
  return !access.compared || access.changes.undecided.length > 0;
}

function counted(count: number, one: string, several: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`;
}

function sideText({ name, commit, hasUncommittedChanges }: ReviewedSide): string {
  const where = commit === undefined ? name : `${name} (${commit.slice(0, 12)})`;
  return hasUncommittedChanges === true ? `${where}, with uncommitted changes` : where;
}
