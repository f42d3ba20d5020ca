import { type Html, html } from '../../../packages/isolation-proof/src/page/html';

/** How much a reader has to look at a change: at what is red first. */
export type Weight = 'violated' | 'gained' | 'quiet';

/** One change: a line, and what opens below it. */
export interface ListedChange {
  readonly weight: Weight;
  /** A word or two. */
  readonly badge: string;
  readonly headline: Html;
  /**
   * What is shown on demand.
   * @default - the line says everything
   */
  readonly more?: Html;
}

/** Most changes of one list that are shown at once. */
const SHOWN_AT_ONCE = 40;

/** A list of changes, the first ones at once and the others on demand. */
export function changeList(changes: readonly ListedChange[]): Html | undefined {
  if (changes.length === 0) return undefined;
  const more = changes.slice(SHOWN_AT_ONCE);
  return html`<ul class="changes">
      ${changes.slice(0, SHOWN_AT_ONCE).map(changeItem)}
    </ul>
    ${
      more.length === 0
        ? undefined
        : html`<details>
            <summary>${more.length.toLocaleString('en')} more</summary>
            <ul class="changes">
              ${more.map(changeItem)}
            </ul>
          </details>`
    }`;
}

function changeItem({ weight, badge, headline, more }: ListedChange): Html {
  const line = html`<span class="badge ${weight}">${badge}</span> ${headline}`;
  return html`<li>
    ${
      more === undefined
        ? html`<p class="change">${line}</p>`
        : html`<details class="change">
            <summary>${line}</summary>
            ${more}
          </details>`
    }
  </li>`;
}

/** A list of facts, each a name and what is said of it; those without anything are left out. */
export function factList(facts: readonly (readonly [name: string, values: readonly Html[]])[]): Html {
  return html`<dl class="facts">
    ${facts
      .filter(([, values]) => values.length > 0)
      .map(
        ([name, values]) =>
          html`<dt>${name}</dt>
            ${values.map((value) => html`<dd>${value}</dd>`)}`,
      )}
  </dl>`;
}

/** Texts as code. */
export function codes(texts: readonly string[]): Html[] {
  return texts.map((text) => html`<code>${text}</code>`);
}
