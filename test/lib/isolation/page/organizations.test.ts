import { PAGE } from '../../../../lib/isolation/page/page';
import type { OrganizationRecord } from '../../../../packages/isolation-proof/src/provenance/organization-records';
import { examine } from '../../../../lib/isolation/proof';
import { organizationsOf } from '../../../../packages/isolation-proof/src/page/organizations';
import type { OrganizationData } from '../../../../packages/isolation-proof/src/page/page-data';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { ACME, type Edit, platform, SUSPENDED, withoutResource } from '../contract/platform';

function organizations(
  stacks: readonly StackTemplate[],
  ...records: OrganizationRecord[]
): OrganizationData[] {
  const bySlug = new Map(records.map((record) => [record.slug, record]));
  return examine(stacks, (evidence) => organizationsOf(evidence, PAGE.isSuspended, bySlug));
}

const record = (slug: string, status: OrganizationRecord['status']): OrganizationRecord => ({
  slug,
  displayName: `The ${slug} company`,
  status,
});

test('the status is what the templates say, and display names are those of the environment', () => {
  const found = organizations(
    platform(undefined, SUSPENDED),
    record('acme', 'suspended'),
    record('acme-eu', 'active'),
  );
  expect(found).toEqual([
    { slug: 'acme', displayName: 'The acme company', status: 'suspended' },
    { slug: 'acme-eu', displayName: 'The acme-eu company', status: 'active' },
  ]);
});

test.each<[string, string | undefined, OrganizationRecord['status'], Partial<OrganizationData>]>([
  [
    'is said to be suspended, and is active',
    undefined,
    'suspended',
    { status: 'active', recordedStatus: 'suspended' },
  ],
  [
    'is said to be active, and is suspended',
    SUSPENDED,
    'active',
    { status: 'suspended', recordedStatus: 'active' },
  ],
])('an organization that %s has both', (_what, from, status, expected) => {
  expect(organizations(platform(undefined, from), record('acme', status))[0]).toMatchObject(expected);
});

test('without records there are slugs and statuses', () => {
  expect(organizations(platform())).toEqual([
    { slug: 'acme', status: 'active' },
    { slug: 'acme-eu', status: 'active' },
  ]);
});

test('of an organization without a workgroup the status is unknown, whatever is recorded', () => {
  const edit: Edit = withoutResource(ACME, 'AWS::Athena::WorkGroup');
  expect(organizations(platform(edit), record('acme', 'active'))[0]).toEqual({
    slug: 'acme',
    displayName: 'The acme company',
    status: 'unknown',
  });
});
