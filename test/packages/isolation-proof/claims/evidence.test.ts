import type { Evidence } from '../../../../packages/isolation-proof/src/claims/evidence';
import { examine } from '../../../../packages/isolation-proof/src/judge/examine';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import type { Tenancy } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { NOTHING_SHARED } from '../fixtures/nothing-shared';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { key } from './keys';

const SLUGS = ['acme', 'beta', 'gamma'];
/** Three tenants of one form, and what they share. */
const STACKS: readonly StackTemplate[] = [
  stackOf({ Role: roleOf('shared', { Tags: [] }), ...key('Key', undefined, {}) }, 'shared'),
  ...SLUGS.map((slug) =>
    stackOf(
      {
        Role: roleOf(slug),
        Bucket: ['AWS::S3::Bucket', { BucketName: `${slug}-data`, Tags: tagsOf(slug) }],
        ...key('Key', slug, {}),
      },
      slug,
    ),
  ),
];

/** All that is known of every tenant. */
function evidence(tenancy: Partial<Tenancy> = {}): Evidence {
  const specification = { tenants: TAGS, tenancyOf: () => ({ ...NOTHING_SHARED, ...tenancy }), claims: [] };
  return examine(STACKS, specification, (found) => found, { everyOrganization: true });
}

const owners = (things: readonly { readonly owner: string | undefined }[]): string[] => [
  ...new Set(things.map(({ owner = 'nobody' }) => owner)),
];

test('a claim asks whom one tenant of a form has, about what two of them have, and about what is shared', () => {
  const found = evidence();
  expect(found.forms).toMatchObject([{ representative: 'acme' }]);
  expect(owners(found.principals)).toStrictEqual(['nobody', 'acme']);
  expect(owners(found.guarded)).toStrictEqual(['nobody', 'acme', 'beta']);
  expect(owners(found.organizationKeys)).toStrictEqual(['acme']);
  expect(found.organizationKeys.map(({ kind }) => kind)).toStrictEqual(['key']);
});

test('a claim looks at what one tenant of a form has, which may lead to what two of them have', () => {
  const found = evidence();
  const paths = (slugs: readonly string[]): string[] => [
    'shared/Role',
    'shared/Key',
    ...slugs.flatMap((slug) => ['Role', 'Bucket', 'Key'].map((id) => `${slug}/${id}`)),
  ];
  expect(found.resources.map(({ path }) => path)).toStrictEqual(paths(['acme']));
  expect(found.surroundings.map(({ path }) => path)).toStrictEqual(paths(['acme', 'beta']));
});

test('keys of two tenants of a form can be asked about', () => {
  const { keys, principals, classes } = evidence();
  const [principal] = principals;
  const [action] = classes;
  const lens = { name: 'nothing', identity: false, boundary: false, resourcePolicies: true };
  if (principal === undefined || action === undefined) throw new Error('there is nobody');
  expect(owners(keys.candidates(principal, action, lens))).toStrictEqual(['nobody', 'acme', 'beta']);
});

test.each<[string, Partial<Tenancy>]>([
  ['what all may use', { commons: [{ actions: ['a:b'], resources: ['*'], because: 'so' }] }],
  ['parts', { partitions: [{ actions: ['a:b'], resources: ['*'], key: 'x', ownValues: () => [] }] }],
  ['exceptions', { exceptions: [{ principal: 'x', actions: ['a:b'], resources: ['*'], because: 'so' }] }],
])('actions of %s are told apart', (_what, tenancy) => {
  const actions = (found: Evidence): string[] => found.classes.map(({ example }) => example);
  expect(actions(evidence(tenancy))).toContain('a:b');
  expect(actions(evidence())).not.toContain('a:b');
});

test('uses of keys that write secrets can be asked about', () => {
  expect(evidence().classes.map(({ example }) => example)).toContain('kms:encrypt');
});
