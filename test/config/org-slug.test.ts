import { orgSlugProblems, parseOrgSlug } from '../../config/org-slug';

const CHARACTERS = 'a slug has lower-case letters, digits and single inner hyphens, and starts with a letter';
const RESERVED =
  'this word is reserved (all, athena, aws, default, none, organization, platform, primary, shared, ssm); choose another slug';
const length = (count: number): string => `a slug has 3 to 26 characters, this one has ${count}`;
const ending = (reserved: string): string =>
  `"-${reserved}" ends composed names and may not occur in a slug; choose another slug`;
const suggesting = (slug: string): string => `${CHARACTERS}; try "${slug}"`;

describe('valid slugs', () => {
  test.each([
    'acme',
    'acme-eu',
    'abc',
    'a-b',
    'a1b2c3',
    'a-1-2',
    'x'.repeat(26),
    'a-b-c-d-e-f-g-h-i-j-k-l-mn',
    // Words that are reserved as a whole only, or only after a hyphen.
    'shared-services',
    'aws-users',
    'organizations',
    'policy',
    'data-hub',
    'hybrid-node-x',
    'policy-makers',
    'acmepolicy',
    'acme-data',
    'acme-hub',
    'acme-hybrid',
  ])('%s', (slug) => {
    expect(orgSlugProblems(slug)).toEqual([]);
    expect(parseOrgSlug(slug)).toBe(slug);
  });
});

describe('invalid slugs are refused with every reason', () => {
  test.each<[string, string, string[]]>([
    ['empty', '', [length(0), CHARACTERS]],
    ['one character too short', 'ab', [length(2)]],
    ['one character too long', 'x'.repeat(27), [length(27)]],
    ['300 characters', 'x'.repeat(300), [length(300)]],
    ['300 capitals', 'X'.repeat(300), [length(300), suggesting('x'.repeat(26))]],
    ['upper case', 'Acme', [suggesting('acme')]],
    ['all upper case', 'ACME-EU', [suggesting('acme-eu')]],
    ['umlaut', 'müller', [suggesting('muller')]],
    ['accents, composed and decomposed', 'caf\u00e9-cafe\u0301', [suggesting('cafe-cafe')]],
    ['full-width letters', 'ａｃｍｅ', [suggesting('acme')]],
    ['dotted Turkish capital', 'İstanbul', [suggesting('istanbul')]],
    [
      'Cyrillic letters that look Latin',
      'асмe',
      [`${CHARACTERS}; this one has "а" (U+0430, Cyrillic), "с" (U+0441, Cyrillic), "м" (U+043C, Cyrillic)`],
    ],
    [
      'one Cyrillic letter, without which it would be another slug',
      'аcme-eu',
      [`${CHARACTERS}; this one has "а" (U+0430, Cyrillic)`],
    ],
    ['a Greek letter', 'acmε-eu', [`${CHARACTERS}; this one has "ε" (U+03B5, Greek)`]],
    ['a Latin letter without accent', 'strøm', [`${CHARACTERS}; this one has "ø" (U+00F8, Latin)`]],
    ['a digit of another script', 'acme-١', [`${CHARACTERS}; this one has "١" (U+0661, Arabic)`]],
    ['a character that nobody sees', 'acme\u200b', [`${CHARACTERS}; this one has U+200B; try "acme"`]],
    ['direction', '\u202eacme', [`${CHARACTERS}; this one has U+202E; try "acme"`]],
    [
      'more scripts than are named',
      '東京都庁a',
      [`${CHARACTERS}; this one has "東" (U+6771, Han), "京" (U+4EAC, Han), "都" (U+90FD, Han) and 1 more`],
    ],
    ['emoji', '🦊🦊', [CHARACTERS]],
    ['leading digit', '1acme', [suggesting('acme')]],
    ['digits only', '12345', [CHARACTERS]],
    ['leading hyphen', '-acme', [suggesting('acme')]],
    ['trailing hyphen', 'acme-', [suggesting('acme')]],
    ['doubled hyphen', 'acme--eu', [suggesting('acme-eu')]],
    ['hyphens only', '---', [CHARACTERS]],
    ['underscore', 'acme_eu', [suggesting('acme-eu')]],
    ['space inside', 'acme eu', [suggesting('acme-eu')]],
    ['space at the end', 'acme ', [suggesting('acme')]],
    ['newline at the end', 'acme\n', [suggesting('acme')]],
    ['newline at the start', '\nacme', [suggesting('acme')]],
    ['line separator at the end', 'acme\u2028', [`${CHARACTERS}; this one has U+2028; try "acme"`]],
    ['second line', 'acme\nother', [suggesting('acme-other')]],
    ['NUL', 'acme\0', [suggesting('acme')]],
    ['slash', 'acme/eu', [suggesting('acme-eu')]],
    ['trailing slash', 'acme/', [suggesting('acme')]],
    ['path', '../acme', [suggesting('acme')]],
    ['wildcards', 'ac*e?', [suggesting('ac-e')]],
    ['policy variable', '${aws:PrincipalTag/orgSlug}', [length(27), suggesting('aws-principaltag-orgslug')]],
    ['suggestion cut at the length limit', `${'A'.repeat(25)} b`, [length(27), suggesting('a'.repeat(25))]],
    ['suggestion would be too short', 'A!', [length(2), CHARACTERS]],
    ['suggestion would be reserved', 'Shared', [CHARACTERS]],
    ['suggestion would hold a reserved ending', 'Acme Data Hub', [CHARACTERS]],
    ['reserved ending at the end', 'acme-data-hub', [ending('data-hub')]],
    ['reserved ending inside', 'acme-data-hub-eu', [ending('data-hub')]],
    ['other reserved ending at the end', 'acme-hybrid-node', [ending('hybrid-node')]],
    ['other reserved ending inside', 'acme-hybrid-node-1', [ending('hybrid-node')]],
    ['single-word reserved ending', 'acme-policy', [ending('policy')]],
    ['single-word reserved ending inside', 'acme-policy-eu', [ending('policy')]],
    [
      'reserved ending in a slug that is also too long',
      'a-very-long-acme-x-data-hub',
      [length(27), ending('data-hub')],
    ],
  ])('%s', (_, slug, problems) => {
    expect(orgSlugProblems(slug)).toEqual(problems);
    expect(() => parseOrgSlug(slug)).toThrow(
      new RangeError(`organization slug ${JSON.stringify(slug)}: ${problems.join('; ')}`),
    );
  });

  test.each([
    'all',
    'athena',
    'aws',
    'default',
    'none',
    'organization',
    'platform',
    'primary',
    'shared',
    'ssm',
  ])('reserved word %s', (slug) => {
    expect(orgSlugProblems(slug)).toEqual([RESERVED]);
  });

  // `ts-dev-acme-data-hub` is the beginning of `ts-dev-acme-data-hubs-data-hub`.
  test.each([
    ['acme-data-hubs', 'data-hub'],
    ['acme-hybrid-nodes', 'hybrid-node'],
    ['acme-policyholders', 'policy'],
  ])('%s, whose names would continue those of acme', (slug, reserved) => {
    expect(orgSlugProblems(slug)).toEqual([ending(reserved)]);
  });
});

test('a suggestion is itself a valid slug', () => {
  const suggestions = ['ACME', 'acme eu', 'Ünï-Cödé', 'A'.repeat(300), `${'b'.repeat(25)}--c`].map(
    (text) => /try "(.*)"/.exec(orgSlugProblems(text).join())?.[1],
  );
  expect(suggestions.map((slug) => orgSlugProblems(slug ?? ''))).toEqual([[], [], [], [], []]);
});
