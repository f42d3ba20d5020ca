import { escaped } from '../../config/quoting';

/** Most characters of one text out of a template or a file: an item has to fit into a comment. */
const LONGEST_TEXT = 500;

/** An entity that is nothing to be seen, and parts what would otherwise be read as one word. */
const BREAK = '&#8203;';

/** Characters that begin or end markup somewhere in GitHub-flavoured Markdown. */
const MARKUP = /[\\`*_[\]|~$!{}]/g;

/**
 * A text out of templates or configuration as GitHub-flavoured Markdown that says nothing but the text: no markup, no
 * HTML, mention, reference, link, table or block. For a place within a line, not at its beginning.
 * https://github.github.com/gfm/
 */
export function markdownText(text: string): string {
  return (
    inOneLine(text)
      .replace(MARKUP, '\\$&')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // Mentions, references and addresses are found after entities and backslashes are gone.
      .replace(/[@#]/g, `$&${BREAK}`)
      .replace(/(GH)-(?=\d)/gi, `$1-${BREAK}`)
      .replaceAll('://', `:${BREAK}//`)
      .replace(/(www)\./gi, `$1${BREAK}.`)
      .replace(/\b(mailto|xmpp):/gi, `$1${BREAK}:`)
  );
}

/** A name out of templates or configuration as a span of code. */
export function markdownCode(text: string): string {
  const line = inOneLine(text);
  if (line.trim() === '') return '(empty)';
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  // A space beside the fence is taken off again, and keeps a backtick away from it.
  const pad = /^[ `]|[ `]$/.test(line) ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Without line breaks or what cannot be seen, and not too long. */
function inOneLine(text: string): string {
  const cut =
    text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/, '')}...` : text;
  return escaped(cut);
}
