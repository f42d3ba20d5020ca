import { emptyQuestion } from '../../../../packages/isolation-proof/src/judge/empty-question';
import { readModel } from '../../../../packages/isolation-proof/src/model/model';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const FIX =
  "no resource carries the tag orgSlug, which says whose it is. Tag every resource of an organization's stack with its slug, for example Tags.of(stack).add('orgSlug', 'acme')";

const asked = (stacks: readonly StackTemplate[], isAnythingAsked = true, hasSessions = false): unknown =>
  emptyQuestion(readModel(stacks, { tags: TAGS }), isAnythingAsked, hasSessions);
const because = (reason: string): unknown[] => [{ place: 'the templates', reason }];
const bucket = (slug: string): StackTemplate =>
  stackOf({ Bucket: ['AWS::S3::Bucket', { Tags: tagsOf(slug) }] }, slug);
/** A stack of roles that carry no tenant's tag. */
const roles = (count: number, ...keys: readonly string[]): StackTemplate =>
  stackOf(
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `R${index + 1}`,
        roleOf(`r${index + 1}`, { Tags: keys.map((Key) => ({ Key, Value: 'x' })) }),
      ]),
    ),
    'app',
  );

test('with tenants and principals, and something that was asked, nothing is missing', () => {
  expect(asked(twoOrganizations())).toStrictEqual([]);
});

test('claims that asked nothing prove nothing', () => {
  expect(asked(twoOrganizations(), false)).toStrictEqual(
    because('no claim had anything to ask: they hold nothing that any claim is about'),
  );
});

test('tenants without a principal prove nothing', () => {
  const reason = 'and no principal: no role, user or IoT policy that could reach anything';
  expect(asked([bucket('acme')])).toStrictEqual(because(`1 organization ${reason}`));
  expect(asked([bucket('acme'), bucket('acme-eu')])).toStrictEqual(because(`2 organizations ${reason}`));
});

test('no tenant has to be there where sessions are of whichever tenant, but a principal has to', () => {
  expect(asked([roles(1)], true, true)).toStrictEqual([]);
  expect(asked([roles(1)], false, true)).toHaveLength(1);
  expect(asked([stackOf({})], true, true)).toHaveLength(1);
});

test('an assembly of nobody proves nothing', () => {
  expect(asked([stackOf({})])).toStrictEqual(because(`no organization: ${FIX}`));
});

test.each<[string, StackTemplate, string]>([
  ['no tags', roles(1), '1 principal (app/R1) and no organization; none of them is tagged'],
  [
    'other tags',
    roles(2, 'tenant', 'team'),
    '2 principals (app/R1, app/R2) and no organization; their tags are tenant, team',
  ],
  ['three', roles(3), '3 principals (app/R1, app/R2, app/R3) and no organization; none of them is tagged'],
  [
    'more than are named',
    roles(5),
    '5 principals (app/R1, app/R2, app/R3, and 2 more) and no organization; none of them is tagged',
  ],
])('principals of no tenant prove nothing: %s', (_what, stack, reason) => {
  expect(asked([stack])).toStrictEqual(because(`${reason}: ${FIX}`));
});
