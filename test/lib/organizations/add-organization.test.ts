import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { titleOf } from '../../../config/environment-config';
import { loadEnvironment } from '../../../config/load-environment';
import { selectFromContext } from '../../../config/selection';
import { type Addition, planAddition } from '../../../lib/organizations/add-organization';
import type { EntryFields } from '../../../lib/organizations/organization-entry';
import { acme, files, LEAST } from '../../config/environment-files';

const acmeEu = { slug: 'acme-eu', displayName: 'Acme Europe', athenaUsers: ['jane'] };
const fields = (slug: string, rest: Partial<EntryFields> = {}): EntryFields => ({
  slug,
  displayName: titleOf(slug),
  status: 'active',
  athenaUsers: [],
  ...rest,
});
const plan = (slug: string, rest: Partial<EntryFields> = {}): Addition =>
  planAddition('dev', files.directory, fields(slug, rest));
/** As the command does, where nothing but the slug is written. */
const planBySlug = (slug: string): Addition => planAddition('dev', files.directory, { slug });
const problems = (slug: string, rest: Partial<EntryFields> = {}): unknown[] =>
  files.problemsOf(() => plan(slug, rest));
const text = (): string => readFileSync(join(files.directory, 'dev.json'), 'utf8');
const write = (content: unknown): string => {
  files.write('dev', content);
  return text();
};
const dev = (): string => relative(process.cwd(), join(files.directory, 'dev.json'));

beforeEach(() => {
  write({ ...LEAST, organizations: [acme, acmeEu] });
});

describe('an organization that can be added', () => {
  test('is written when it is written, and the environment has it then as it was planned', () => {
    const before = text();
    const addition = plan('acme-eu-2', { displayName: ' Acme 2 ', athenaUsers: ['joe', 'ann'] });
    expect(text()).toBe(before);
    expect(addition).toMatchObject({
      recorded: false,
      file: dev(),
      entry: { slug: 'acme-eu-2', displayName: 'Acme 2', athenaUsers: ['joe', 'ann'] },
      warnings: [],
    });
    addition.write();
    expect(loadEnvironment('dev', files.directory)).toEqual(addition.environment);
    expect(addition.environment.organizations.at(-1)).toBe(addition.organization);
    expect(readdirSync(files.directory)).toEqual(['dev.json']);
  });

  test('is the one that a synth makes of its slug before it is recorded', () => {
    const before = selectFromContext({ environment: 'dev', organization: 'newco' }, files.directory);
    plan('newco').write();
    const after = selectFromContext({ environment: 'dev', organization: 'newco' }, files.directory);
    expect(after.organizations).toEqual(before.organizations);
    expect([before.notice === undefined, after.notice]).toEqual([false, undefined]);
  });

  test.each(['', '\uFEFF'])('keeps what the file begins with, %j, what it ends with and its mode', (mark) => {
    const content = `${mark}{\r\n\t"account": "111122223333",\r\n\t"region": "eu-central-1"\r\n}\r\n\r\n`;
    write(content);
    chmodSync(join(files.directory, 'dev.json'), 0o640);
    plan('acme').write();
    expect(text()).toBe(
      `${mark}{\r\n\t"account": "111122223333",\r\n\t"region": "eu-central-1",\r\n\t"organizations": [\r\n` +
        '\t\t{ "slug": "acme", "displayName": "Acme" }\r\n\t]\r\n}\r\n\r\n',
    );
    expect(statSync(join(files.directory, 'dev.json')).mode & 0o777).toBe(0o640);
  });

  test('is left as it is where nothing is said of it that differs, whatever it has', () => {
    const before = text();
    const addition = planBySlug('acme-eu');
    expect(addition).toMatchObject({ recorded: true, diff: '', entry: acmeEu });
    addition.write();
    expect(text()).toBe(before);
  });

  test('leaves out what is as by default', () => {
    expect(planBySlug('newco').entry).toEqual({ slug: 'newco', displayName: 'Newco' });
    expect(plan('newco').entry).toEqual({ slug: 'newco', displayName: 'Newco' });
    expect(plan('newco', { status: 'suspended' }).entry).toMatchObject({ status: 'suspended' });
  });

  test('is a warning where people take it for another', () => {
    expect(plan('acrne', { displayName: 'ACME' }).warnings).toMatchObject([
      { value: 'acrne', fix: expect.stringContaining('looks like "acme"') as string },
      { value: 'ACME', fix: expect.stringContaining('is the name of organization "acme"') as string },
    ]);
  });

  test('shows what changes', () => {
    write('{\n  "account": "111122223333",\n  "region": "eu-central-1",\n  "organizations": []\n}\n');
    expect(plan('newco').diff.split('\n')).toEqual([
      `--- ${dev()}`,
      `+++ ${dev()}`,
      '@@ -1,5 +1,7 @@',
      ' {',
      '   "account": "111122223333",',
      '   "region": "eu-central-1",',
      '-  "organizations": []',
      '+  "organizations": [',
      '+    { "slug": "newco", "displayName": "Newco" }',
      '+  ]',
      ' }',
    ]);
  });

  test('is written through a link, which stays one', () => {
    const real = join(files.directory, 'real');
    mkdirSync(real);
    writeFileSync(join(real, 'x'), JSON.stringify({ ...LEAST, account: '444455556666' }));
    symlinkSync(join(real, 'x'), join(files.directory, 'linked.json'));
    planAddition('linked', files.directory, fields('acme')).write();
    expect(readFileSync(join(real, 'x'), 'utf8')).toContain('"acme"');
    expect(readdirSync(real)).toEqual(['x']);
  });
});

describe('an organization that is there', () => {
  test('is left as it is, with the same fields in any order of users', () => {
    const before = write({ ...LEAST, organizations: [acme, { ...acmeEu, athenaUsers: ['jane', 'ann'] }] });
    const addition = plan('acme-eu', { displayName: 'Acme Europe', athenaUsers: ['ann', 'jane'] });
    expect([addition.recorded, addition.diff]).toEqual([true, '']);
    addition.write();
    expect(text()).toBe(before);
  });

  test('is refused with other fields, all of them at once', () => {
    const fix = (recorded: string): string =>
      `${dev()} has organization "acme-eu" with ${recorded}; edit it there, or choose another slug`;
    expect(problems('acme-eu', { status: 'suspended', athenaUsers: ['Jane'] })).toEqual([
      { place: '--display-name', value: 'Acme Eu', fix: fix('"Acme Europe"') },
      { place: '--status', value: 'suspended', fix: fix('"active"') },
      { place: '--athena-user', value: ['Jane'], fix: fix('["jane"]') },
    ]);
  });
});

describe('nothing is planned for', () => {
  test('fields that cannot be, named by their options, all at once', () => {
    expect(problems('Acme', { displayName: '', status: 'on', athenaUsers: ['a b', 'JANE'] })).toMatchObject([
      { place: 'SLUG', value: 'Acme' },
      { place: '--display-name', value: '' },
      { place: '--status', value: 'on' },
      { place: '--athena-user', value: 'a b' },
      { place: '--athena-user', value: 'JANE', fix: expect.stringContaining('listed already') as string },
    ]);
  });

  test('a slug that is retired', () => {
    files.writeRetired('dev', { retired: [{ slug: 'newco', retiredOn: '2026-03-31', reason: 'Gone' }] });
    expect(problems('newco')).toEqual([
      {
        place: 'SLUG',
        value: 'newco',
        fix: 'was retired on 2026-03-31 (Gone), and a slug is never reused; choose another',
      },
    ]);
    expect(problems('newco-eu')).toEqual([]);
  });

  test.each<[string, string, RegExp]>([
    ['comments', '{\n  // ours\n  "organizations": []\n}', /^line 2, column 3$/],
    ['a comma too many', '{"account": "111122223333",}', /^line 1, column 27$/],
    ['nothing', '', /dev\.json$/],
    ['a list', '[]', /dev\.json$/],
    [
      'organizations that are no list',
      JSON.stringify({ ...LEAST, organizations: {} }),
      /^\$\.organizations$/,
    ],
    ['a problem elsewhere', JSON.stringify({ ...LEAST, region: 'x' }), /^\$\.region$/],
  ])('a file with %s: it would not load', (_, content, place) => {
    const before = write(content);
    expect(problems('newco')).toContainEqual(
      expect.objectContaining({ place: expect.stringMatching(place) as string }),
    );
    expect(text()).toBe(before);
  });

  test('an environment that is not there, or cannot be', () => {
    const of = (name: string): unknown =>
      files.problemsOf(() => planAddition(name, files.directory, fields('acme')));
    expect(of('prod')).toMatchObject([{ fix: 'does not exist; the environments are dev' }]);
    expect(of('../dev')).toMatchObject([{ place: '--environment', value: '../dev' }]);
  });
});

test('a file that was changed meanwhile stays as it was changed', () => {
  const first = plan('newco');
  plan('newco-eu').write();
  const between = text();
  expect(() => {
    first.write();
  }).toThrow(`${dev()} was changed meanwhile: run the same command again; nothing was written`);
  expect(text()).toBe(between);
  expect(readdirSync(files.directory)).toEqual(['dev.json']);
});
