import { unrecordedOrganization } from '../../config/environment-config';
import { parseOrgSlug } from '../../config/org-slug';

test.each([
  ['acme', 'Acme'],
  ['acme-eu', 'Acme Eu'],
  ['acme-3d-print', 'Acme 3d Print'],
  ['a-b-c', 'A B C'],
  ['x1y-2z', 'X1y 2z'],
])(
  'an organization %s that is not recorded is an active one called %s, without users',
  (text, displayName) => {
    const slug = parseOrgSlug(text);
    expect(unrecordedOrganization(slug)).toEqual({
      slug,
      displayName,
      status: 'active',
      athenaUsers: [],
      audit: false,
    });
  },
);
