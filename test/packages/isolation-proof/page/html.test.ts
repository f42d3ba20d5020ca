import { embeddedJson, Html, html } from '../../../../packages/isolation-proof/src/page/html';

test('texts are escaped, wherever they stand', () => {
  const text = `</script><script>alert("1 & '2'")</script>`;
  expect(html`<p title="${text}">${[text]}</p>`.text).not.toMatch(/<script|"1|'2/);
  expect(html`<p>${`<b> & "c" 'd'`}</p>`.text).toBe('<p>&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;</p>');
});

test('what is HTML already stays as it is, and nothing is nothing', () => {
  expect(html`<p>${html`<b>${1}</b>`}${undefined}${[new Html('<i>'), new Html('</i>')]}</p>`.text).toBe(
    '<p><b>1</b><i></i></p>',
  );
});

test('JSON in a script element neither ends it nor opens a comment in it', () => {
  const value = { text: '</script><!-- <script> ]]> \u2028\u2029', quotes: `"'` };
  const json = embeddedJson(value);
  expect(json).not.toMatch(/[<>\u2028\u2029]/);
  expect(JSON.parse(json)).toEqual(value);
});
