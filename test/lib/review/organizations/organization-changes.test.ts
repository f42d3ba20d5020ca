import type { ReviewedOrganization } from '../../../../lib/review/organizations/organization-change';
import { organizationChanges } from '../../../../lib/review/organizations/organization-changes';

type Status = ReviewedOrganization['status'];

function organizations(
  ...all: readonly (readonly [slug: string, status?: Status, displayName?: string])[]
): ReadonlyMap<string, ReviewedOrganization> {
  return new Map(
    all.map(([slug, status = 'active', displayName = slug]) => [slug, { slug, displayName, status }]),
  );
}

const NOTHING = {
  added: [],
  removed: [],
  suspended: [],
  reactivated: [],
  renamed: [],
  kept: ['acme', 'acme-eu'],
  count: { base: 2, head: 2 },
};
const BASE = organizations(['acme-eu'], ['acme']);

test('the same organizations in another order are no change', () => {
  expect(organizationChanges(BASE, organizations(['acme'], ['acme-eu']), () => false)).toEqual(NOTHING);
});

test('tells who comes, goes, is suspended, reactivated and renamed, sorted by slug', () => {
  const base = organizations(['acme'], ['acme-eu', 'suspended'], ['globex'], ['gone'], ['retired']);
  const head = organizations(
    ['newco'],
    ['acme', 'suspended'],
    ['acme-eu', 'active'],
    ['globex', 'active', 'Globex Inc'],
  );
  expect(organizationChanges(base, head, (slug) => slug === 'retired')).toEqual({
    added: [{ slug: 'newco', displayName: 'newco', status: 'active' }],
    removed: [
      { slug: 'gone', displayName: 'gone', status: 'active', isRetired: false },
      { slug: 'retired', displayName: 'retired', status: 'active', isRetired: true },
    ],
    suspended: [{ slug: 'acme', displayName: 'acme', status: 'suspended' }],
    reactivated: [{ slug: 'acme-eu', displayName: 'acme-eu', status: 'active' }],
    renamed: [{ slug: 'globex', from: 'globex', to: 'Globex Inc' }],
    kept: ['acme', 'acme-eu', 'globex'],
    count: { base: 5, head: 4 },
  });
});

test('an organization that comes suspended is added, and not suspended', () => {
  const head = organizations(['acme'], ['acme-eu'], ['newco', 'suspended']);
  expect(organizationChanges(BASE, head, () => false)).toEqual({
    ...NOTHING,
    added: [{ slug: 'newco', displayName: 'newco', status: 'suspended' }],
    count: { base: 2, head: 3 },
  });
});
