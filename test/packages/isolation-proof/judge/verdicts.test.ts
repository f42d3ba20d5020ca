import type { Claim, Coverage, Violation } from '../../../../packages/isolation-proof/src/claims/claim';
import type { Evidence } from '../../../../packages/isolation-proof/src/claims/evidence';
import type { Contract } from '../../../../packages/isolation-proof/src/contract/contract';
import { examine } from '../../../../packages/isolation-proof/src/judge/examine';
import { type Proof, prove } from '../../../../packages/isolation-proof/src/judge/prove';
import { verify } from '../../../../packages/isolation-proof/src/judge/verify';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import { NotUnderstoodError } from '../../../../packages/isolation-proof/src/templates/resolved';
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

describe('an examination', () => {
  const read = (stacks: readonly StackTemplate[], everyOrganization?: boolean): string[] => {
    const names = ({ model }: Evidence): string[] => model.stacks.map(({ name }) => name);
    return everyOrganization === undefined
      ? examine(stacks, specification(), names)
      : examine(stacks, specification(), names, { everyOrganization });
  };

  it('reads two tenants of each form, in their order, unless every one is asked for', () => {
    expect(read([...THREE].reverse())).toStrictEqual(['gamma', 'beta', 'shared']);
    expect(read(THREE)).toStrictEqual(['shared', 'acme', 'beta']);
    expect(read(THREE, false)).toStrictEqual(['shared', 'acme', 'beta']);
    expect(read(THREE, true)).toStrictEqual(['shared', 'acme', 'beta', 'gamma']);
  });

  it('reads every tenant where stacks hold several of them', () => {
    const mixed = stackOf({ Acme: roleOf('acme'), Beta: roleOf('beta') }, 'mixed');
    const stacks = [mixed, ...['c', 'd', 'e'].map(tenant)];
    const names = examine(stacks, { ...specification(), tenants: { owner: TAGS.owner } }, ({ model }) =>
      model.stacks.map(({ name }) => name),
    );
    expect(names).toStrictEqual(['mixed', 'c', 'd', 'e']);
  });

  it('says what is wrong with every tenant', () => {
    const strayed = stackOf({ Role: roleOf('gamma'), Bucket: ['AWS::S3::Bucket', {}] }, 'gamma');
    expect(() => read([...THREE.slice(0, 3), strayed])).toThrow(
      'gamma/Bucket: does not carry the tag orgSlug',
    );
  });

  it('says it of those, too, that others stand for', () => {
    const strayed = ['acme', 'beta', 'gamma'].map((slug) =>
      stackOf({ Role: roleOf(slug), Bucket: ['AWS::S3::Bucket', {}] }, slug),
    );
    expect(() => read(strayed)).toThrow('gamma/Bucket: does not carry the tag orgSlug');
  });

  it('of what is not understood is undecided, and other errors are what they are', () => {
    const fail = (error: Error) => (): never => {
      throw error;
    };
    const undecided = (): unknown =>
      examine(THREE, specification(), fail(new NotUnderstoodError('it is strange')));
    expect(undecided).toThrow(UndecidedError);
    expect(undecided).toThrow('the templates: it is strange');
    const broken = new Error('broken');
    expect(() => examine(THREE, specification(), fail(broken))).toThrow(broken);
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
