import fc from 'fast-check';
import { Words } from '../../../../packages/isolation-proof/src/page/words';
import { SLUG_STAND_INS, withSlugStandIns } from '../../../../packages/isolation-proof/src/forms/slug-text';

const { shown, other } = SLUG_STAND_INS;

const SLUG = fc.stringMatching(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
const TEXT = fc
  .array(fc.oneof(SLUG, fc.constantFrom('acme', 'acme_eu', 'acme-eu', '-', '_', '/', ':', 'x')))
  .map((parts) => parts.join(''));

test('putting the slug back gives the text again', () => {
  fc.assert(
    fc.property(TEXT, fc.oneof(SLUG, fc.constantFrom('acme', 'acme-eu')), (text, slug) => {
      expect(new Words(slug, [slug]).of(withSlugStandIns(text, slug, shown))).toBe(text);
    }),
  );
});

test.each([
  ['ts-test-acme-data-hub', 'acme', `ts-test-${shown.slug}-data-hub`],
  ['ts-test-acme-eu-data-hub', 'acme-eu', `ts-test-${shown.slug}-data-hub`],
  ['ts_test_acme_eu', 'acme-eu', `ts_test_${shown.underscored}`],
  // So that organizations with a hyphen in their slug and those without one have the same words.
  ['ts_test_acme', 'acme', `ts_test_${shown.underscored}`],
  ['acme', 'acme', shown.slug],
  ['ts-acmetest-hub', 'acme', 'ts-acmetest-hub'],
  ['acme_x', 'acme', `${shown.underscored}_x`],
  ['acme-eu_acme-eu', 'acme-eu', `${shown.slug}_${shown.slug}`],
  ['acmex-xacme-9acme-Acme-acme', 'acme', `acmex-xacme-9acme-Acme-${shown.slug}`],
  ['acme.eu acmexeu', 'acme.eu', `${shown.slug} acmexeu`],
])('%s of %s has stand-ins for the slug as a word', (text, slug, expected) => {
  expect(withSlugStandIns(text, slug, shown)).toBe(expected);
});

test('a stand-in that a text holds by itself is no stand-in', () => {
  expect(new Words('acme', ['acme']).of(withSlugStandIns(`x${shown.slug}`, 'acme', shown))).toBe('x\uFFFD');
});

test('another organization is one that is not shown', () => {
  const organizations = ['acme', 'acme-eu'];
  const text = `${shown.slug} ${other.slug} ${other.underscored}`;
  expect(new Words('acme', organizations).of(text)).toBe('acme acme-eu acme_eu');
  expect(new Words('acme-eu', organizations).of(text)).toBe('acme-eu acme acme');
});
