import type { StackSettings } from '../../../../packages/isolation-proof/src/assembly/stack-settings';
import type { TemplateText } from '../../../../packages/isolation-proof/src/assembly/template-text';
import { readStacks } from '../../../../packages/isolation-proof/src/forms/read-stacks';
import { Ownership } from '../../../../packages/isolation-proof/src/model/ownership';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { ACCOUNT } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { parsedOf } from './read-by-text';
import { bucket, type Made, platform, templateOf } from './templates-of-tenants';

const THREE = ['acme', 'acme-eu', 'globex'];

test('of templates that are the same but for names, one is parsed', () => {
  expect(parsedOf(platform((slug) => templateOf(slug), ...THREE))).toEqual(['platform-acme']);
});

test('shared templates are parsed, whatever stands in them', () => {
  const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'acme' } };
  const shared = JSON.stringify({ Resources: { Bucket: bucket } });
  expect(parsedOf({ shared, ...platform((slug) => templateOf(slug), ...THREE), more: shared })).toEqual([
    ...['shared', 'platform-acme', 'more'],
  ]);
});

test.each<[string, string, string]>([
  ['a neighbour', '/globex/*', '/acme/*'],
  ['a neighbour whose slug begins alike', '/globex/*', '/globex-eu/*'],
  ['everybody', '/globex/*', '/*'],
  ['another setting', 'ENABLED', 'DISABLED'],
  ['another action', 's3:GetObject', 's3:PutObject'],
  ['another path', 'platform-globex/Role', 'platform-globex/role'],
  ["another tenant's tag", '"globex"\n', '"acme"\n'],
  ['another layout', '{\n "Resources"', '{"Resources"'],
])('one of many with a mistake is parsed: %s', (_what, from, to) => {
  const wrong = templateOf('globex').replace(from, to);
  expect(wrong).not.toBe(templateOf('globex'));
  const parsed = parsedOf(platform({ globex: () => wrong }, ...THREE, 'initech'));
  expect(parsed).toEqual(['platform-acme', 'platform-globex']);
});

test.each([
  ...['s3', 'aws', 'arn', 'data', 'role', 'inline', 'credentials', 'orgSlug', 'Key', 'Role', 'Resource'],
  ...['true', 'null', 'test', '2012', '10', 'acme-role', 'platform', 'Policies', 'Ref', 'n', 'eu', 'a-a'],
])('a tenant called %s, which other words of its template hold, is read as by itself', (slug) => {
  for (const slugs of [
    ['acme', slug, 'globex'],
    [slug, 'acme', 'globex'],
  ]) {
    expect(parsedOf(platform((one) => templateOf(one), ...slugs))).toContain(`platform-${slugs[0] ?? ''}`);
  }
});

const output = (slug: string): JsonObject => ({ Outputs: { Bucket: { Value: slug } } });
const named = (name: Json, slug: string): string => templateOf(slug, {}, bucket({ BucketName: name }, slug));

test.each<[string, Made]>([
  ['in outputs, which nothing is read of', (slug) => templateOf(slug, output(slug))],
  ['in the description of the stack', (slug) => templateOf(slug, { Description: `Stack of ${slug}` })],
  ['in a text that is put together', (slug) => named({ 'Fn::Join': ['-', [slug, 'data']] }, slug)],
  ['in a text with variables', (slug) => named({ 'Fn::Sub': `\${AWS::Region}-${slug}` }, slug)],
  ['beside quotes and slashes', (slug) => named(`"${slug}"\\${slug}\\`, slug)],
  ['with underscores', (slug) => named(`x_${slug.replaceAll('-', '_')}`, slug)],
])('names may stand %s', (_where, make) => {
  expect(parsedOf(platform(make, 'acme-eu', 'acme-us', 'globex-eu'))).toEqual(['platform-acme-eu']);
});

const JOINED_ACME: Json = { 'Fn::Join': ['', ['ac', 'me']] };

test.each<[string, Made]>([
  [
    'a function that is evaluated',
    (slug) => named({ 'Fn::Select': [0, { 'Fn::Split': ['-', slug] }] }, slug),
  ],
  ['a reference', (slug) => named({ Ref: slug }, slug)],
  ['a setting', (slug) => templateOf(slug, {}, bucket({ AccessControl: slug }, slug))],
  ['the key of an object', (slug) => templateOf(slug, {}, bucket({ Names: { [slug]: 1 } }, slug))],
  ['a mapping', (slug) => templateOf(slug, { Mappings: { Names: { Of: { It: slug } } } })],
  ['a type', (slug) => templateOf(slug, {}, { More: { Type: `${slug}::More::More` } })],
  [
    'a tag, and another tag is put together of parts that are the same in all',
    (slug) => templateOf(slug, {}, bucket({ Tags: [{ Key: 'orgSlug', Value: JOINED_ACME }] }, slug)),
  ],
  ['an export', (slug) => templateOf(slug, { Outputs: { It: { Value: slug, Export: { Name: slug } } } })],
  ['a text after a line break', (slug) => named(`x\n${slug}`, slug)],
  [
    'a letter that is written as its number',
    (slug) => named('\u00e9', slug).replace('\u00e9', `\\u00e9${slug}`),
  ],
  ['the name of a user', (slug) => templateOf(slug, {}, bucket({ Users: [`${slug}-user`, 'ann'] }, slug))],
  ['a character of a stand-in', (slug) => named(`\uE000${slug}`, slug)],
  [
    'a tag that is put together',
    (slug) =>
      templateOf(slug).replaceAll(
        `"${slug}"\n`,
        `{"Fn::Join":["",["${slug.slice(0, 2)}","${slug.slice(2)}"]]}\n`,
      ),
  ],
])('where names stand in %s, every template is parsed', (_where, make) => {
  expect(parsedOf(platform(make, ...THREE))).toEqual(THREE.map((slug) => `platform-${slug}`));
});

test('a tenant with several stacks is read as by itself, whichever of them comes first', () => {
  const more = (slug: string): string =>
    JSON.stringify({ Resources: bucket({ BucketName: `${slug}-more` }, slug) }, undefined, 1);
  const own = platform((slug) => templateOf(slug), ...THREE);
  for (const slug of THREE) {
    expect(parsedOf({ ...own, [`${slug}-more`]: more(slug) })).toContain(`${slug}-more`);
    expect(parsedOf({ [`${slug}-more`]: more(slug), ...own })).toContain(`${slug}-more`);
  }
  parsedOf({ ...own, ...Object.fromEntries(THREE.map((slug) => [`${slug}-more`, more(slug)])) });
});

test('whose stacks are by another tag is read of the stacks', () => {
  const texts = THREE.map((slug): TemplateText => ({
    ...{ name: slug, text: templateOf(slug), account: ACCOUNT, region: 'eu-central-1' },
    parse: (text) => JSON.parse(text) as Json,
  }));
  const stacks = readStacks(texts, { tenants: TAGS });
  expect(new Ownership(stacks, TAGS, []).tenants).toEqual(THREE);
  expect(new Ownership(stacks, { owner: 'environment' }, []).tenants).toEqual(['test']);
});

test.each<[string, Partial<TemplateText>]>([
  ['in another account', { account: '444455556666' }],
  ['in another Region', { region: 'eu-west-1' }],
  ['called by the slug alone', { name: 'globex' }],
])('a stack %s is read as by itself', (_where, place) => {
  const parsed: string[] = [];
  const textOf = (slug: string): TemplateText => ({
    ...{ name: `named-${slug}`, account: ACCOUNT, region: 'eu-central-1' },
    text: templateOf(slug).replaceAll(`platform-${slug}`, slug),
    parse: (text) => {
      parsed.push(slug);
      return JSON.parse(text) as Json;
    },
  });
  const texts = [textOf('acme'), { ...textOf('globex'), ...place }, textOf('initech')];
  readStacks(texts, { tenants: TAGS });
  expect(parsed).toEqual(['acme', 'globex']);
});

test.each<[string, (slug: string) => Partial<StackSettings>]>([
  ['tags', (slug) => ({ tags: { slug, team: 'data' } })],
  [
    'notifications',
    (slug) => ({ notificationArns: [`arn:aws:sns:eu-central-1:${ACCOUNT}:${slug}-changes`] }),
  ],
])('%s of stacks are compared like their texts', (_what, settings) => {
  const templates = platform((slug) => templateOf(slug), ...THREE, 'initech');
  const slugOf = (name: string): string => name.replace('platform-', '');
  expect(parsedOf(templates, (name) => settings(slugOf(name)))).toEqual(['platform-acme']);
  expect(parsedOf(templates, (name) => settings(slugOf(name).replace('globex', 'acme')))).toEqual([
    ...['platform-acme', 'platform-globex'],
  ]);
});

test('the tag of owners may have any name', () => {
  const texts = THREE.map((slug): TemplateText => ({
    ...{ name: slug, account: ACCOUNT, region: 'eu-central-1' },
    text: templateOf(slug).replaceAll('orgSlug', 'org+[slug]'),
    parse: jest.fn((text: string) => JSON.parse(text) as Json),
  }));
  readStacks(texts, { tenants: { ...TAGS, owner: 'org+[slug]' } });
  expect(texts.map(({ parse }) => jest.mocked(parse).mock.calls.length)).toEqual([1, 0, 0]);
});

test('names of stacks may be others than the slug', () => {
  const named = Object.fromEntries(
    ['One', 'Two'].map((name, index) => {
      const slug = THREE[index] ?? '';
      return [name, templateOf(slug).replaceAll(`platform-${slug}`, name)];
    }),
  );
  expect(parsedOf(named)).toEqual(['One']);
});

test('a stack of several tenants is read as by itself', () => {
  for (const other of ['initech', 'globex']) {
    const make = (slug: string): string => templateOf(slug, {}, bucket({}, other));
    expect(parsedOf(platform(make, ...THREE))).toContain('platform-acme');
  }
});

test('templates of more kinds than are kept are parsed', () => {
  const make = (slug: string): string => named(`${slug}-${slug.length}`, slug);
  const slugs = Array.from(
    { length: 40 },
    (_value, index) => `t${'x'.repeat(index % 20)}y${index < 20 ? 'a' : 'b'}`,
  );
  expect(parsedOf(platform(make, ...slugs))).toHaveLength(40);
});
