import { detailsDialog } from './details-dialog';
import { embeddedJson, Html, html } from './html';
import { legend } from './matrix-legend';
import type { PageData } from './page-data';

/** The matrix of principals and resources. What is in it is drawn by the page's script, as it is asked for. */
export function matrixSection(data: PageData): Html {
  const { capabilities } = data;
  return html`<section aria-labelledby="who-can-what">
      <h2 id="who-can-what">Who can do what</h2>
      <p class="lead">
        Computed by the engine that judges the claims. <em>nothing</em> means that no request is allowed. Open
        a cell to see the statements that decide it.
      </p>
      <noscript
        ><p class="note">
          The matrix and the list of organizations need JavaScript. The script is in this page and loads
          nothing.
        </p></noscript
      >
      <div class="finder">
        <label for="search">Find an organization by slug or display name</label>
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
      <div id="form-differences"></div>
      ${scrolled('matrix', 'Matrix of the organization')}
      <h3>Principals of no organization</h3>
      <p class="lead">
        An account administrator is the strongest of them: only resource policies restrict it. Secrets that it
        fetches stay encrypted as long as it cannot decrypt, and what it reads of tables is metadata. That
        nobody changes policies or tags first is an assumption, and not part of the matrix.
      </p>
      ${scrolled('platform', 'Matrix of principals of no organization')}
      <p class="downloads">
        Download the matrix:
        <button type="button" id="csv-organization">CSV of the organization</button>
        <button type="button" id="csv-all">CSV of everything</button>
      </p>
      ${legend(capabilities)}
    </section>
    ${detailsDialog()} ${new Html(`<script type="application/json" id="data">${embeddedJson(data)}</script>`)}`;
}

function scrolled(id: string, title: string): Html {
  return html`<div class="scrolled" id="${id}" role="region" aria-label="${title}" tabindex="0"></div>`;
}
