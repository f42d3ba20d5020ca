import type { ActorDifference } from '../../../../packages/isolation-proof/src/difference/actor-difference';
import type { AccessDifference } from '../../../../packages/isolation-proof/src/difference/access-difference';
import type { ComparedGuard } from '../../../../packages/isolation-proof/src/difference/compared-guard';
import { tellDifference } from '../../../../packages/isolation-proof/src/difference/tell-difference';
import { IDENTITY_ALONE } from '../../../../packages/isolation-proof/src/access/lens';
import { wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { ROLE, statements } from '../fixtures/statements-and-requests';

const FINDING = { resource: 'arn:aws:s3:::b/x', context: new Map(), allowing: [], denying: [] };
const DIFFERENCE: ActorDifference = {
  actor: {
    who: { kind: 'role', name: ROLE, presence: 'both' },
    name: { kind: 'arn', arn: ROLE },
    base: undefined,
    head: undefined,
    domains: new Map(),
  },
  allowing: 'head',
  lens: IDENTITY_ALONE,
  actions: [wildcardPattern('s3:put*'), wildcardPattern('s3:get*')],
  resources: [[wildcardPattern('arn:aws:s3:::b/*')]],
  example: { action: 's3:getobject', finding: FINDING, guard: undefined },
  statements: [],
  guard: undefined,
};
const PAIRS = [
  { organizations: ['acme', 'beta'], isLikeAnother: false },
  { organizations: ['gamma', 'acme-eu'], isLikeAnother: false },
];
const tell = (parts: Partial<ActorDifference> = {}): AccessDifference =>
  tellDifference({ ...DIFFERENCE, ...parts }, PAIRS, []);
const owned = (owner: string | undefined): Partial<ActorDifference> => ({
  actor: { ...DIFFERENCE.actor, who: { ...DIFFERENCE.actor.who, ...(owner === undefined ? {} : { owner }) } },
});
const guardOf = (owner: string | undefined): ComparedGuard => ({
  arn: 'arn:aws:s3:::b',
  kind: 'bucket',
  service: 's3',
  account: '111122223333',
  owner,
  patterns: [],
  base: undefined,
  head: undefined,
});

test('a difference of nobody in particular', () => {
  expect(tell()).toStrictEqual({
    change: 'gained',
    lens: 'identity policies alone',
    principal: { kind: 'role', name: ROLE, presence: 'both' },
    organizations: [],
    actions: ['s3:get*', 's3:put*'],
    resources: ['arn:aws:s3:::b/*'],
    example: { principal: ROLE, action: 's3:getobject', resource: 'arn:aws:s3:::b/x', context: {} },
    statements: [],
  });
});

test('what only the base allows is lost', () => {
  expect(tell({ allowing: 'base' }).change).toBe('lost');
});

describe('for which tenants it holds', () => {
  test.each<[string, Partial<ActorDifference>, string[]]>([
    ["those like the principal's, which comes first", owned('gamma'), ['gamma', 'acme-eu']],
    ["those like the resource's", { guard: guardOf('acme') }, ['acme', 'beta']],
    [
      "the principal's before the resource's",
      { ...owned('gamma'), guard: guardOf('acme') },
      ['gamma', 'acme-eu'],
    ],
    ['none of a resource of nobody', { guard: guardOf(undefined) }, []],
    ['none of a tenant that others stand for', owned('beta'), []],
  ])('%s', (_what, parts, expected) => {
    expect(tell(parts).organizations).toStrictEqual(expected);
  });

  test('none of nobody, even of a pair of no tenants', () => {
    expect(
      tellDifference(DIFFERENCE, [{ organizations: [], isLikeAnother: false }], []).organizations,
    ).toStrictEqual([]);
  });
});

test('resources of all services are told together, each once and in their order', () => {
  const resources = ['arn:aws:sns:::t', 'arn:aws:s3:::b'].map((text) => [wildcardPattern(text)]);
  expect(tell({ resources: [...resources, ...resources] }).resources).toStrictEqual([
    'arn:aws:s3:::b',
    'arn:aws:sns:::t',
  ]);
});

test('the example has values of context keys, lists of them, and keys that are absent', () => {
  const context = new Map<string, string | string[] | null>([
    ['a:one', 'x'],
    ['a:many', ['x', 'y']],
    ['a:none', null],
  ]);
  const example = { ...DIFFERENCE.example, finding: { ...FINDING, context } };
  expect(tell({ example }).example.context).toStrictEqual({
    'a:one': 'x',
    'a:many': ['x', 'y'],
    'a:none': null,
  });
});

test('statements are told with their side and place, in an order that does not change', () => {
  const [one, other] = statements({ Sid: 'One' }, { Sid: 'Other', Effect: 'Deny' });
  if (one === undefined || other === undefined) throw new Error('no statements');
  const { path, stack } = one.source;
  const told = [
    { side: 'base', effect: 'Allow', name: 'One', path, stack: stack.name },
    { side: 'head', effect: 'Allow', name: 'One', path, stack: stack.name },
    { side: 'head', effect: 'Deny', name: 'Other', path, stack: stack.name },
  ];
  for (const list of [
    [['head', other] as const, ['head', one] as const, ['base', one] as const],
    [['base', one] as const, ['head', one] as const, ['head', other] as const],
  ]) {
    expect(tell({ statements: list }).statements).toStrictEqual(told);
  }
});
