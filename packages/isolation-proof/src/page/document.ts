import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Html, html } from './html';

/** Later ones win. */
const STYLES = [
  'colors',
  'base',
  'verdict',
  'tables',
  'matrix',
  'finder',
  'statements',
  'dialog',
  'narrow',
] as const;
/** What one kind of page has besides. */
type MoreStyle = 'comparison';

/** What a document is made of. */
export interface DocumentParts {
  readonly title: string;
  readonly body: readonly Html[];
  /**
   * JavaScript of the page.
   * @default - none
   */
  readonly script?: string;
  /**
   * Styles besides those of every page.
   * @default - none
   */
  readonly styles?: readonly MoreStyle[];
  /**
   * CSS of this page alone, after all of those.
   * @default - none
   */
  readonly ownStyle?: string;
}

/**
 * A whole page that needs nothing but itself. Its policy allows its own style and script by their hashes, and
 * nothing else: no request, no other script, no form, no markup out of a script.
 */
export function documentOf({ title, body, script, styles = [], ownStyle = '' }: DocumentParts): string {
  const shared = [...STYLES, ...styles].map((name) =>
    readFileSync(join(__dirname, 'style', `${name}.css`), 'utf8'),
  );
  const style = [...shared, ownStyle].join('');
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${script === undefined ? "'none'" : hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  // Not formatted with the rest: a space more would be another hash.
  const styleElement = new Html(`<style>${style}</style>`);
  const scriptElement = script === undefined ? undefined : new Html(`<script>${script}</script>`);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        ${body} ${scriptElement}
      </body>
    </html>`.text;
}

/** https://www.w3.org/TR/CSP3/#grammardef-hash-source */
function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
