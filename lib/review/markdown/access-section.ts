import { accessItemLines, phraseMarkdown } from '../access/access-markdown';
import type { AccessItem } from '../access/access-item';
import type { EnvironmentReview } from '../review';
import type { MarkdownSection } from './section';
import { counted, ESCAPE } from './words';
import { markdownText } from '../escape';

/** Who gains or loses what. Gains come first: they are what a reviewer looks for. */
export function accessSections({ access, presence }: EnvironmentReview): MarkdownSection[] {
  if (!access.compared) {
    // Of an environment on one side only, this is said above.
    return presence === 'both' ? [notCompared(access.because)] : [];
  }
  const { items, organizations, undecided } = access.changes.words;
  return [
    ...gainsOrLosses(
      'Gains of access',
      10,
      items.filter(({ change }) => change === 'gained'),
    ),
    ...gainsOrLosses(
      'Losses of access',
      30,
      items.filter(({ change }) => change === 'lost'),
    ),
    ...lines(
      'Access that could not be compared',
      5,
      undecided.map((phrase) => phraseMarkdown(phrase, ESCAPE)),
    ),
    ...lines(
      'Access of organizations on one side only',
      40,
      organizations.map((phrase) => phraseMarkdown(phrase, ESCAPE)),
    ),
  ];
}

function notCompared(because: string): MarkdownSection {
  const lead = [`Not compared: ${markdownText(because)}`];
  return { title: 'Access', priority: 5, lead, items: [], isCollapsed: false };
}

function gainsOrLosses(title: string, priority: number, items: readonly AccessItem[]): MarkdownSection[] {
  if (items.length === 0) return [];
  const inForce = items.filter(({ isInForce }) => isInForce).length;
  const alone = items.length - inForce;
  const size = [
    ...(inForce === 0 ? [] : [`${inForce} in force`]),
    ...(alone === 0 ? [] : [`${alone} by one lock alone`]),
  ].join(', ');
  return [
    { title: `${title} (${size})`, priority, lead: [], items: items.map(itemText), isCollapsed: false },
  ];
}

/** The headline, and what is behind it for whoever opens it. */
function itemText(item: AccessItem): string {
  const [headline = '', ...details] = accessItemLines(item, ESCAPE);
  return [
    headline,
    '  <details><summary>example, statements</summary>',
    '',
    ...details,
    '',
    '  </details>',
  ].join('\n');
}

function lines(title: string, priority: number, sentences: readonly string[]): MarkdownSection[] {
  if (sentences.length === 0) return [];
  const items = sentences.map((sentence) => `- ${sentence}`);
  return [
    { title: `${title} (${counted(items.length, 'line')})`, priority, lead: [], items, isCollapsed: false },
  ];
}
