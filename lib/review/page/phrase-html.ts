import { type Html, html } from '../../../packages/isolation-proof/src/page/html';
import type { Phrase } from '../access/phrase';

/** A phrase as HTML. */
export function phraseHtml(phrase: Phrase): Html {
  return html`${phrase.map((part) => (typeof part === 'string' ? part : html`<code>${part.code}</code>`))}`;
}
