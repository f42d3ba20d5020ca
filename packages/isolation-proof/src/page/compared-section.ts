import type { Compared } from './compared-matrices';
import { detailsDialog } from './details-dialog';
import type { ComparedData } from './compared-data';
import { embeddedJson, Html, html } from './html';
import { legend } from './matrix-legend';
import { numberText } from './verdict-section';

/**
 * The matrices of one app on both sides, those with changes side by side. What is in them is drawn by the page's script.
 * @param id of the section, `compared-0` and so on, by the place of its data in {@link comparedScaffold}
 */
export function comparedSection(id: string, { data, unchanged, leftOut }: Compared): Html {
  return html`<div id="${id}">
    ${data.matrices.length === 0 ? undefined : noscript()}
    ${data.matrices.map(({ organizations }, index) => sideBySide(`${id}-${index}`, organizations))}
    <p class="note">${unchangedText(unchanged)} ${leftOutText(leftOut)}</p>
  </div>`;
}

/**
 * What all of these sections need once: the legend, the dialog of a cell, and the data.
 * @param all in the order of their ids
 */
export function comparedScaffold(all: readonly ComparedData[]): Html {
  const [first] = all;
  return html`${first === undefined ? undefined : legend(first.capabilities, changeLegend())}
  ${detailsDialog()} ${new Html(`<script type="application/json" id="data">${embeddedJson(all)}</script>`)}`;
}

function sideBySide(id: string, organizations: readonly string[]): Html {
  return html`<h4 id="${id}">Principals of ${whose(organizations)}</h4>
    <div class="sides">
      ${(['base', 'head'] as const).map(
        (side) =>
          html`<div>
            <h5>${side === 'base' ? 'Base' : 'Head'}</h5>
            <div
              class="scrolled"
              id="${id}-${side}"
              role="region"
              aria-label="${side === 'base' ? 'Base' : 'Head'}: principals of ${whose(organizations)}"
              tabindex="0"
            ></div>
          </div>`,
      )}
    </div>`;
}

/** The shown organization, and how many others have the same. */
function whose([slug, ...others]: readonly string[]): string {
  if (slug === undefined) return 'no organization';
  if (others.length === 0) return slug;
  return `${slug}; the same for ${numberText(others.length)} other ${others.length === 1 ? 'organization' : 'organizations'}`;
}

function unchangedText({ length }: readonly string[]): string {
  if (length === 0) return '';
  return length === 1
    ? 'The matrix of 1 more organization is the same on both sides.'
    : `The matrices of ${numberText(length)} more organizations are the same on both sides.`;
}

function leftOutText(slugs: readonly string[]): string {
  return slugs.length === 0
    ? ''
    : `Left out for length: the matrices of ${numberText(slugs.length)} organizations with changes of their own (${slugs.slice(0, 10).join(', ')}${slugs.length > 10 ? ' …' : ''}).`;
}

function noscript(): Html {
  return html`<noscript
    ><p class="note">The matrices need JavaScript. The script is in this page and loads nothing.</p></noscript
  >`;
}

function changeLegend(): Html {
  return html`<div>
      <dt><span class="mark gained">+ action</span></dt>
      <dd>newly allowed; in the matrix of the head</dd>
    </div>
    <div>
      <dt><span class="mark lost">− action</span></dt>
      <dd>no longer allowed; in the matrix of the base</dd>
    </div>
    <div>
      <dt>(one lock)</dt>
      <dd>one lock alone says something else now; another one still denies it</dd>
    </div>
    <div>
      <dt>–</dt>
      <dd>there is no such principal or resource on this side</dd>
    </div>`;
}
