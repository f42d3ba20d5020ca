import { textOfForm } from '../../../lib/template-validation/text-of-form';

const ACME = { slug: 'acme', users: [], displayName: 'Acme' };
const ACME_EU = { slug: 'acme-eu', users: [], displayName: 'Acme Europe' };

/** As the CDK writes it. */
function template(resource: unknown, description = 'Organization'): string {
  return JSON.stringify({ Description: description, Resources: { Key: resource } }, undefined, 1);
}

test.each([
  [
    'a slug in each of its spellings',
    (slug: string, spelled: string) => [`${slug}/*`, `ts_test_${spelled}`, slug],
  ],
  [
    'a slug between colons and slashes',
    (slug: string) => [`arn:aws:sqs:eu-central-1:1:${slug}`, `/a/${slug}/b`],
  ],
  ['a slug as a key', (slug: string) => ({ [slug]: 1 })],
])('templates are one form that differ in nothing but %s', (_case, resource) => {
  const form = textOfForm(template(resource('acme', 'acme')), ACME);
  expect(form).toBe(textOfForm(template(resource('acme-eu', 'acme_eu')), ACME_EU));
  expect(form).not.toContain('acme');
});

test.each<[string, string, string]>([
  ['another text', 'acme/a', 'acme-eu/b'],
  ['a slug within a word', 'acmes', 'acme-eus'],
  ['the other one', 'acme', 'acme'],
  ['the other spelling', 'acme', 'acme_eu'],
  ['one slug more', 'acme acme', 'acme-eu'],
])('%s makes a form of its own', (_case, one, other) => {
  expect(textOfForm(template([one]), ACME)).not.toBe(textOfForm(template([other]), ACME_EU));
});

test('a word of a template that happens to be the slug makes a form of its own', () => {
  const ofSlug = (slug: string): string | undefined =>
    textOfForm(template([`kms:Decrypt`, `${slug}/*`]), { ...ACME, slug });
  expect(ofSlug('acme')).toBe(ofSlug('globex'));
  expect(ofSlug('kms')).not.toBe(ofSlug('acme'));
});

test('names of users stand for each other, in their order', () => {
  const ofUsers = (users: string[], written = users): string | undefined =>
    textOfForm(template({ Users: written }), { ...ACME, users });
  expect(ofUsers(['ann', 'b.c@d'])).toBe(ofUsers(['eve', 'f']));
  expect(ofUsers(['ann', 'b.c@d'])).not.toBe(ofUsers(['eve', 'f'], ['f', 'eve']));
  expect(ofUsers(['ann'])).not.toBe(ofUsers(['ann', 'eve']));
});

test('the display name is part of no form where it stands in the description, and of each elsewhere', () => {
  const described = (displayName: string): string => `Organization acme (${displayName}) of ts test`;
  const ofName = (displayName: string, text = template({}, described(displayName))): string | undefined =>
    textOfForm(text, { ...ACME, displayName });
  expect(ofName('Acme "Corp"')).toBe(ofName('Globex'));
  expect(ofName('acme')).toBe(ofName('Globex'));
  expect(ofName('Acme', template(['(Acme)']))).not.toBe(ofName('Globex', template(['(Globex)'])));
  // As long as CloudFormation takes no description.
  const long = 'x'.repeat(1024);
  expect(ofName(long)).not.toBe(ofName('Globex'));
});

test('a text that holds stand-ins itself is of no form', () => {
  expect(textOfForm(`{\n "Resources": "\u0001"\n}`, ACME)).toBeUndefined();
});
