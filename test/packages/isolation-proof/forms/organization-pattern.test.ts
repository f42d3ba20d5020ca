import {
  existingUsers,
  fieldsOf,
  partsOf,
  patternOfOrganization,
} from '../../../../packages/isolation-proof/src/forms/organization-pattern';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { policyOf, roleOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';

const policy = (users: readonly (string | { Ref: string })[]) =>
  ['AWS::IAM::ManagedPolicy', { Users: users, PolicyDocument: policyOf() }] as const;

const stackOfTenant = (slug: string, user = `${slug}-ann`): StackTemplate =>
  stackOf({ [`${slug}Role`]: roleOf(slug), [slug]: policy([user]) }, `${slug}-stack`);

const contentsOf = (slug: string, ...stacks: readonly StackTemplate[]): string =>
  patternOfOrganization(slug, stacks).contents;

test('an organization has stand-ins for its slug, its stacks and its users wherever names may stand', () => {
  const own = stackOfTenant('acme', 'ann');
  const { slug, stacks, standIns } = patternOfOrganization('acme', [own]);
  expect(slug).toBe('acme');
  const [user, name, slugStandsAs] = ['\uE010', '\uE011', '\uE000'];
  const [stack] = stacks;
  expect(stack?.name).toBe(name);
  expect(
    [...(stack?.resources ?? [])].map(([id, { logicalId, path }]) => [id, logicalId, path]),
  ).toStrictEqual([
    ['acmeRole', 'acmeRole', `${name}/acmeRole`],
    [slugStandsAs, slugStandsAs, `${name}/${slugStandsAs}`],
  ]);
  const [role, users] = [...(stack?.resources.values() ?? [])];
  expect(role?.properties['RoleName']).toBe(`${slugStandsAs}-role`);
  expect(users?.properties['Users']).toStrictEqual([user]);
  expect([role?.stack, users?.stack]).toStrictEqual([stack, stack]);
  expect(standIns.takeOut(stack?.name ?? '')).toBe('acme-stack');
  // What was read stays as it is.
  expect(own.name).toBe('acme-stack');
  expect([...own.resources.keys()]).toStrictEqual(['acmeRole', 'acme']);
});

test('organizations that differ in names only say the same', () => {
  const roleOnly = (slug: string): StackTemplate => stackOf({ Role: roleOf(slug) }, slug);
  expect(contentsOf('globex', roleOnly('globex'))).toBe(contentsOf('acme', roleOnly('acme')));
  expect(contentsOf('globex', roleOnly('globex'), roleOnly('globex'))).not.toBe(
    contentsOf('acme', roleOnly('acme')),
  );
});

test.each<[string, Partial<StackTemplate>]>([
  ['the account', { account: '444455556666' }],
  ['the Region', { region: 'eu-west-1' }],
  ['access keys that are shown', { shownSecrets: { Key: 'AccessKey' } }],
])('what stacks say is told apart by %s', (_what, difference) => {
  const stack = stackOfTenant('acme');
  expect(contentsOf('acme', { ...stack, ...difference })).not.toBe(contentsOf('acme', stack));
});

test('what stacks say is told apart by any property of a resource', () => {
  const [usual, other] = [{}, { MaxSessionDuration: 3600 }].map((properties) =>
    contentsOf('acme', stackOf({ Role: roleOf('acme', properties) }, 'acme')),
  );
  expect(other).not.toBe(usual);
});

test('what a stack exports is no field of it, and where a resource stands is no part of it', () => {
  const { resources, ...fields } = stackOfTenant('acme');
  expect(fieldsOf({ ...fields, resources, exports: [{ name: 'a', value: 'b' }] })).toStrictEqual(fields);
  const resource = resources.get('acme');
  if (resource === undefined) throw new Error('the stack has no such resource');
  const { stack, ...parts } = resource;
  expect(partsOf({ stack, ...parts })).toStrictEqual(parts);
});

test('existing users are those that policies name as text', () => {
  const stack = stackOf({
    One: policy(['ann', { Ref: 'User' }]),
    Two: policy(['bob']),
    Role: roleOf('acme'),
  });
  expect(existingUsers(stack)).toStrictEqual(['ann', 'bob']);
});
