import { type Html, html } from './html';

/** The dialog in which a cell is opened. */
export function detailsDialog(): Html {
  return html`<dialog id="details" aria-labelledby="details-title">
    <div class="dialog-head">
      <h2 id="details-title"></h2>
      <button type="button" id="details-close">Close</button>
    </div>
    <div id="details-content"></div>
  </dialog>`;
}
