import { organizationWords } from '../../../../lib/review/access/organization-words';
import { textOf } from '../../../../lib/review/access/phrase';

const EIGHT = ['acme', 'acme-eu', 'b', 'c', 'd', 'e', 'f', 'g'];
const MANY = Array.from({ length: 1412 }, (_value, index) => `org${String(index).padStart(4, '0')}`);

test.each<[organizations: string[], all: string[], words: string]>([
  [['acme'], ['acme'], 'acme'],
  [['acme', 'acme-eu'], ['acme', 'acme-eu'], 'both organizations'],
  [['acme'], ['acme', 'acme-eu'], 'acme'],
  [['acme-eu'], ['acme', 'acme-eu'], 'acme-eu'],
  [['acme', 'acme-eu', 'b'], ['acme', 'acme-eu', 'b'], 'all 3 organizations'],
  [MANY, MANY, 'all 1,412 organizations'],
  [MANY.slice(1), MANY, 'all 1,412 organizations but org0000'],
  [EIGHT.slice(2), EIGHT, 'all 8 organizations but acme and acme-eu'],
  [EIGHT.slice(0, 3), EIGHT, 'acme, acme-eu and b'],
  [EIGHT.slice(0, 5), EIGHT, 'acme, acme-eu and 3 more'],
  // Three of five are shorter by their names than as all but two.
  [EIGHT.slice(0, 3), EIGHT.slice(0, 5), 'acme, acme-eu and b'],
  // Not of those that both sides have.
  [['new'], ['acme', 'acme-eu', 'b', 'c', 'd', 'e'], 'new'],
  [['acme', 'new'], ['acme'], 'acme and new'],
])('%#: of %j', (organizations, all, words) => {
  expect(textOf(organizationWords(organizations, all))).toBe(words);
});
