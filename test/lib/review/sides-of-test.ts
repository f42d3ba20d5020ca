import type { ReviewSide } from '../../../lib/review/sides/review-side';
import type { SideStack } from '../../../lib/review/sides/side-stack';
import { readStack } from '../../../packages/isolation-proof/src/assembly/read-stack';
import type { Json } from '../../../packages/isolation-proof/src/templates/json';

/** Resources of a template by their logical ids. */
export type Resources = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A stack as a side has it; with an organization, it is tagged as its own. */
export function stackOf(
  name: string,
  resources: Resources,
  organization?: string,
  more: Partial<SideStack> = {},
): SideStack {
  return {
    name,
    text: JSON.stringify({ Description: `Stack ${name}`, Resources: resources }, null, 1),
    terminationProtection: true,
    ...(organization === undefined
      ? { tags: { environment: 'test' } }
      : { organization, tags: { environment: 'test', orgSlug: organization } }),
    ...more,
  };
}

/** A side of an environment, made by hand. */
export function sideOf(stacks: readonly SideStack[], more: Partial<ReviewSide> = {}): ReviewSide {
  return {
    stacks,
    templates: () =>
      stacks.map(({ name, text }) =>
        readStack({
          name,
          template: JSON.parse(text) as Json,
          account: '111122223333',
          region: 'eu-central-1',
        }),
      ),
    organizations: new Map(
      stacks.flatMap(({ organization: slug }) =>
        slug === undefined ? [] : [[slug, { slug, displayName: slug, status: 'active' as const }]],
      ),
    ),
    acknowledged: [],
    unread: [],
    ...more,
  };
}
