import { createHash } from 'node:crypto';
import { accessMatrices } from '../../../../lib/review/access/access-matrices';
import { reviewPage } from '../../../../lib/review/page/review-page';
import { comparison } from '../access/differences';
import { pageOf, REPLACED_BUCKET, reviewOf, UNCHANGED, withAccess } from './reviews';
import { COMPARISON, SIDES } from '../access/sides';

const NOTHING = pageOf(comparison([]), SIDES);
const MATRICES = accessMatrices(COMPARISON.differences, SIDES);
const CHANGED = pageOf(COMPARISON, SIDES, UNCHANGED, {}, MATRICES);

const HOSTILE = `</script><img src=x onerror=alert(1)>"'`;

/** What a page says to people, without its script, its data and its style. */
function textOf(page: string): string {
  return page
    .replace(/<(script|style)\b[^]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&#39;', "'");
}

const hashOf = (text = ''): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test('a review in which nothing changes says so, and has no script and no matrix', () => {
  const text = textOf(NOTHING);
  expect(text).toContain('Review of a change No change of access');
  expect(text).toContain('Nobody gains or loses access.');
  expect(text).toContain('No resource changes.');
  expect(text).toContain('No organization changes. 2 on the base, 2 on the head.');
  expect(text).not.toContain('Dependencies');
  expect(NOTHING).not.toMatch(/<script|<table|<dialog/);
});

test('the lists need no script', () => {
  const text = textOf(CHANGED);
  expect(text).toContain('1 gain, 1 loss');
  expect(text).toContain('gains acme : the Data Hub gains ssm:PutParameter on its own connector secrets');
  expect(text).toContain(
    'gains, one lock only acme : the Data Hub gains s3:GetObject on its own raw folder, but not',
  );
  expect(text).toContain('loses acme : the Data Hub loses ssm:GetParameters on its own connector secrets');
  expect(text).toContain('with credentials-iot:ThingName = x');
  expect(text).toContain('The matrix of 1 more organization is the same on both sides.');
});

test('the page loads nothing: its policy allows its own style and script only', () => {
  const [, policy = ''] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(CHANGED) ?? [];
  const [, style] = /<style>([^]*?)<\/style>/.exec(CHANGED) ?? [];
  const [, script] = /<script>([^]*?)<\/script>/.exec(CHANGED) ?? [];
  expect(policy.replaceAll('&#39;', "'").split('; ').slice(0, 3)).toEqual([
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
  ]);
  expect(CHANGED).not.toMatch(/\s(?:src|href|action|on\w+|style)\s*=\s*["']/);
});

test('the page is the same to the byte for the same review', () => {
  // Its matrices are worked out anew.
  expect(pageOf(COMPARISON, SIDES)).toBe(CHANGED);
});

test('objections stand at the top, and what would be lost is told as such', () => {
  const text = textOf(
    pageOf(
      comparison([]),
      SIDES,
      {
        ...UNCHANGED,
        resources: { compared: true, changes: { resources: [REPLACED_BUCKET], stacks: [] } },
        organizations: {
          compared: true,
          changes: {
            added: [{ slug: 'newco', displayName: 'New Company', status: 'active' }],
            removed: [{ slug: 'acme', displayName: 'Acme', status: 'active', isRetired: false }],
            suspended: [],
            reactivated: [],
            renamed: [{ slug: 'acme-eu', from: 'A', to: 'B' }],
            kept: [],
            count: { base: 2, head: 2 },
          },
        },
      },
      {
        outcome: {
          exitCode: 4,
          objections: [
            { exitCode: 4, environment: 'test', text: 'the entry of organization acme is gone' },
            { exitCode: 3, environment: 'test', text: 'AWS::S3::Bucket is replaced' },
          ],
        },
      },
    ),
  );
  expect(text).toContain('2 objections to settle before it is merged:');
  expect(text).toContain('test : the entry of organization acme is gone');
  expect(text).toContain('Exit code 4');
  expect(text).toContain('replaced, stateful AWS::S3::Bucket ts-test-shared/Raw/Bucket');
  expect(text).toContain('BucketName (replaces the resource)');
  expect(text).toContain('removed acme Acme, and its stack may be deployed');
  expect(text).toContain('added newco New Company');
  expect(text).toContain('renamed acme-eu : A is now B');
});

test('a policy that is written differently is told as access, and not again as a resource', () => {
  const resources = {
    compared: true as const,
    changes: { resources: [{ ...REPLACED_BUCKET, isPolicyOnly: true }], stacks: [] },
  };
  expect(textOf(pageOf(comparison([]), SIDES, { ...UNCHANGED, resources }))).toContain(
    'No resource changes.',
  );
  // Where access could not be compared, nothing else tells of it.
  const access = { compared: false as const, because: 'a side is undecided' };
  const text = textOf(reviewPage(reviewOf([{ ...UNCHANGED, access, resources }]), new Map()));
  expect(text).toContain('replaced, stateful AWS::S3::Bucket');
});

test('quotas with little room stand out, and the cost is told', () => {
  const quota = {
    key: 'iot-role-aliases',
    name: 'role aliases',
    base: { use: 700, limit: 1000, level: 'enough' },
  } as const;
  const capacity = {
    compared: true as const,
    changes: {
      quotas: [{ ...quota, head: { use: 1900, limit: 2000, level: 'scarce' as const } }],
      first: { key: quota.key, name: quota.name, reachedAt: 1100 },
    },
  };
  const text = textOf(pageOf(comparison([]), SIDES, { ...UNCHANGED, capacity }));
  expect(text).toContain('Reached first, with 1,100 organizations: role aliases.');
  expect(text).toContain('quota role aliases: 700 of 1,000 before, 1,900 of 2,000 now');
  expect(text).toContain('by list prices of 2026-01-02: $10.00 before, $10.00 now; an organization $1.00.');
});

test('what cannot be compared is told, and never as no change', () => {
  const text = textOf(
    reviewPage(
      reviewOf([
        {
          ...UNCHANGED,
          failures: [{ side: 'base', reason: 'it does not synthesize' }],
          access: { compared: false, because: 'a side could not be synthesized' },
          resources: { compared: false, because: 'a side could not be synthesized' },
          claims: { compared: false, because: 'the base does not say what they are' },
        },
      ]),
      new Map(),
    ),
  );
  expect(text).toContain('Access not compared');
  expect(text).toContain('it does not synthesize');
  expect(text).toContain('Not compared: a side could not be synthesized.');
  expect(text).toContain('claims not compared: the base does not say what they are');
  expect(text).not.toContain('No change of access');
});

test('what is undecided is told before the differences, and makes no change of access a claim too much', () => {
  const text = textOf(
    pageOf(comparison([], { undecided: [{ place: 'acme/Role', reason: 'is odd' }] }), SIDES),
  );
  expect(text).toContain('Access not compared');
  expect(text).toContain('undecided Not compared: acme/Role : is odd');
});

test('findings, acknowledgements, declarations, claims and packages are listed', () => {
  const text = textOf(
    reviewPage(
      reviewOf(
        [
          {
            ...UNCHANGED,
            proof: {
              base: { verdict: 'proved', claims: 'own', findings: [] },
              head: {
                verdict: 'violated',
                claims: 'own',
                findings: [
                  { claim: 'x', title: 'Nothing is public', lines: ['anybody reads', 'fix: deny it'] },
                ],
              },
            },
            claims: { compared: true, changes: { added: [], removed: [{ id: 'x', title: 'Old claim' }] } },
            acknowledgements: {
              compared: true,
              changes: {
                added: [{ rule: 'AwsSolutions-S1', path: 'a/b', organizations: [], reason: 'no logs' }],
                removed: [],
              },
            },
            declarations: {
              compared: true,
              changes: { added: [{ what: 'open to anybody', because: 'on purpose' }], removed: [] },
            },
          },
        ],
        {
          dependencies: {
            compared: true,
            changes: {
              direct: [{ name: 'zod', from: '4.0.0', to: '4.1.0', kind: 'dependency' }],
              transitive: { added: 1, removed: 2, changed: 3 },
            },
          },
        },
      ),
      new Map(),
    ),
  );
  expect(text).toContain('Base proved Head violated');
  expect(text).toContain('on the head Nothing is public anybody reads fix: deny it');
  expect(text).toContain('claim removed Old claim');
  expect(text).toContain('acknowledgement added AwsSolutions-S1 at a/b : no logs');
  expect(text).toContain('declaration added open to anybody: on purpose');
  expect(text).toContain('changed zod 4.0.0 → 4.1.0');
  expect(text).toContain('1 added, 2 removed, 3 changed');
});

test('names out of templates and configuration are text', () => {
  const hostile = COMPARISON.differences.map(({ statements, example, ...rest }) => ({
    ...rest,
    example: { ...example, context: { 'aws:sourcevpce': HOSTILE } },
    statements: statements.map((statement) => ({ ...statement, name: HOSTILE, path: HOSTILE })),
  }));
  const environment = {
    ...withAccess(comparison(hostile, { undecided: [{ place: HOSTILE, reason: HOSTILE }] }), SIDES),
    resources: {
      compared: true as const,
      changes: {
        resources: [{ ...REPLACED_BUCKET, path: HOSTILE, warnings: [HOSTILE] }],
        stacks: [],
      },
    },
    failures: [{ side: 'head' as const, reason: HOSTILE }],
  };
  const page = reviewPage(
    reviewOf([environment], { notes: [HOSTILE], base: { name: HOSTILE } }),
    new Map(MATRICES === undefined ? [] : [['test', MATRICES]]),
  );
  expect(page).not.toContain('<img');
  expect(page.match(/<script/g)).toHaveLength(2);
});
