import type { EnvironmentConfig } from '../../config/environment-config';
import { environmentWarnings, organizationWarnings } from '../../config/environment-warnings';
import { appearanceOf, lookAlikes } from '../../config/look-alike-slugs';
import { parseOrgSlug } from '../../config/org-slug';
import { environment, organization } from '../fixtures/environment';

const PACKS = ['AwsSolutions'] as const;
const of = (...slugs: readonly string[]): EnvironmentConfig =>
  environment({ compliancePacks: PACKS, organizations: slugs.map((slug) => organization(slug)) });

describe('slugs that people cannot tell apart', () => {
  test.each([
    ['acme-1', 'acme-l'],
    ['acme', 'acrne'],
    ['acme-0', 'acme-o'],
    ['wave', 'vvave'],
    ['dear', 'clear'],
    ['dear', 'c1ear'],
    ['modern', 'modem'],
    ['m1-w0', 'rnl-vvo'],
  ])('%s and %s', (one, other) => {
    expect(lookAlikes([one, other])).toEqual(new Map([[other, one]]));
    expect(lookAlikes([other, one])).toEqual(new Map([[one, other]]));
  });

  test.each([
    ['acme', 'acme-eu'],
    ['acme-1', 'acme-2'],
    ['acme-l', 'acme-i'],
    ['acme-eu', 'acmeeu'],
    ['mail', 'mall'],
    ['sales', '5ales'],
    ['kern', 'kem-x'],
    ['acme', 'acne'],
  ])('not %s and %s', (one, other) => {
    expect(lookAlikes([one, other])).toEqual(new Map());
  });

  test('a slug is no look-alike of itself, and each names the first', () => {
    expect(lookAlikes(['acme', 'acme'])).toEqual(new Map());
    expect(lookAlikes(['acme-1', 'globex', 'acme-l', 'acrne-1'])).toEqual(
      new Map([
        ['acme-l', 'acme-1'],
        ['acrne-1', 'acme-1'],
      ]),
    );
  });

  test('a hundred thousand slugs are compared in time that grows with their number only', () => {
    const slugs = Array.from({ length: 100_000 }, (_, index) => `org-${index.toString(16)}-x`);
    expect(lookAlikes(slugs).size).toBe(100_000 - new Set(slugs.map(appearanceOf)).size);
  });
});

test('an environment as it should be has no warning', () => {
  expect(environmentWarnings(of('acme', 'acme-eu'))).toEqual([]);
});

test('look-alikes are a warning at the later one', () => {
  expect(environmentWarnings(of('acme-1', 'acme-eu', 'acme-l'))).toEqual([
    {
      place: 'environments/test.json $.organizations[2].slug',
      value: 'acme-l',
      fix: 'looks like "acme-1"; before you act on one, make sure that it is not the other',
    },
  ]);
});

test.each([
  ['the same', 'Acme', 'Acme'],
  ['in capitals', 'Acme', 'ACME'],
  ['in full-width letters', 'Acme', 'Ａｃｍｅ'],
])('two organizations of one display name are a warning: %s', (_, one, other) => {
  const organizations = [
    organization('acme', { displayName: one }),
    organization('acme-eu', { displayName: other }),
  ];
  expect(environmentWarnings(environment({ compliancePacks: PACKS, organizations }))).toEqual([
    {
      place: 'environments/test.json $.organizations[1].displayName',
      value: other,
      fix: 'is the name of organization "acme", too; say in it what tells them apart',
    },
  ]);
});

test('no rule packs are a warning', () => {
  expect(environmentWarnings(environment({ compliancePacks: [] }))).toEqual([
    {
      place: 'environments/test.json $.compliancePacks',
      value: [],
      fix: 'no rule pack judges these templates; remove the field to have all of them',
    },
  ]);
});

test('whoever works on one organization is warned of what concerns it, whichever of the two it is', () => {
  const all = environment({
    compliancePacks: [],
    organizations: ['acme-1', 'acme', 'acme-l', 'acrne', 'acme-eu'].map((slug) => organization(slug)),
  });
  const warned = (slug: string): unknown[] =>
    organizationWarnings(all, parseOrgSlug(slug)).map(({ value }) => value);
  expect(warned('acme-1')).toEqual(['acme-l']);
  expect(warned('acme-l')).toEqual(['acme-l']);
  expect(warned('acme')).toEqual(['acrne']);
  expect(warned('acme-eu')).toEqual([]);
});
