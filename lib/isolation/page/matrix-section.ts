import { embeddedJson, Html, html } from './html';
import type { PageData } from './page-data';

/** The matrix of principals and resources. What is in it is drawn by the page's script, as it is asked for. */
export function matrixSection(data: PageData): Html {
  const { capabilities } = data;
  return html`<section aria-labelledby="who-can-what">
      <h2 id="who-can-what">Who can do what</h2>
      <p class="lead">
        Worked out by the engine that judges the claims: <em>nothing</em> says that there is no such request.
        Open a cell to see the statements that decide it.
      </p>
      <noscript
        ><p class="note">The matrix needs JavaScript, which is in this page and loads nothing.</p></noscript
      >
      <div class="finder">
        <label for="search">Find an organization</label>
        <input
          id="search"
          type="search"
          autocomplete="off"
          spellcheck="false"
          aria-describedby="search-status"
        />
        <p id="search-status" role="status" aria-live="polite"></p>
        <ul id="organizations" aria-label="Organizations"></ul>
      </div>
      <h3>Principals of <span id="organization">an organization</span></h3>
      <p id="form-size" class="lead"></p>
      ${scrolled('matrix', 'Matrix of the organization')}
      <h3>Principals of no organization</h3>
      <p class="lead">
        The strongest that there can be: what is left to it is left by the policies of resources. Secrets that
        it fetches are ciphertext as long as it cannot decrypt, and what it reads of tables is metadata. That
        such a person could change a policy or a tag first is an assumption of the proof, and not part of the
        matrix.
      </p>
      ${scrolled('platform', 'Matrix of principals of no organization')} ${legend(capabilities)}
    </section>
    <dialog id="details" aria-labelledby="details-title">
      <div class="dialog-head">
        <h2 id="details-title"></h2>
        <button type="button" id="details-close">Close</button>
      </div>
      <div id="details-content"></div>
    </dialog>
    ${new Html(`<script type="application/json" id="data">${embeddedJson(data)}</script>`)}`;
}

function scrolled(id: string, title: string): Html {
  return html`<div class="scrolled" id="${id}" role="region" aria-label="${title}" tabindex="0"></div>`;
}

function legend(capabilities: PageData['capabilities']): Html {
  return html`<details class="legend" open>
    <summary>Legend</summary>
    <dl>
      ${capabilities.map(
        ({ id, meaning }) =>
          html`<div>
            <dt>${id}</dt>
            <dd>${meaning}</dd>
          </div>`,
      )}
      <div>
        <dt>nothing</dt>
        <dd>no request is allowed, by no action and with no condition</dd>
      </div>
      <div>
        <dt><span class="locks">●●●</span></dt>
        <dd>
          how many locks would refuse it each by itself: identity policies, the permissions boundary, resource
          policies
        </dd>
      </div>
      <div>
        <dt><span class="chip alarming">read</span></dt>
        <dd>nobody is meant to have this here</dd>
      </div>
    </dl>
    <p>
      What is not known of a request counts in its favour, so that the matrix says rather too much than too
      little.
    </p>
  </details>`;
}
