import type { Claim, Coverage, Violation } from '../../../../packages/isolation-proof/src/claims/claim';
import type { Contract } from '../../../../packages/isolation-proof/src/contract/contract';
import { type Proof, prove } from '../../../../packages/isolation-proof/src/judge/prove';
import { verify } from '../../../../packages/isolation-proof/src/judge/verify';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { NOTHING_SHARED } from '../fixtures/nothing-shared';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const arn = (role: string): string => `arn:aws:iam::${ACCOUNT}:role/${role}`;
const bucketArn = (slug: string): string => `arn:aws:s3:::${slug}-data`;
const tenant = (slug: string): StackTemplate =>
  stackOf(
    {
      Role: roleOf(slug),
      Bucket: ['AWS::S3::Bucket', { BucketName: `${slug}-data`, Tags: tagsOf(slug) }],
    },
    slug,
  );
const SHARED = stackOf({ Role: roleOf('shared', { Tags: [] }) }, 'shared');
/** Three tenants that are alike, and a stack of none. */
const THREE = [SHARED, ...['acme', 'beta', 'gamma'].map(tenant)];

const COVERAGE: Coverage = { subjects: 1, principals: 1, statements: 1, questions: 1 };
const violation = (what: string, principal?: string, resource = 'x'): Violation => ({
  what,
  statements: [],
  remedy: 'Mend it.',
  ...(principal === undefined
    ? {}
    : { request: { principal, resource, action: 'a:b', allowedBy: [], context: {}, lens: 'all policies' } }),
});
const claim = (id: string, violations: readonly Violation[] = [], subjects = 1): Claim => ({
  id,
  title: `Title of ${id}`,
  about: 'things',
  judge: () => ({ violations, coverage: { ...COVERAGE, subjects }, notes: [`note of ${id}`] }),
});
const specification = (...claims: readonly Claim[]) => ({
  tenants: TAGS,
  tenancyOf: () => NOTHING_SHARED,
  claims,
});
const proved = (stacks: readonly StackTemplate[], ...claims: readonly Claim[]): Proof =>
  prove(stacks, specification(...claims));

describe('a proof', () => {
  const held = claim('held');
  const failed = claim('failed', [violation('it fails')]);
  const empty = claim('empty', [], 0);

  it.each<[string, readonly Claim[], Proof['verdict'], readonly string[]]>([
    ['proved where every claim holds', [held, held], 'proved', ['proved', 'proved']],
    ['proved where some had nothing to ask', [empty, held], 'proved', ['nothing to ask', 'proved']],
    ['violated where one fails', [held, failed], 'violated', ['proved', 'violated']],
    ['undecided where none had anything to ask', [empty], 'undecided', ['nothing to ask']],
  ])('is %s', (_when, claims, verdict, ofClaims) => {
    const proof = proved(THREE, ...claims);
    expect(proof.verdict).toBe(verdict);
    expect(proof.claims.map((one) => one.verdict)).toStrictEqual(ofClaims);
    expect(proof.undecided).toHaveLength(verdict === 'undecided' ? 1 : 0);
  });

  it('is undecided of tenants that are not there, and violated all the same if a claim fails', () => {
    expect(proved([SHARED], held).verdict).toBe('undecided');
    expect(proved([SHARED], failed)).toMatchObject({ verdict: 'violated', undecided: [{}] });
  });

  it('tells of claims what they are and what they found', () => {
    const [verdict] = proved(THREE, held).claims;
    expect(verdict).toMatchObject({
      id: 'held',
      title: 'Title of held',
      about: 'things',
      coverage: COVERAGE,
      notes: ['note of held'],
    });
  });

  it('counts tenants, their forms, and principals of all of them', () => {
    expect(proved(THREE, held)).toMatchObject({ organizations: 3, forms: 1, principals: 4 });
    expect(proved([SHARED, tenant('acme')], held)).toMatchObject({
      organizations: 1,
      forms: 1,
      principals: 2,
    });
  });

  it('takes a time, and so does each of its claims', () => {
    const before = performance.now();
    const proof = proved(THREE, held);
    const taken = performance.now() - before;
    for (const { milliseconds } of [proof, ...proof.claims]) {
      expect(milliseconds).toBeGreaterThanOrEqual(0);
      expect(milliseconds).toBeLessThanOrEqual(taken);
    }
  });

  it.each<[string, Violation, number | undefined]>([
    ['of a principal of a tenant is that of all of its form', violation('x', arn('acme-role')), 2],
    ['about a resource of a tenant is, too', violation('x', arn('shared-role'), bucketArn('acme')), 2],
    ['of the platform is one', violation('x', arn('shared-role')), undefined],
    ['without a request is one', violation('x'), undefined],
  ])('a violation %s', (_what, one, alike) => {
    const [found] = proved(THREE, claim('failed', [one])).claims[0]?.violations ?? [];
    expect(found?.alike).toBe(alike);
    const [alone] = proved([tenant('acme')], claim('failed', [one])).claims[0]?.violations ?? [];
    expect(alone).not.toHaveProperty('alike');
  });

  it('shows construct paths in the place of names that AWS makes', () => {
    const one = violation('it reads (acme.Bucket)', '(acme.Role)');
    const [found] = proved(THREE, claim('failed', [one])).claims[0]?.violations ?? [];
    expect(found).toMatchObject({
      what: 'it reads (acme/Bucket)',
      request: { principal: '(acme/Role)' },
    });
  });
});

describe('a verification', () => {
  const contract = (...missing: readonly string[]): Contract => ({
    rows: { allowed: [], denied: [] },
    of: () =>
      missing.length > 0
        ? { missing }
        : { operations: [], operationsAlone: () => [], absentKinds: [], unclassified: [] },
  });

  it('has the verdict of its proof, and the names of all tenants', () => {
    const verification = verify(THREE, specification(claim('held')));
    expect(verification).toMatchObject({
      verdict: 'proved',
      proof: { verdict: 'proved' },
      slugs: ['acme', 'beta', 'gamma'],
      contract: { failures: [] },
      declarations: [],
    });
    expect(verify(THREE, specification(claim('failed', [violation('x')]))).verdict).toBe('violated');
  });

  it('is violated where a tenant misses what its contract needs', () => {
    const broken = { ...specification(claim('held')), contract: contract('a bucket') };
    expect(verify(THREE, broken)).toMatchObject({ verdict: 'violated', proof: { verdict: 'proved' } });
    expect(verify(THREE, { ...broken, contract: contract() }).verdict).toBe('proved');
  });

  it('tells what is declared', () => {
    const declare = { 'Custom::Thing': { grants: 'nothing' as const, because: 'so' } };
    expect(verify(THREE, { ...specification(claim('held')), declare }).declarations).toStrictEqual([
      { what: 'Custom::Thing grants, carries and sends nothing', because: 'so' },
    ]);
  });
});
