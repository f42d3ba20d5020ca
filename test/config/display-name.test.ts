import { DISPLAY_NAME_PATTERN, displayNameProblems } from '../../config/display-name';
import { acme, files, LEAST } from './environment-files';

test.each([
  'Acme Corporation',
  "O'Brien & Söhne GmbH",
  'Žižka a.s.',
  '東京電力',
  'شركة أكمي',
  'חברת אקמי',
  'Acme 🦊',
  'Cafe\u0301',
  '<script>alert(1)</script>',
  '${Token[TOKEN.1]}',
  'x'.repeat(200),
])('%j is a name', (name) => {
  expect(displayNameProblems(name)).toEqual([]);
  expect(new RegExp(DISPLAY_NAME_PATTERN).test(name)).toBe(true);
});

test.each<[string, string, string]>([
  ['NUL', 'Acme\0', 'U+0000'],
  ['a newline inside', 'Acme\nglobex', 'U+000A'],
  ['a newline at the end', 'Acme\n', 'U+000A'],
  ['a carriage return', 'Acme\rglobex', 'U+000D'],
  ['a tab', 'Acme\tInc', 'U+0009'],
  ['an escape of terminals', 'Acme\u001b[2J', 'U+001B'],
  ['delete', 'Acme\u007f', 'U+007F'],
  ['a control character of the second row', 'Acme\u0085', 'U+0085'],
  ['a line separator', 'Acme\u2028', 'U+2028'],
  ['a paragraph separator', 'Acme\u2029', 'U+2029'],
  ['a right-to-left override', 'Acme\u202egpj', 'U+202E'],
  ['an embedding', 'Acme\u202a', 'U+202A'],
  ['an isolate', 'Acme\u2066', 'U+2066'],
  ['a mark of direction', 'Acme\u200f', 'U+200F'],
  ['a mark of direction of Arabic', 'Acme\u061c', 'U+061C'],
  ['a space without width', 'Ac\u200bme', 'U+200B'],
  ['a joiner', 'Ac\u200dme', 'U+200D'],
  ['a soft hyphen', 'Ac\u00adme', 'U+00AD'],
  ['a byte-order mark inside', 'Ac\ufeffme', 'U+FEFF'],
])('%s is refused by its code point, by editors, too', (_, name, codePoint) => {
  expect(displayNameProblems(name)).toEqual([
    `control, direction and invisible characters are not allowed, this one has ${codePoint}; remove it`,
  ]);
  expect(new RegExp(DISPLAY_NAME_PATTERN).test(name)).toBe(false);
});

test.each<[string, string, string]>([
  ['a filler', 'Acme\u3164', 'U+3164'],
  ['a tag', 'Acme\u{e0041}', 'U+E0041'],
  ['half a surrogate pair', 'Acme\ud800', 'U+D800'],
  ['a character of private use', 'Acme\ue000', 'U+E000'],
  ['a code point without a character', 'Acme\uffff', 'U+FFFF'],
  ['several', 'A\0\u202e\u200b\u2066', 'U+0000, U+202E, U+200B and 1 more'],
])('%s is refused by its code point', (_, name, named) => {
  expect(displayNameProblems(name)[0]).toContain(`this one has ${named}; remove it`);
});

test('the second organization of a file is told by its place, and its name is shown without effect', () => {
  const displayName = 'Acme\u202egpj';
  const content = { ...LEAST, organizations: [acme, { slug: 'acme-eu', displayName }] };
  expect(() => files.load(content)).toThrow(
    /\$\.organizations\[1\]\.displayName = "Acme\\u202egpj": control, direction and invisible characters/,
  );
});
