import { join } from 'node:path';
import { loadEnvironment } from '../../../config/load-environment';
import { parseOrgSlug } from '../../../config/org-slug';
import { examine } from '../../../lib/isolation/proof';
import { readTemplate } from '../../../packages/isolation-proof/src/assembly/read-template';
import type { JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { synthesize, wholeOf } from '../../fixtures/synthesize';

const REGULATED = loadEnvironment('regulated', join(__dirname, '..', '..', '..', 'environments'));

/** The organizations by form, where all of "operations" is there. */
function formsWith(slugs: readonly string[]): string[][] {
  const organizations = slugs.map((slug) => ({
    slug: parseOrgSlug(slug),
    displayName: slug,
    status: 'active' as const,
    athenaUsers: [],
    audit: true,
  }));
  const operations = { ...REGULATED.operations, deployment: true as const };
  const { account, region } = REGULATED;
  const place = { account, region: region.name, partition: region.partition, dnsSuffix: region.dnsSuffix };
  const templates = JSON.parse(
    JSON.stringify(synthesize(wholeOf({ ...REGULATED, operations, compliancePacks: [], organizations }))),
  ) as Record<string, JsonObject>;
  const stacks = Object.entries(templates).map(([name, template]) => {
    const stack = readTemplate(name, template, place);
    if (typeof stack === 'string') throw new Error(stack);
    return stack;
  });
  return examine(stacks, ({ forms }) =>
    forms.map(({ organizations: alike }) => alike.map(({ slug }) => slug)),
  );
}

test.each([3, 12])('with everything on, %i organizations are of one form', (count) => {
  const slugs = ['acme', 'acme-eu', ...Array.from({ length: count - 2 }, (_, index) => `org-${index}x`)];
  expect(formsWith(slugs)).toEqual([slugs]);
});
