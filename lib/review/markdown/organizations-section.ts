import { markdownCode, markdownText } from '../escape';
import type { ReviewedOrganization } from '../organizations/organization-change';
import type { EnvironmentReview } from '../review';
import type { MarkdownSection } from './section';

/** What becomes of organizations. */
export function organizationSections({ organizations }: EnvironmentReview): MarkdownSection[] {
  if (!organizations.compared) return [];
  const { added, removed, suspended, reactivated, renamed, count } = organizations.changes;
  const items = [
    ...removed.map(({ isRetired, ...organization }) =>
      isRetired
        ? `- removed ${named(organization)}, as the record of retired slugs says`
        : `- **removed** ${named(organization)}, whose stack may be deployed`,
    ),
    ...added.map((organization) => `- added ${named(organization)}`),
    ...suspended.map((organization) => `- suspended ${named(organization)}`),
    ...reactivated.map((organization) => `- reactivated ${named(organization)}`),
    ...renamed.map(
      ({ slug, from, to }) => `- ${markdownCode(slug)} is now called ${quoted(to)}, not ${quoted(from)}`,
    ),
  ];
  if (items.length === 0) return [];
  const title = `Organizations: ${count.base === count.head ? count.head : `${count.base} before, ${count.head} now`}`;
  return [{ title, priority: 8, lead: [], items, isCollapsed: false }];
}

function named({ slug, displayName, status }: ReviewedOrganization): string {
  return `${markdownCode(slug)} (${quoted(displayName)}${status === 'suspended' ? ', suspended' : ''})`;
}

function quoted(text: string): string {
  return `"${markdownText(text)}"`;
}
