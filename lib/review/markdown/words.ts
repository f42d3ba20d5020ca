import { phraseMarkdown } from '../access/access-markdown';
import { organizationWords } from '../access/organization-words';
import { markdownCode, markdownText } from '../escape';

/** How texts out of templates become Markdown. */
export const ESCAPE = { text: markdownText, code: markdownCode };

/** `1 resource`, `2 resources`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Whom of all organizations something is about: `all 412 organizations`, or some names and how many more. */
export function organizationNames(organizations: readonly string[], all: readonly string[]): string {
  return phraseMarkdown(organizationWords(organizations, all), ESCAPE);
}
