import { Ownership } from '../../../../packages/isolation-proof/src/model/ownership';
import { renamedStack } from '../../../../packages/isolation-proof/src/templates/renamed-stack';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { tagsOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const role = (slug?: string) => ['AWS::IAM::Role', { Tags: slug === undefined ? [] : tagsOf(slug) }] as const;
const policy = ['AWS::IAM::ManagedPolicy', {}] as const;
const SEVERAL = { owner: 'orgSlug' };
const ownership = (stacks: readonly StackTemplate[], tags = SEVERAL) => new Ownership(stacks, tags, []);

describe('a stack that is read as another one with the names exchanged', () => {
  const acme = stackOf({ Role: role('acme') }, 'acme');
  const like = (tenantOfLike: string) => {
    const read = jest.fn(() => stackOf({ Role: role('acme') }));
    return { read, stack: renamedStack('globex', { tenant: 'globex', like: acme, tenantOfLike }, read) };
  };

  test('is of the tenant whose names were put in, without being read', () => {
    const { stack, read } = like('acme');
    const owners = ownership([acme, stack]);
    expect(owners.tenants).toEqual(['acme', 'globex']);
    expect(owners.ofStack(stack)).toBe('globex');
    expect(read).not.toHaveBeenCalled();
  });

  test('is read by itself, if the other one is of somebody else', () => {
    const { stack, read } = like('initech');
    expect(ownership([acme, stack]).ofStack(stack)).toBe('acme');
    expect(read).toHaveBeenCalledTimes(1);
  });
});

describe('stacks of several tenants', () => {
  const mixed = stackOf(
    { First: role('acme'), Second: role('globex'), Shared: role(), Policy: policy },
    'mixed',
  );

  test('are none of one, where they may be: each resource is of its own', () => {
    const owners = ownership([mixed]);
    expect([...mixed.resources.values()].map((resource) => owners.of(resource) ?? 'nobody')).toEqual([
      'acme',
      'globex',
      'nobody',
      'nobody',
    ]);
    expect(owners.tenants).toEqual(['acme', 'globex']);
    expect(owners.hasMixedStacks).toBe(true);
    expect(owners.ofStack(mixed)).toBe('acme');
  });

  test('are of whoever has most of them, where they may not', () => {
    const stack = stackOf({ First: role('globex'), Second: role('acme'), Third: role('acme') });
    const owners = ownership([stack], TAGS);
    expect([owners.ofStack(stack), owners.tenants, owners.hasMixedStacks]).toEqual(['acme', ['acme'], false]);
  });

  test("a stack of one tenant is its own, also what takes no tags, and a shared one is nobody's", () => {
    const acme = stackOf({ Policy: policy, Role: role('acme') }, 'acme');
    const shared = stackOf({ Role: role(), Policy: policy }, 'shared');
    const empty = stackOf({}, 'empty');
    const owners = ownership([acme, shared, empty]);
    expect([acme, shared, empty].map((stack) => owners.ofStack(stack) ?? 'nobody')).toEqual([
      'acme',
      'nobody',
      'nobody',
    ]);
    expect([owners.hasMixedStacks, owners.tenants]).toEqual([false, ['acme']]);
  });
});
