import type { Documented } from '../specification/documented';
import { type Html, html } from './html';
import { inlineMarkdown } from './markdown';
import type { ProofDocumentation } from '../specification/page-specification';

/** What the verdict rests on, in the words of the documentation. */
export function assumptionsSection({
  assumptions,
  notProvable,
  unconfirmed,
  unconfirmedPage,
}: ProofDocumentation): Html {
  return html`<section aria-labelledby="assumptions">
    <h2 id="assumptions">Assumptions and unconfirmed items</h2>
    <p class="lead">The verdict holds as far as these do. Check them for your account.</p>
    <h3>Assumed</h3>
    <ol class="documented">
      ${assumptions.map(item)}
    </ol>
    <h3>Not provable from templates</h3>
    <p class="lead">${inlineMarkdown(notProvable)}</p>
    <h3>Unconfirmed</h3>
    <p class="lead">
      Only a live AWS account can confirm these. <code>${unconfirmedPage}</code> has the safe default, and the
      command that confirms it, for each.
    </p>
    <details>
      <summary>${unconfirmed.length} unconfirmed items</summary>
      <ul class="documented">
        ${unconfirmed.map(item)}
      </ul>
    </details>
  </section>`;
}

function item({ title, text }: Documented): Html {
  return html`<li><b>${title}</b>${inlineMarkdown(text)}</li>`;
}
