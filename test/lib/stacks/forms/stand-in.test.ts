import fc from 'fast-check';
import { MAX_ORG_SLUG_LENGTH } from '../../../../config/name-limits';
import { orgSlugProblems, ORG_SLUG_PATTERN, STAND_IN_SLUG } from '../../../../config/org-slug';
import { Renaming } from '../../../../lib/stacks/forms/renaming';
import { formOf, namesOf, standInOf } from '../../../../lib/stacks/forms/stand-in';
import { anySlug } from '../../../config/arbitrary-names';
import { ACME, organization } from '../../../fixtures/environment';

test('what stands for a slug is as long as a slug can be, and no organization has it', () => {
  expect(STAND_IN_SLUG).toMatch(ORG_SLUG_PATTERN);
  expect(STAND_IN_SLUG).toHaveLength(MAX_ORG_SLUG_LENGTH);
  expect(orgSlugProblems(STAND_IN_SLUG)).toEqual([
    'this slug is reserved for a stand-in when templates are written; choose another slug',
  ]);
});

test('no stand-in is within another, for any number of users', () => {
  const standIn = standInOf(organization('acme', { athenaUsers: Array.from({ length: 120 }, () => 'ann') }));
  const standIns = [...namesOf(standIn).keys()];
  expect(standIns).toHaveLength(123);
  const within = standIns.flatMap((one) => standIns.filter((other) => other !== one && other.includes(one)));
  expect(within).toEqual([]);
});

test('a stand-in becomes the organization that it stands for', () => {
  fc.assert(
    fc.property(anySlug, fc.string(), (slug, description) => {
      const one = organization(slug, { athenaUsers: ['ann', 'a.b+c@d'] });
      const standIn = standInOf(one);
      const text = JSON.stringify({
        slug: standIn.slug,
        users: standIn.athenaUsers,
        text: standIn.displayName,
      });
      const renamed = new Renaming(text, [...namesOf(standIn).keys()]).for(namesOf(one, description));
      expect(JSON.parse(renamed)).toEqual({ slug, users: one.athenaUsers, text: description });
    }),
  );
});

test.each([
  ['slug and name', { ...organization('globex'), displayName: 'Globex' }, true],
  ['another status', { ...ACME, status: 'suspended' as const }, false],
  ['a user more', { ...ACME, athenaUsers: ['ann'] }, false],
  ['its audit', { ...ACME, audit: true }, false],
  ['what is added to the configuration', { ...ACME, tier: 2 }, false],
])('form: %s', (_, other, isSame) => {
  expect(formOf(other) === formOf(ACME)).toBe(isSame);
});
