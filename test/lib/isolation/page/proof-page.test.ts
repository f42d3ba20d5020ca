import { SPECIFICATION } from '../../../../lib/isolation/specification';
import { createHash } from 'node:crypto';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import { assumptions, unconfirmed } from '../../../../lib/isolation/page/documented';
import { html } from '../../../../packages/isolation-proof/src/page/html';
import { proofPage, undecidedPage } from '../../../../packages/isolation-proof/src/page/proof-page';
import type { Provenance } from '../../../../packages/isolation-proof/src/provenance/provenance';
import { SHARED } from '../contract/platform';
import { EVERY_SECRET, judgedOf, pageOf, provenanceOf, stacks } from './pages';

/** Tests only read them, so that they are judged once. */
const STACKS = stacks();
const PROVED = pageOf(STACKS);
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

test('claims and rows without a subject are neither proved nor violated, and say what there is none of', () => {
  expect(textOf(PROVED)).toMatch(
    /nothing to ask While an organization is suspended, .* The templates have no principals of a suspended organization\./,
  );
  const { proof, contract } = judgedOf(STACKS).verification;
  const without = proof.claims.filter(({ verdict }) => verdict === 'nothing to ask').map(({ id }) => id);
  // Nobody is suspended, and there is neither a trail nor anybody of the operation.
  expect(without).toEqual([
    'trail-settings',
    'trail-access',
    'audit-delivery',
    'suspension',
    'break-glass',
    'operators',
    'operator-sessions',
    'deployment',
  ]);
  expect(contract.nothingToAsk.length).toBeGreaterThan(25);
  expect(PROVED.match(/<span class="badge nothing-to-ask">nothing to ask<\/span>/g)).toHaveLength(
    without.length + contract.nothingToAsk.length,
  );
});

test('a claim says what it takes for granted', () => {
  expect(textOf(PROVED)).toMatch(
    /proved Nothing is public, .*\(exempt: trust in the IoT credentials provider that names no account\) Roles that lambda\.amazonaws\.com may assume name no account: .* Exempt: the trust policy of ts-test-shared\/\S+ and 2 more lets in/,
  );
});

test('without organizations, the page is undecided, says what is missing, and shows what was asked', () => {
  const text = textOf(pageOf(stacks().filter(({ name }) => name === SHARED)));
  expect(text).toMatch(/Undecided The templates hold too little to ask about\. Isolation is not proved\./);
  expect(text).toMatch(/What is missing .*no resource carries the tag orgSlug/);
  expect(text).toMatch(/nothing to ask Denying everything would isolate organizations, too/);
  expect(text).not.toMatch(/Isolation of organizations Proved|kept Denying/);
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

test('the page says what it is about: environment, commit, tool, and templates instead of the live account', () => {
  const text = textOf(PROVED);
  expect(text).toMatch(/judges CloudFormation templates, not the live account/);
  expect(text).toMatch(/Environment test Account 111122223333 Region eu-central-1 Commit 0123456789ab Org/);
  expect(text).toMatch(
    /Commit 0123456789abcdef0123456789abcdef01234567 was checked out when the templates were judged\. The assembly does not record/,
  );
  expect(text).toContain('Tool organization-isolation 1.2.3');
});

test.each<[string, Partial<Provenance>, RegExp, RegExp]>([
  [
    'uncommitted changes',
    { checkout: { commit: 'f'.repeat(40), isModified: true } },
    /Commit f{12}, with uncommitted changes/,
    /when the templates were judged, with uncommitted changes\./,
  ],
  [
    'no environment tag',
    { environments: [] },
    /Environment not named \(no environment tag\)/,
    /What was judged Environment not named/,
  ],
  ['two environments', { environments: ['a', 'b'] }, /Environment a, b /, /What was judged Environment a, b/],
  [
    'metadata that cannot be read',
    { unread: ['m.json cannot be read: gone'] },
    /./,
    /m\.json cannot be read: gone: display names and acknowledgements may be missing/,
  ],
])('%s: the page says so', (_what, overrides, atTheTop, below) => {
  const text = textOf(pageOf(STACKS, overrides));
  expect(text.split('Claims')[0]).toMatch(atTheTop);
  expect(text).toMatch(below);
});

test('without a checkout the commit is unknown', () => {
  const { checkout: _checkout, ...rest } = provenanceOf(STACKS);
  const page = proofPage({
    ...judgedOf(STACKS),
    provenance: rest,
    judgedAt: new Date(0),
    specification: SPECIFICATION,
  });
  expect(textOf(page)).toMatch(/Commit unknown: the assembly is in no git checkout/);
});

test('the hash of every template stands there as sha256sum checks it', () => {
  const lines = /<pre[^>]*>([^<]*)<\/pre>/.exec(PROVED)?.[1]?.trim().split('\n');
  expect(lines).toEqual(provenanceOf(STACKS).templates.map(({ file, sha256 }) => `${sha256}  ${file}`));
  expect(lines).toHaveLength(3);
});

test('assumptions and unconfirmed items are those of the documentation', () => {
  const text = textOf(PROVED);
  for (const { title } of [...assumptions(), ...unconfirmed()]) {
    expect(text).toContain(html`${title}`.text);
  }
});

test('acknowledged findings have their reasons, and those of organizations that are alike are one', () => {
  const text = textOf(PROVED);
  expect(text).toMatch(/2 acknowledged findings Rule Construct Reason/);
  expect(text).toMatch(
    /AwsSolutions-IAM5\[Resource::ts-test-organization-acme\/\*\] ts-test-organization-acme\/Role and for 1 more organization Only the own folder\./,
  );
  expect(text).toMatch(
    /AwsSolutions-IAM5\[Resource::ts-test-shared\/\*\] ts-test-shared\/Role Only the own folder\./,
  );
  expect(text).toMatch(/Acknowledgements do not change the verdict/);
  expect(textOf(pageOf(STACKS, { acknowledged: [] }))).toMatch(/rule packs .* The assembly has none\./);
});

test('what is acknowledged for one organization only, or with another reason, stands by itself', () => {
  const [, acme, acmeEu] = provenanceOf(STACKS).acknowledged;
  const acknowledged = [acme, acmeEu].flatMap((finding, index) =>
    finding === undefined ? [] : [{ ...finding, reason: `Reason ${index} of <i>` }],
  );
  const page = pageOf(STACKS, { acknowledged });
  expect(textOf(page)).toMatch(/acme\/Role Reason 0 of &lt;i&gt; .*-acme-eu\/Role Reason 1 of/);
  expect(textOf(page)).not.toContain('more organization');
});

test('a page of what could not be judged says so, says why, and never that anything is proved', () => {
  const page = undecidedPage(
    new UndecidedError([
      { place: 'acme/<Role>', reason: 'it is "odd"' },
      { place: 'acme-eu/Role', reason: 'so is it' },
    ]),
    new Date(0),
    provenanceOf(STACKS),
  );
  const text = textOf(page);
  expect(text).toMatch(/Environment test Judged 1970-01-01 00:00 UTC Tool isolation-proof \d/);
  expect(text).toContain('ts-test-shared.template.json');
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
