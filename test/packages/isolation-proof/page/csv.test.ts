import { csvLine } from '../../../../packages/isolation-proof/src/page/csv';

test.each<[string, readonly string[], string]>([
  ['plain values', ['acme', 'read'], '"acme","read"\r\n'],
  ['nothing', ['', ''], '"",""\r\n'],
  ['commas and line breaks', ['a,b', 'a\nb'], '"a,b","a\nb"\r\n'],
  ['quotes', ['say "a"', '"'], '"say ""a""",""""\r\n'],
  ['numbers, which stay texts', ['00123'], '"00123"\r\n'],
  ['a sign that is not the first character', ['a=b', 'a@b'], '"a=b","a@b"\r\n'],
])('%s are quoted', (_what, values, line) => {
  expect(csvLine(values)).toBe(line);
});

// https://owasp.org/www-community/attacks/CSV_Injection
test.each([
  '=1+1',
  '=HYPERLINK("https://example.com")',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1',
  '＠SUM(A1)',
])('a spreadsheet takes %j for text', (value) => {
  expect(csvLine([value])).toBe(`"'${value.replaceAll('"', '""')}"\r\n`);
});
