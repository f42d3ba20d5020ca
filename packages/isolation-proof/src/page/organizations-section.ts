import { type Html, html } from './html';
import { numberText } from './verdict-section';

/** Most organizations that are listed without being asked for. */
const SHOWN_AT_ONCE = 50;

/** Every organization, and why some are judged apart. Drawn by the page's script, as it is asked for. */
export function organizationsSection(organizations: number): Html {
  const open = organizations <= SHOWN_AT_ONCE ? html`open` : undefined;
  return html`<section aria-labelledby="all-organizations">
    <h2 id="all-organizations">Organizations</h2>
    <p class="lead">
      Organizations of one form have identical templates but for their own names, and share verdict and
      matrix. Status is what the templates say.
    </p>
    <div id="forms"></div>
    <details id="organization-list" ${open}>
      <summary>
        ${numberText(organizations)} ${organizations === 1 ? 'organization' : 'organizations'}
      </summary>
      <div id="organization-table"></div>
    </details>
  </section>`;
}
