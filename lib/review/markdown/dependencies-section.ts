import { markdownCode, markdownText } from '../escape';
import type { DependencyChange } from '../dependencies/dependency-change';
import type { Review } from '../review';
import type { MarkdownSection } from './section';

/** What changed of the packages that the app is built with. */
export function dependencySections({ dependencies }: Review): MarkdownSection[] {
  if (!dependencies.compared) return [];
  const { direct, transitive } = dependencies.changes;
  const { added, removed, changed } = transitive;
  if (direct.length + added + removed + changed === 0) return [];
  const others =
    added + removed + changed === 0 ? 'none' : `${added} added, ${removed} removed, ${changed} changed`;
  return [
    {
      title: 'Dependencies',
      priority: 55,
      lead: [`Packages that only other packages need: ${others}.`],
      items: direct.map(dependencyText),
      isCollapsed: false,
    },
  ];
}

function dependencyText({ name, from, to, kind }: DependencyChange): string {
  const which = `${markdownCode(name)}${kind === 'development' ? ' (development)' : ''}`;
  if (from === undefined) return `- added ${which} ${markdownText(to ?? '')}`;
  return to === undefined
    ? `- removed ${which} ${markdownText(from)}`
    : `- ${which} ${markdownText(from)} → ${markdownText(to)}`;
}
