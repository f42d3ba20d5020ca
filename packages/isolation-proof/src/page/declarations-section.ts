import type { Declared } from '../judge/declarations';
import { type Html, html } from './html';

/** What the app declares and no template shows, each with its reason; nothing if it declares nothing. */
export function declarationsSection(declarations: readonly Declared[]): Html | undefined {
  if (declarations.length === 0) return undefined;
  return html`<section aria-labelledby="declarations">
    <h2 id="declarations">Declarations</h2>
    <p class="lead">The specification says so, and no template can show it. Review each of them.</p>
    <dl class="facts">
      ${declarations.map(
        ({ what, because }) =>
          html`<dt>${what}</dt>
            <dd>${because}</dd>`,
      )}
    </dl>
  </section>`;
}
