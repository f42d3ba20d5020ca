import { ALL_POLICIES, IDENTITY_ALONE } from '../../../../packages/isolation-proof/src/access/lens';
import type { Actor, ActorSide } from '../../../../packages/isolation-proof/src/difference/actor';
import type { ActorDifference } from '../../../../packages/isolation-proof/src/difference/actor-difference';
import type { KeyValue } from '../../../../packages/isolation-proof/src/difference/atoms';
import type { ComparedGuard } from '../../../../packages/isolation-proof/src/difference/compared-guard';
import { asUndecided, faultOf } from '../../../../packages/isolation-proof/src/difference/verify-example';
import { anyAdministrator } from '../../../../packages/isolation-proof/src/model/any-administrator';
import type { GuardedResource } from '../../../../packages/isolation-proof/src/model/guarded-resource';
import { known } from '../../../../packages/isolation-proof/src/policies/facts';
import { EVERYTHING } from '../../../../packages/isolation-proof/src/patterns/pattern';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { stackOf } from '../fixtures/stack-of';
import {
  guarded,
  modelOf,
  OBJECT,
  ROLE,
  ROOT,
  statements,
  TOPIC,
  UNKNOWN,
} from '../fixtures/statements-and-requests';

type Models = Parameters<typeof faultOf>[1];
const STACK = stackOf({});
const ADMINISTRATOR = anyAdministrator(STACK).arn;
/** A side on which a bucket has a policy of these statements. */
const bucket = (...policy: JsonObject[]): Models['base'] =>
  side(guarded('bucket', 'arn:aws:s3:::data', list(...policy)));
const side = (...resources: GuardedResource[]): Models['base'] => ({
  stacks: [STACK],
  ...modelOf(...resources),
});
const list = (...some: JsonObject[]) => (some.length === 0 ? [] : statements(...some));
const of = (identity: ActorSide['identity'], more: Partial<ActorSide> = {}): ActorSide => ({
  identity,
  boundary: undefined,
  facts: new Map(),
  ...more,
});
const MAY = of(list({}));
const MAY_NOT = of([]);

interface Told {
  readonly actor?: Partial<Actor>;
  readonly base?: ActorSide | undefined;
  readonly head?: ActorSide | undefined;
  readonly allowing?: 'base' | 'head';
  readonly lens?: ActorDifference['lens'];
  readonly resource?: string;
  readonly context?: Record<string, KeyValue>;
  readonly guard?: Partial<ComparedGuard>;
}
/** What is wrong with an example: by default, of a role that may do nothing on the base and anything on the head. */
function fault(told: Told, base = bucket(), head = bucket()): string | undefined {
  const { allowing = 'head', lens = ALL_POLICIES, resource = OBJECT, context = {} } = told;
  const actor: Actor = {
    who: { kind: 'role', name: ROLE, presence: 'both' },
    name: { kind: 'arn', arn: ROLE },
    base: 'base' in told ? told.base : MAY_NOT,
    head: 'head' in told ? told.head : MAY,
    domains: new Map(),
    ...told.actor,
  };
  const guard: ComparedGuard | undefined = told.guard && {
    arn: 'arn:aws:s3:::data',
    kind: 'bucket',
    service: 's3',
    account: '111122223333',
    owner: undefined,
    patterns: [],
    base: { policy: [], tags: undefined },
    head: { policy: [], tags: undefined },
    ...told.guard,
  };
  const finding = { resource, context: new Map(Object.entries(context)), allowing: [], denying: [] };
  const example = { action: 's3:getobject', finding, guard };
  return faultOf(
    { actor, allowing, lens, actions: [], resources: [], example, statements: [], guard },
    { base, head },
  );
}
const ALSO = 'the base allows it, too';
const DENIED = 'the head denies it';

test.each<[string, Told, string | undefined]>([
  ['what the head allows and the base does not', {}, undefined],
  ['what the base allows and the head does not', { base: MAY, head: MAY_NOT, allowing: 'base' }, undefined],
  ['what neither allows', { head: MAY_NOT }, DENIED],
  ['what neither allows, as lost', { head: MAY_NOT, allowing: 'base' }, 'the base denies it'],
  ['what both allow', { base: MAY }, ALSO],
  ['what both allow, as lost', { base: MAY, allowing: 'base' }, 'the head allows it, too'],
  ['what only the other side allows', { base: MAY, head: MAY_NOT }, DENIED],
  ['what one lock alone allows, which is in force nowhere', { base: MAY, lens: IDENTITY_ALONE }, undefined],
  ['what a new principal may', { base: undefined }, undefined],
  ['what somebody may who is not there', { head: undefined }, DENIED],
  ['what the boundary does not allow', { head: { ...MAY, boundary: [] } }, DENIED],
  [
    'what depends on a variable without a value',
    { head: of(list({ Resource: `arn:aws:s3:::data/${UNKNOWN}/x` })) },
    undefined,
  ],
  [
    'what depends on it on the other side',
    { base: of(list({ Resource: `arn:aws:s3:::data/${UNKNOWN}/x` })) },
    undefined,
  ],
  [
    'what the evaluator does not know',
    { base: of(list({ Condition: { Bool: { 'aws:x': 'true' } } })) },
    undefined,
  ],
  ['a resource of both sides', { base: MAY, guard: {} }, ALSO],
  ['a resource that one side lacks', { base: MAY, guard: { base: undefined } }, undefined],
  ['what is in a resource whose parts it does not know', { base: MAY, guard: { kind: 'other' } }, undefined],
  ['such a resource itself', { base: MAY, guard: { kind: 'other', arn: OBJECT } }, ALSO],
])('%s: %p is wrong with it', (_what, told, expected) => {
  expect(fault(told)).toBe(expected);
});

describe('values of context keys', () => {
  const may = (operator: string, key: string, value: string): ActorSide =>
    of(list({ Condition: { [operator]: { [key]: value } } }));
  test.each<[string, ActorSide, Record<string, KeyValue>, string | undefined]>([
    ['one that is asked for', may('StringEquals', 's3:prefix', 'a'), { 's3:prefix': 'a' }, undefined],
    ['another one', may('StringEquals', 's3:prefix', 'a'), { 's3:prefix': 'b' }, DENIED],
    ['none that is asked for', may('Null', 'aws:x', 'true'), { 'aws:x': null }, undefined],
    ['none where one is asked for', may('Null', 'aws:x', 'false'), { 'aws:x': null }, DENIED],
    ['several', may('ForAllValues:StringEquals', 'aws:tagkeys', 'a'), { 'aws:tagkeys': ['a', 'b'] }, DENIED],
  ])('%s', (_what, head, context, expected) => {
    expect(fault({ head, context })).toBe(expected);
  });
});

describe('whoever is no principal of the templates', () => {
  const letIn = (Principal: JsonObject | string): Models['head'] => bucket({ Principal });
  const outside = (name: Actor['name']): Told => ({ actor: { name }, base: of([]), head: of([]) });
  test.each<[string, Actor['name'], JsonObject | string]>([
    ['a service', { kind: 'service', text: 's' }, { Service: 's' }],
    ['an identity provider', { kind: 'federated', text: 'f' }, { Federated: 'f' }],
    ['anybody', { kind: 'anybody' }, '*'],
  ])('%s', (_what, name, Principal) => {
    expect(fault(outside(name), bucket(), letIn(Principal))).toBeUndefined();
    expect(fault(outside(name))).toBe(DENIED);
    expect(fault(outside(name), letIn(Principal), letIn(Principal))).toBe(ALSO);
  });

  test('is not whom a policy names as something else', () => {
    expect(fault(outside({ kind: 'service', text: 'x' }), bucket(), letIn({ Federated: 'x' }))).toBe(DENIED);
    expect(fault(outside({ kind: 'federated', text: 'x' }), bucket(), letIn({ Service: 'x' }))).toBe(DENIED);
    expect(fault(outside({ kind: 'anybody' }), bucket(), letIn({ Service: 'x' }))).toBe(DENIED);
  });

  test('another account is not known to the evaluator', () => {
    expect(fault(outside({ kind: 'account', text: '999988887777' }))).toBeUndefined();
  });
});

describe('any administrator of the account', () => {
  const domains: Actor['domains'] = new Map([
    ['aws:principalarn', { values: { matching: [EVERYTHING], excluding: [] }, isAlwaysPresent: true }],
  ]);
  const everything = of('everything');
  const administrator = { name: { kind: 'arn', arn: ADMINISTRATOR }, domains } as const;
  const told: Told = { actor: administrator, base: everything, head: everything };
  const denyUnless = (key: string, value: string): Models['base'] =>
    bucket({ Effect: 'Deny', Principal: '*', Condition: { StringNotEquals: { [key]: value } } });

  test('may do what no policy of a resource denies', () => {
    expect(fault(told)).toBe(ALSO);
    expect(fault(told, bucket({ Effect: 'Deny', Principal: { AWS: ROOT } }))).toBeUndefined();
  });

  test('has an ARN and an account, unless the example says another ARN', () => {
    const byArn = denyUnless('aws:PrincipalArn', ADMINISTRATOR);
    expect(fault(told, byArn)).toBe(ALSO);
    expect(fault({ ...told, context: { 'aws:principalarn': ROLE } }, byArn)).toBeUndefined();
    expect(fault(told, denyUnless('aws:PrincipalAccount', '111122223333'))).toBe(ALSO);
  });

  test('has facts of its own before those of any administrator', () => {
    const own = of('everything', { facts: new Map([['aws:principalaccount', known('x')]]) });
    expect(fault({ ...told, base: own }, denyUnless('aws:PrincipalAccount', '111122223333'))).toBeUndefined();
  });

  test('is not known of a side without a stack', () => {
    expect(fault(told, { ...bucket(), stacks: [] })).toBeUndefined();
  });
});

test('a principal without an ARN of its own among its facts has none that is made up', () => {
  const head = of(list({ Condition: { ArnEquals: { 'aws:PrincipalArn': ADMINISTRATOR } } }));
  expect(fault({ head })).toBe(DENIED);
});

test('a topic is decided by its own policy', () => {
  const topic = (...policy: JsonObject[]): Models['base'] => side(guarded('other', TOPIC, list(...policy)));
  const denied = topic({ Effect: 'Deny', Principal: '*' });
  expect(fault({ base: MAY, resource: TOPIC }, denied, topic())).toBeUndefined();
  expect(fault({ base: MAY, resource: TOPIC }, topic(), topic())).toBe(ALSO);
});

test('an error that is none of policies ends the comparison', () => {
  const broken: Models['base'] = {
    ...bucket(),
    get guarded(): never {
      throw new Error('broken');
    },
  };
  expect(() => fault({}, broken)).toThrow('broken');
});

test.each([
  ['acme/Role', { path: 'acme/Role' }],
  [ROLE, {}],
])('a difference whose example is none is undecided at %s', (place, path) => {
  const told = {
    change: 'gained',
    lens: ALL_POLICIES.name,
    principal: { kind: 'role', name: ROLE, presence: 'both', ...path },
    organizations: [],
    actions: ['s3:get*'],
    resources: ['arn:aws:s3:::data/*'],
    example: { principal: ROLE, action: 's3:getobject', resource: OBJECT, context: {} },
    statements: [],
  } as const;
  expect(asUndecided(told, DENIED)).toStrictEqual({
    place,
    reason: `s3:getobject on ${OBJECT} seems gained, but ${DENIED}; please report it`,
  });
});
