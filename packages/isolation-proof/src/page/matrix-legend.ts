import { type Html, html } from './html';
import type { PageData } from './page-data';

/**
 * What the words and signs of a matrix mean.
 * @param more entries besides; of a matrix that has signs of its own
 */
export function legend(capabilities: PageData['capabilities'], more?: Html): Html {
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
        <dd>no request is allowed, with any action and under any condition</dd>
      </div>
      <div>
        <dt><span class="locks">●●●</span></dt>
        <dd>
          how many locks deny it on their own: identity policies, the permissions boundary, resource policies
        </dd>
      </div>
      <div>
        <dt><span class="chip alarming">read</span></dt>
        <dd>allowed, although nobody is meant to have it here</dd>
      </div>
      ${more}
    </dl>
    <p>
      Whatever is unknown about a request counts as fulfilled, so the matrix overstates access rather than
      understating it.
    </p>
  </details>`;
}
