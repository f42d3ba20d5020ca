import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { environmentWarnings, organizationWarnings } from '../../config/environment-warnings';
import { listEnvironments } from '../../config/load-environment';
import { parseOrgSlug } from '../../config/org-slug';
import { retiredSlugs } from '../../config/retired-slugs';
import { selectFromContext } from '../../config/selection';
import { acme, files, globex, LEAST } from './environment-files';

const RETIRED = { slug: 'acme', retiredOn: '2026-03-31', reason: 'The contract ended', reference: 'OPS-1' };
const FIX =
  'was retired on 2026-03-31 (The contract ended; OPS-1), and a slug is never reused; choose another';
const acmeEu = { slug: 'acme-eu', displayName: 'Acme Europe' };

const record = (...retired: readonly object[]): void => {
  files.writeRetired('dev', { retired });
};
/** Places in the record are written as their JSON path alone. */
const recordProblems = (content: unknown): unknown[] => {
  files.writeRetired('dev', content);
  const prefix = `${relative(process.cwd(), join(files.directory, 'retired', 'dev.json'))} `;
  return files
    .problemsOf(() => retiredSlugs('dev', files.directory))
    .map(({ place, ...rest }) => ({
      place: place.startsWith(prefix) ? place.slice(prefix.length) : place,
      ...rest,
    }));
};

describe('the record', () => {
  test('holds no slug where there is none', () => {
    expect(retiredSlugs('dev', files.directory)).toEqual([]);
  });

  test('is of one environment, in its order', () => {
    const other = { slug: 'acme-eu', retiredOn: '2024-02-29', reason: 'Merged' };
    files.writeRetired('dev', {
      $schema: '../../config/retired-slugs.schema.json',
      retired: [RETIRED, other],
    });
    expect(retiredSlugs('dev', files.directory)).toEqual([RETIRED, other]);
    expect(retiredSlugs('production', files.directory)).toEqual([]);
  });

  test('is no environment', () => {
    files.write('dev', LEAST);
    record(RETIRED);
    expect(listEnvironments(files.directory)).toEqual(['dev']);
  });

  test.each<[string, unknown, object[]]>([
    ['a list', [], [{ fix: 'write a JSON object with the list "retired"' }]],
    ['no list', {}, [{ place: '$.retired', fix: 'is missing; write a list of retired slugs, or []' }]],
    [
      'a slug that is none',
      { retired: [{ ...RETIRED, slug: 'ac' }] },
      [{ place: '$.retired[0].slug', value: 'ac', fix: 'a slug has 3 to 26 characters, this one has 2' }],
    ],
    [
      'a day that is none, and no reason',
      { retired: [{ slug: 'acme', retiredOn: '2025-02-29', reason: '  ' }] },
      [
        { place: '$.retired[0].retiredOn', value: '2025-02-29' },
        { place: '$.retired[0].reason', value: '  ' },
      ],
    ],
    [
      'an unknown field',
      { retired: [{ ...RETIRED, note: '' }] },
      [{ place: '$.retired[0].note', fix: 'unknown field; remove it, or correct its name' }],
    ],
    [
      'a slug twice, beside another problem',
      { retired: [RETIRED, { ...RETIRED, reference: 1 }] },
      [
        { place: '$.retired[1].reference', value: 1 },
        { place: '$.retired[1].slug', value: 'acme', fix: 'this slug is retired already; keep one entry' },
      ],
    ],
    ['a field twice', '{ "retired": [], "retired": [] }', [{ place: 'line 1, column 18' }]],
    ['nothing', '', [{ fix: 'is not JSON: it is empty' }]],
  ])('that holds %s is refused', (_, content, problems) => {
    expect(recordProblems(content)).toMatchObject(problems);
    expect(recordProblems(content)).toHaveLength(problems.length);
  });

  test('that cannot be read is a problem, because any slug may be in it', () => {
    mkdirSync(join(files.directory, 'retired', 'dev.json'), { recursive: true });
    const problems = files.problemsOf(() => retiredSlugs('dev', files.directory));
    expect(problems).toMatchObject([{ fix: 'cannot be read (EISDIR)' }]);
  });

  test('of what no environment can be called is not looked for', () => {
    const problems = files.problemsOf(() => retiredSlugs('../dev', files.directory));
    expect(problems).toMatchObject([
      { fix: expect.stringContaining('2 to 16 lower-case letters') as string },
    ]);
  });
});

describe('an environment', () => {
  test('carries its record', () => {
    record(RETIRED);
    expect(files.load({ ...LEAST, organizations: [acmeEu] }).retiredSlugs).toEqual([RETIRED]);
  });

  test('with an organization whose slug is retired is refused, and nothing is said of one that begins with it', () => {
    record(RETIRED);
    expect(files.problemsWith({ ...LEAST, organizations: [globex, acme, acmeEu] })).toEqual([
      { place: '$.organizations[1].slug', value: 'acme', fix: FIX },
    ]);
  });

  test('tells what is wrong in its record together with what is wrong in itself', () => {
    files.writeRetired('dev', { retired: [{ ...RETIRED, reason: 1 }] });
    const problems = files.problemsWith({ ...LEAST, region: 'x', organizations: [acme] });
    expect(problems.map(({ place }) => place)).toEqual([
      '$.region',
      expect.stringMatching(/retired.dev\.json \$\.retired\[0\]\.reason$/),
    ]);
  });

  test('does not care for the record of another', () => {
    files.writeRetired('production', { retired: [RETIRED] });
    expect(files.problemsWith({ ...LEAST, organizations: [acme] })).toEqual([]);
  });
});

describe('a slug that looks like a retired one', () => {
  const looksLike = (index: number) => ({
    place: `environments/dev.json $.organizations[${index}].slug`,
    value: 'acrne',
    fix: 'looks like "acme", which was retired on 2026-03-31; old tickets, logs and backups name that one',
  });

  test('is a warning where it is recorded', () => {
    record(RETIRED);
    const environment = files.load({ ...LEAST, organizations: [acmeEu, { ...acme, slug: 'acrne' }] });
    expect(environmentWarnings(environment)).toEqual([looksLike(1)]);
    expect(organizationWarnings(environment, parseOrgSlug('acrne'))).toEqual([looksLike(1)]);
    expect(organizationWarnings(environment, parseOrgSlug('acme-eu'))).toEqual([]);
  });

  test.each([
    ['acme', FIX],
    [
      'acrne',
      'looks like "acme", which is retired, and a slug is permanent; choose another, ' +
        'or record it in environments/dev.json first, if it has to be this one',
    ],
  ])('%s is refused where it is not recorded', (slug, fix) => {
    record(RETIRED);
    files.write('dev', { ...LEAST, organizations: [acmeEu] });
    const select = (): unknown =>
      selectFromContext({ environment: 'dev', organization: slug }, files.directory);
    expect(files.problemsOf(select)).toEqual([{ place: '-c organization', value: slug, fix }]);
  });
});
