import type { AccessItem } from './access-item';
import type { Phrase } from './phrase';

/** Makes Markdown of texts that come out of templates and configuration. */
export interface MarkdownEscape {
  /** Text that says nothing but itself: no markup, mention or link. */
  readonly text: (text: string) => string;
  /** Text as a span of code. */
  readonly code: (text: string) => string;
}

/**
 * An item of a list in GitHub-flavoured Markdown, a line each: the headline, and below it what else there is to know.
 * Each item stands for itself, so that a list may be cut between them.
 */
export function accessItemLines(item: AccessItem, escape: MarkdownEscape): string[] {
  const { headline, example, statements } = item;
  const { principal, action, resource, circumstances } = example;
  const request = [
    `${escape.code(principal)} calls ${escape.code(action)} on ${escape.code(resource)}`,
    ...circumstances.map((phrase) => phraseMarkdown(phrase, escape)),
  ];
  return [
    `- ${phraseMarkdown(headline, escape)}`,
    `  - for example, ${request.join(', ')}`,
    ...statements.map((phrase) => `  - ${phraseMarkdown(phrase, escape)}`),
  ];
}

/** A phrase as Markdown. */
export function phraseMarkdown(phrase: Phrase, escape: MarkdownEscape): string {
  return phrase
    .map((part) => (typeof part === 'string' ? escape.text(part) : escape.code(part.code)))
    .join('');
}
