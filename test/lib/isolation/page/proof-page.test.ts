import { createHash } from 'node:crypto';
import { UndecidedError } from '../../../../lib/isolation/errors';
import { undecidedPage } from '../../../../lib/isolation/page/proof-page';
import { EVERY_SECRET, pageOf, stacks } from './pages';

const PROVED = pageOf(stacks());
const VIOLATED = pageOf(stacks(EVERY_SECRET));

/** The content of the only element of this kind that has no attributes. */
function contentOf(page: string, tag: string): string {
  const found = [...page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))];
  expect(found).toHaveLength(1);
  return found[0]?.[1] ?? '';
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What a page says to people, without its script, its data and its style. */
function textOf(page: string): string {
  return page
    .replace(/<(script|style)\b[^]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

test('the policy of the page allows its own style and script by their hashes, and nothing else', () => {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(PROVED)?.[1];
  expect(policy?.replaceAll('&#39;', "'").split('; ')).toEqual([
    "default-src 'none'",
    `style-src ${hashOf(contentOf(PROVED, 'style'))}`,
    `script-src ${hashOf(contentOf(PROVED, 'script'))}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
});

test('the page names nothing outside of itself, and has no inline handlers or styles', () => {
  expect(PROVED).not.toMatch(/\s(?:src|action|on\w+|style)\s*=\s*["']/);
  expect([...PROVED.matchAll(/href="([^"]*)"/g)].map(([, target]) => target?.charAt(0))).not.toContain('h');
  expect(contentOf(PROVED, 'style')).not.toMatch(/url\(|@import/);
});

test('what is proved is said at the top, with the size of it, its claims and its contract', () => {
  const text = textOf(PROVED);
  expect(text).toMatch(/Isolation of organizations Proved No principal reaches what it should not/);
  expect(text).toMatch(/Organizations 2 \(1 representative judged; the others are identical\)/);
  expect(text).toMatch(/Judged 2026-01-02 03:04 UTC/);
  expect(text).toMatch(/proved No principal of an organization reaches what is not its own/);
  expect(text).toMatch(/kept Denying everything would isolate organizations, too/);
  const [judged] = text.split('Assumptions and unconfirmed items');
  expect(judged).not.toMatch(/Counterexample|violated|broken| fails?\b/i);
});

test('what is violated is said at the top, with the request, the statement and what would close it', () => {
  const text = textOf(VIOLATED);
  expect(text).toMatch(/Isolation of organizations Violated/);
  expect(text).not.toMatch(/every principal reaches what it should/);
  expect(text).toMatch(
    /Principal arn:aws:iam::111122223333:role\/ts-test-acme-data-hub Action ssm:GetParameter Resource arn:aws:ssm:eu-central-1:111122223333:parameter\/test\//,
  );
  expect(text).toMatch(/Allow ReadConnectorSecrets identity policy ts-test-organization-acme\//);
  expect(text).toMatch(/Fix Narrow ReadConnectorSecrets/);
  expect(text).toMatch(/violated No principal of an organization reaches what is not its own/);
});

test('the contract that is broken is said with the row, the request and what would mend it', () => {
  const text = textOf(VIOLATED);
  expect(text).toMatch(/broken Denying everything would isolate/);
  expect(text).toMatch(/Contract rows that fail acme: [^.]*Must be denied , but is not: .* Fix /);
});

test('a page of what could not be judged says so, says why, and never that anything is proved', () => {
  const page = undecidedPage(
    new UndecidedError([
      { place: 'acme/<Role>', reason: 'it is "odd"' },
      { place: 'acme-eu/Role', reason: 'so is it' },
    ]),
    new Date(0),
  );
  const text = textOf(page);
  expect(text).toMatch(/Undecided The templates could not be judged. Nothing is proved./);
  expect(text).toMatch(/acme\/&lt;Role&gt; it is &quot;odd&quot; acme-eu\/Role so is it/);
  expect(text.match(/proved/gi)).toHaveLength(1);
  expect(page).toContain('script-src &#39;none&#39;');
});

test('an error that nobody thought of makes an undecided page, too', () => {
  expect(textOf(undecidedPage(new TypeError('x is not a function'), new Date(0)))).toMatch(
    /Undecided .*the prover x is not a function/,
  );
});
