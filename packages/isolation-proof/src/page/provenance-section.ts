import type { Checkout } from '../provenance/checkout';
import type { Provenance } from '../provenance/provenance';
import { type Html, html } from './html';
import { environmentText, numberText } from './verdict-section';

/** What was judged, by which program, so that somebody else can check it. */
export function provenanceSection(provenance: Provenance): Html {
  const { tool, checkout, templates, unread } = provenance;
  const facts: readonly (readonly [string, Html])[] = [
    ['Environment', html`${environmentText(provenance)}`],
    ['Commit', commitOf(checkout)],
    ['Tool', html`${tool}`],
  ];
  return html`<section aria-labelledby="provenance">
    <h2 id="provenance">What was judged</h2>
    <dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    ${unread.map((sentence) => html`<p>${sentence}: display names and acknowledgements may be missing above.</p>`)}
    <h3>Templates</h3>
    <p class="lead">
      SHA-256 of each template file. To check, save these lines as <code>SHA256SUMS</code> in the folder of
      the assembly and run <code>sha256sum --check SHA256SUMS</code> there.
    </p>
    <details ${templates.length <= SHOWN_AT_ONCE ? html`open` : undefined}>
      <summary>${numberText(templates.length)} templates</summary>
      <pre tabindex="0" role="region" aria-label="SHA-256 of each template">${sums(templates)}</pre>
    </details>
  </section>`;
}

/** Most templates that are listed without being asked for. */
const SHOWN_AT_ONCE = 10;

function commitOf(checkout: Checkout | undefined): Html {
  if (checkout === undefined) return html`unknown: the assembly is in no git checkout`;
  const { commit, isModified } = checkout;
  return html`<code>${commit}</code> was checked out when the templates were
    judged${isModified ? ', with uncommitted changes' : ''}. The assembly does not record which commit it was
    synthesized from.`;
}

/** Lines as `sha256sum` writes and checks them. */
function sums(templates: Provenance['templates']): string {
  return templates.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join('');
}
