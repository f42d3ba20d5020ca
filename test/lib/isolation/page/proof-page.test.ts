import { createHash } from 'node:crypto';
import { UndecidedError } from '../../../../lib/isolation/errors';
import { undecidedPage } from '../../../../lib/isolation/page/proof-page';
import { SHARED } from '../contract/platform';
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
  expect(text).toMatch(/Isolation of organizations Proved Nobody reaches what is not theirs/);
  expect(text).toMatch(/Organizations 2, of 1 form/);
  expect(text).toMatch(/Judged 2026-01-02 03:04 UTC/);
  expect(text).toMatch(/proved No principal of an organization reaches what is not its own/);
  expect(text).toMatch(/kept Isolation alone is satisfied by denying everything/);
  expect(text).not.toMatch(/Counterexample|violated|broken/i);
});

test('claims and rows without a subject are neither proved nor violated, and say what there is none of', () => {
  expect(textOf(PROVED)).toMatch(
    /nothing to ask While an organization is suspended, .* The templates have no principals of a suspended organization\./,
  );
  expect(PROVED.match(/<span class="badge unasked">nothing to ask<\/span>/g)).toHaveLength(
    // The claim, and the rows about records that are under a key.
    1 + 4,
  );
});

test('a claim says what it takes for granted', () => {
  expect(textOf(PROVED)).toMatch(
    /proved Nothing is public, .*\(exempt: trust in the IoT credentials provider that names no account\) Exempt: the trust policy of ts-test-organization-acme\/\S+ and 1 more lets in/,
  );
});

test('without organizations, the page is undecided, says what is missing, and shows what was asked', () => {
  const text = textOf(pageOf(stacks().filter(({ name }) => name === SHARED)));
  expect(text).toMatch(/Undecided The templates hold too little to ask about\. Isolation is not proved\./);
  expect(text).toMatch(/What is missing .*no resource carries the tag orgSlug/);
  expect(text).toMatch(/nothing to ask Isolation alone is satisfied by denying everything/);
  expect(text).not.toMatch(/Isolation of organizations Proved|kept/);
});

test('what is violated is said at the top, with the request, the statement and what would close it', () => {
  const text = textOf(VIOLATED);
  expect(text).toMatch(/Isolation of organizations Violated/);
  expect(text).not.toMatch(/everybody reaches what is\./);
  expect(text).toMatch(
    /Principal arn:aws:iam::111122223333:role\/ts-test-acme-data-hub Action ssm:GetParameter Resource arn:aws:ssm:eu-central-1:111122223333:parameter\/test\//,
  );
  expect(text).toMatch(/Allow ReadConnectorSecrets identity policy ts-test-organization-acme\//);
  expect(text).toMatch(/To close it Narrow ReadConnectorSecrets/);
  expect(text).toMatch(/violated No principal of an organization reaches what is not its own/);
});

test('the contract that is broken is said with the row, the request and what would mend it', () => {
  const text = textOf(VIOLATED);
  expect(text).toMatch(/broken Isolation alone is satisfied/);
  expect(text).toMatch(/The contract is broken acme: [^.]*It has to be denied , and is not/);
  expect(text).toMatch(/To mend it/);
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
