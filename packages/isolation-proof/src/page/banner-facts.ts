import { type Html, html } from './html';

/** What a banner says besides its verdict, each under its name. */
export function bannerFacts(facts: readonly (readonly [name: string, value: string])[]): Html {
  return html`<dl class="numbers">
    ${facts.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
