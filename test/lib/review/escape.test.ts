import { markdownCode, markdownText } from '../../../lib/review/escape';

const HOSTILE: readonly (readonly [what: string, name: string, text: string, code: string])[] = [
  ['a plain name', 'Acme Corporation', 'Acme Corporation', '`Acme Corporation`'],
  ['emphasis', '**bold** _it_', '\\*\\*bold\\*\\* \\_it\\_', '`**bold** _it_`'],
  [
    'a link',
    '[x](https://evil.example)',
    '\\[x\\](https:&#8203;//evil.example)',
    '`[x](https://evil.example)`',
  ],
  ['an image', '![x](y)', '\\!\\[x\\](y)', '`![x](y)`'],
  ['HTML', '<img src=x onerror=y>', '&lt;img src=x onerror=y&gt;', '`<img src=x onerror=y>`'],
  ['the end of a collapsed part', '</details>', '&lt;/details&gt;', '`</details>`'],
  ['a comment', '<!-- platform-review -->', '&lt;\\!-- platform-review --&gt;', '`<!-- platform-review -->`'],
  ['an entity', '&lt;b&gt;', '&amp;lt;b&amp;gt;', '`&lt;b&gt;`'],
  ['a mention', 'ask @acme/team', 'ask @&#8203;acme/team', '`ask @acme/team`'],
  ['an issue', 'closes #1 and GH-2', 'closes #&#8203;1 and GH-&#8203;2', '`closes #1 and GH-2`'],
  ['an address', 'www.evil.example', 'www&#8203;.evil.example', '`www.evil.example`'],
  ['a mail address', 'mailto:a@b.example', 'mailto&#8203;:a@&#8203;b.example', '`mailto:a@b.example`'],
  ['a cell of a table', 'a | b', 'a \\| b', '`a | b`'],
  ['the end of a span of code', 'a`b', 'a\\`b', '``a`b``'],
  ['a fence', '```', '\\`\\`\\`', '```` ``` ````'],
  ['a backslash before markup', '\\*', '\\\\\\*', '`\\*`'],
  ['a new line and a heading', 'a\n# b', 'a\\\\u000a#&#8203; b', '`a\\u000a# b`'],
  ['a direction', 'a\u202eb', 'a\\\\u202eb', '`a\\u202eb`'],
  ['math', '$x$', '\\$x\\$', '`$x$`'],
  ['nothing', '', '', '(empty)'],
];

test.each(HOSTILE)('%s says nothing but itself', (_, name, text) => {
  expect(markdownText(name)).toBe(text);
});

test.each(HOSTILE)('%s as code stays within it', (_, name, _text, code) => {
  expect(markdownCode(name)).toBe(code);
});

test('a name that would fill the comment is cut, never within a character', () => {
  const long = `${'x'.repeat(499)}\u{1f600}${'y'.repeat(100_000)}`;
  expect(markdownText(long)).toBe(`${'x'.repeat(499)}...`);
  expect(markdownCode(long)).toBe(`\`${'x'.repeat(499)}...\``);
});
