import {
  areRepresented,
  type Grouping,
  groupingOf,
  representatives,
} from '../../../../packages/isolation-proof/src/forms/grouping';
import { Ownership } from '../../../../packages/isolation-proof/src/model/ownership';
import { renamedStack } from '../../../../packages/isolation-proof/src/templates/renamed-stack';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { roleOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const stackOfTenant = (slug: string, name = slug): StackTemplate => stackOf({ Role: roleOf(slug) }, name);
const SHARED = stackOf({ Bucket: ['AWS::S3::Bucket', { BucketName: 'shared' }] }, 'shared');
const grouped = (...stacks: readonly StackTemplate[]): Grouping =>
  groupingOf(stacks, new Ownership(stacks, TAGS, []));

test('stacks are grouped by whose they are, in their order', () => {
  const [acme, more] = [stackOfTenant('acme'), stackOfTenant('acme', 'more')];
  const [globex, other] = [stackOfTenant('globex'), { ...SHARED, name: 'other' }];
  const { organizations, shared, own, patterns } = grouped(SHARED, acme, globex, more, other);
  expect(organizations).toStrictEqual(['acme', 'globex']);
  expect(shared.map(({ name }) => name)).toStrictEqual(['shared', 'other']);
  expect([...own].map(([slug, stacks]) => [slug, stacks.map(({ name }) => name)])).toStrictEqual([
    ['acme', ['acme', 'more']],
    ['globex', ['globex']],
  ]);
  expect([...patterns].map(([slug, pattern]) => [slug, pattern.slug, pattern.stacks.length])).toStrictEqual([
    ['acme', 'acme', 2],
    ['globex', 'globex', 1],
  ]);
});

describe('a stack that is like another one', () => {
  /** The stack of globex, said to be like one, and whether it was read to make its pattern. */
  function patternOf(
    like: StackTemplate,
    others: readonly StackTemplate[],
    { tenant = 'globex', tenantOfLike = 'acme', isFirst = false } = {},
  ): { readonly pattern: unknown; readonly isRead: boolean } {
    const read = jest.fn(() => stackOfTenant('globex', 'stack-of-globex'));
    const stack = renamedStack('stack-of-globex', { tenant, like, tenantOfLike }, read);
    const [first, ...more] = others;
    const stacks = [...(first === undefined || isFirst ? [] : [first]), stack, ...(isFirst ? others : more)];
    // Whose stacks are is said here, so that none of them has to be read for it.
    const owners = new Map([...others.map(ownerOf), [stack, 'globex'] as const]);
    const ownership = { tenants: ['acme', 'globex'], ofStack: (one: StackTemplate) => owners.get(one) };
    const { patterns } = groupingOf(stacks, ownership as unknown as Ownership);
    const pattern = patterns.get('globex');
    return { pattern: pattern && [pattern.slug, pattern.contents], isRead: read.mock.calls.length > 0 };
  }
  const ownerOf = (stack: StackTemplate): [StackTemplate, string] => [stack, stack.name.replace(/-\d$/, '')];
  const acme = stackOfTenant('acme');
  const byItself = (): unknown => {
    const pattern = grouped(stackOfTenant('globex', 'stack-of-globex')).patterns.get('globex');
    return ['globex', pattern?.contents];
  };

  test('has its pattern, with stand-ins for names of its own', () => {
    const stack = renamedStack(
      'stack-of-globex',
      { tenant: 'globex', like: acme, tenantOfLike: 'acme' },
      () => {
        throw new Error('it is read');
      },
    );
    const { patterns } = grouped(acme, stack);
    const [one, other] = [patterns.get('acme'), patterns.get('globex')];
    expect(other).toMatchObject({ slug: 'globex', contents: one?.contents, stacks: one?.stacks });
    expect(other?.standIns.takeOut('\uE000 \uE010')).toBe('globex stack-of-globex');
    expect(one?.standIns.takeOut('\uE000')).toBe('acme');
  });

  test('is not read where nothing else tells whose it is', () => {
    expect(patternOf(acme, [acme]).isRead).toBe(false);
  });

  test('is read where it is not the only one of its tenant', () => {
    const another = { ...stackOfTenant('globex'), name: 'globex-2' };
    expect(patternOf(acme, [acme, another]).isRead).toBe(true);
  });

  test.each<[string, readonly StackTemplate[], Parameters<typeof patternOf>[2]]>([
    ['it is said to be of another tenant', [acme], { tenant: 'initech' }],
    ['that one is not the only one of its tenant', [acme, { ...acme, name: 'acme-2' }], {}],
    ['that one comes later', [acme], { isFirst: true }],
    ['that one is of no tenant here', [acme], { tenantOfLike: 'initech' }],
    ['the tenant of that one has another stack', [{ ...acme }], {}],
  ])('is read as by itself where %s', (_where, others, renaming) => {
    const { pattern, isRead } = patternOf(acme, others, renaming);
    expect(isRead).toBe(true);
    expect(pattern).toStrictEqual(byItself());
  });
});

test('two of those that are alike but for names may represent all of them', () => {
  const more = (slug: string): StackTemplate =>
    stackOf({ Role: roleOf(slug), More: ['AWS::SQS::Queue', {}] }, slug);
  const slugs = ['acme', 'globex', 'hooli', 'initech'];
  const grouping = grouped(more('first'), ...slugs.map((slug) => stackOfTenant(slug)), more('last'));
  expect([...representatives(grouping)]).toStrictEqual(['first', 'last', 'acme', 'globex']);
  expect([...representatives({ ...grouping, patterns: new Map() })]).toStrictEqual([
    ...['first', ...slugs, 'last'],
  ]);
});

test('forms are represented by the first two of each, or by its only one', () => {
  const form = (...slugs: string[]) => ({
    representative: slugs[0] ?? '',
    organizations: slugs.map((slug) => ({ slug, names: [] })),
  });
  const forms = [form('acme', 'globex', 'hooli'), form('initech')];
  expect(areRepresented(forms, new Set(['acme', 'globex', 'initech']))).toBe(true);
  expect(areRepresented(forms, new Set(['acme', 'hooli', 'initech']))).toBe(false);
  expect(areRepresented(forms, new Set(['globex', 'hooli', 'initech']))).toBe(false);
  expect(areRepresented(forms, new Set(['acme', 'globex', 'hooli']))).toBe(false);
});
