import {
  type ComparedGuard,
  comparedGuards,
  mustAllow,
} from '../../../../packages/isolation-proof/src/difference/compared-guard';
import type { Model } from '../../../../packages/isolation-proof/src/model/model';
import { readModel } from '../../../../packages/isolation-proof/src/model/model';
import { literalPattern, wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { known } from '../../../../packages/isolation-proof/src/policies/facts';
import { roleOf } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { guarded, KEY, principal, ROLE, statements, USER } from '../fixtures/statements-and-requests';
import { TAGS } from '../fixtures/tenant-tags';

const EMPTY = readModel([stackOf({ Role: roleOf('acme') }, 'acme')], { tags: TAGS });
const model = (parts: Partial<Pick<Model, 'guarded' | 'principals'>>): Model => ({
  ...EMPTY,
  guarded: [],
  principals: [],
  ...parts,
});
const NOTHING = model({});
const [ONE, OTHER] = statements({ Sid: 'One' }, { Sid: 'Other' }) as [
  ReturnType<typeof statements>[number],
  ReturnType<typeof statements>[number],
];
const BUCKET = 'arn:aws:s3:::b';
const bucket = (...policy: (typeof ONE)[]) => ({
  ...guarded('bucket', BUCKET, policy),
  contents: [`${BUCKET}/*`],
  owner: 'acme',
});
/** The only resource of two sides. */
function only(base: Model, head: Model): ComparedGuard {
  const [guard, ...others] = comparedGuards(base, head);
  if (guard === undefined || others.length > 0) throw new Error(`${others.length} others`);
  return guard;
}

test('a resource of both sides, with its policy on each', () => {
  expect(only(model({ guarded: [bucket(ONE)] }), model({ guarded: [bucket(OTHER)] }))).toStrictEqual({
    arn: BUCKET,
    kind: 'bucket',
    service: 's3',
    account: ACCOUNT,
    owner: 'acme',
    patterns: [literalPattern(BUCKET), wildcardPattern(`${BUCKET}/*`)],
    base: { policy: [ONE], tags: undefined },
    head: { policy: [OTHER], tags: undefined },
  });
});

test('a resource of one side', () => {
  expect(only(model({ guarded: [bucket()] }), NOTHING)).toMatchObject({
    base: { policy: [] },
    head: undefined,
  });
  expect(only(NOTHING, model({ guarded: [bucket()] }))).toMatchObject({
    base: undefined,
    head: { policy: [] },
  });
});

test('what the head says of it, apart from policies, counts', () => {
  const moved = { ...bucket(), owner: 'acme-eu' };
  expect(only(model({ guarded: [bucket()] }), model({ guarded: [moved] })).owner).toBe('acme-eu');
});

test('policies of one resource add up', () => {
  expect(only(NOTHING, model({ guarded: [bucket(ONE), bucket(OTHER)] })).head?.policy).toStrictEqual([
    ONE,
    OTHER,
  ]);
});

test('an ARN with a wildcard is a pattern', () => {
  const many = guarded('other', `${BUCKET}*`, []);
  expect(only(NOTHING, model({ guarded: [many] })).patterns).toStrictEqual([wildcardPattern(`${BUCKET}*`)]);
});

test.each([
  ['key', true],
  ['repository', true],
  ['bucket', false],
  ['other', false],
] as const)('tags of a %s are told for certain: %p', (kind, isTold) => {
  const facts = new Map([['aws:resourcetag/k', known('x')]]);
  expect(only(NOTHING, model({ guarded: [guarded(kind, KEY, [], facts)] })).head?.tags).toBe(
    isTold ? facts : undefined,
  );
});

test('roles are resources of STS, with their trust policy; users are none', () => {
  const principals = [principal('role', ROLE, [ONE]), principal('user', USER, [])];
  expect(comparedGuards(NOTHING, model({ principals }))).toStrictEqual([
    {
      arn: ROLE,
      kind: 'role',
      service: 'sts',
      account: ACCOUNT,
      owner: undefined,
      patterns: [literalPattern(ROLE)],
      base: undefined,
      head: { policy: [ONE], tags: undefined },
    },
  ]);
});

test('they come sorted by ARN, whichever side has them', () => {
  const named = (arn: string) => guarded('other', arn, []);
  const arns = comparedGuards(
    model({ guarded: ['c', 'a'].map(named) }),
    model({ guarded: ['d', 'b', 'a'].map(named) }),
  );
  expect(arns.map(({ arn }) => arn)).toStrictEqual(['a', 'b', 'c', 'd']);
});

test('keys and roles are opened by their own policy only', () => {
  const kinds = ['bucket', 'key', 'repository', 'role', 'other'] as const;
  expect(
    kinds.filter((kind) => mustAllow({ ...only(NOTHING, model({ guarded: [bucket()] })), kind })),
  ).toStrictEqual(['key', 'role']);
});
