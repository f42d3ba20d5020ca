import {
  ALL_POLICIES,
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  type Lens,
  RESOURCE_POLICIES_ALONE,
} from '../../../../packages/isolation-proof/src/access/lens';
import type { Actor, ActorSide } from '../../../../packages/isolation-proof/src/difference/actor';
import type { ComparedGuard } from '../../../../packages/isolation-proof/src/difference/compared-guard';
import {
  type Finding,
  findDifference,
  otherSide,
  type Question,
  statementsAbout,
} from '../../../../packages/isolation-proof/src/difference/question';
import { regionsOf } from '../../../../packages/isolation-proof/src/difference/region';
import { absent, known } from '../../../../packages/isolation-proof/src/policies/facts';
import { literalPattern, wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { actorOf, bucketOf, sideOf, TOO_MANY } from './compared-actor';

const named = (Sid: string, more: JsonObject = {}): JsonObject => ({ Sid, ...more });
const deny = (Sid: string, more: JsonObject = {}): JsonObject => ({ ...named(Sid, more), Effect: 'Deny' });
const when = (operator: string, key: string, value: string): JsonObject => ({
  Condition: { [operator]: { [key]: value } },
});
const on = (Resource: string): JsonObject => ({ Resource: `arn:aws:s3:::${Resource}` });
const names = (list: readonly Statement[]): string => list.map(({ name }) => name).join();

/** By default: what a role may get on the head, of resources without a policy. */
function question(actor: Actor, more: Partial<Question> = {}): Question {
  const { guard } = more;
  const [region] = regionsOf('s3', guard === undefined ? [] : [guard], 'aws');
  if (region === undefined) throw new Error('no region');
  return {
    actor,
    guard,
    lens: ALL_POLICIES,
    action: 's3:getobject',
    region,
    allowing: 'head',
    reason: undefined,
    told: [],
    toldResources: [],
    isMultiValued: () => false,
    ...more,
  };
}
function find(actor: Actor, more: Partial<Question> = {}): Finding {
  const found = findDifference(question(actor, more));
  if (typeof found === 'string') throw new Error(found);
  return found;
}
const gained = (...head: JsonObject[]): Actor => actorOf(sideOf([]), sideOf(head));
const ofIdentity = ({ head }: Actor, index = 0): Statement => {
  const found = head?.identity === 'everything' ? undefined : head?.identity[index];
  if (found === undefined) throw new Error('no statement');
  return found;
};

test('each side is the other one of the other', () => {
  expect([otherSide('base'), otherSide('head')]).toEqual(['head', 'base']);
});

describe('statements that may be about an action', () => {
  const actor = actorOf(
    sideOf([named('A'), named('Put', { Action: 's3:PutObject' })], [named('B')]),
    sideOf([named('C')], [deny('D')]),
  );
  const guard = bucketOf([named('E')], [named('F'), named('No', { Action: 'sns:*' })]);
  test.each<[string, Lens, ComparedGuard | undefined, string]>([
    ['of all policies, both sides', ALL_POLICIES, guard, 'A,B,C,D,E,F'],
    ['of the actor alone, without a resource', ALL_POLICIES, undefined, 'A,B,C,D'],
    ['of identity policies', IDENTITY_ALONE, guard, 'A,C'],
    ['of the boundary', BOUNDARY_ALONE, guard, 'B,D'],
    ['of the resource', RESOURCE_POLICIES_ALONE, guard, 'E,F'],
    ['of a resource of one side', RESOURCE_POLICIES_ALONE, bucketOf(undefined, [named('G')]), 'G'],
    ['of a resource of the other side', RESOURCE_POLICIES_ALONE, bucketOf([named('G')]), 'G'],
  ])('%s', (_what, lens, of, expected) => {
    expect(names(statementsAbout({ actor, guard: of, lens, action: 's3:getobject' }))).toBe(expected);
  });

  test('none of policies elsewhere, and none of whoever is not there', () => {
    const everything: ActorSide = { ...sideOf([]), identity: 'everything' };
    const asked = { guard: undefined, lens: ALL_POLICIES, action: 's3:getobject' };
    expect(statementsAbout({ ...asked, actor: actorOf(everything, everything) })).toStrictEqual([]);
    expect(statementsAbout({ ...asked, actor: actorOf() })).toStrictEqual([]);
  });
});

describe('no difference', () => {
  test.each<[string, Actor, Partial<Question>]>([
    ['is where both sides allow', actorOf(sideOf([named('A')]), sideOf([named('B')])), {}],
    ['is where neither does', actorOf(sideOf([]), sideOf([])), {}],
    ['is what the other side allows', gained(named('A')), { allowing: 'base' }],
    ['is left of resources that are told', gained(named('A')), { toldResources: [wildcardPattern('*')] }],
    ['is where a Deny refuses', gained(named('A'), deny('D')), {}],
  ])('%s', (_what, actor, more) => {
    expect(findDifference(question(actor, more))).toBe('none');
  });

  test('is left of statements that are told, and of others than the reason', () => {
    const actor = gained(named('A', on('a')), named('B', on('b')));
    const [a, b] = [ofIdentity(actor), ofIdentity(actor, 1)];
    expect(findDifference(question(actor, { told: [a, b] }))).toBe('none');
    expect(find(actor, { told: [a] }).resource).toBe('arn:aws:s3:::b');
    expect(find(actor, { reason: b }).resource).toBe('arn:aws:s3:::b');
    expect(findDifference(question(actor, { reason: b, told: [b] }))).toBe('none');
  });
});

describe('a request that one side allows', () => {
  test('is found with the statements that allow it and those that deny it', () => {
    const actor = actorOf(sideOf([named('A'), deny('D')]), sideOf([named('B')], [named('C')]));
    const { allowing, denying } = find(actor);
    expect([names(allowing), names(denying)]).toEqual(['B,C', 'D']);
  });

  test('is about the Deny of the other side that is its reason', () => {
    const actor = actorOf(sideOf([deny('D', on('d')), named('A')]), sideOf([named('A')]));
    const base = actor.base?.identity;
    const reason = base === 'everything' ? undefined : base?.[0];
    expect(find(actor, { reason }).resource).toBe('arn:aws:s3:::d');
  });

  test('prefers the reason among statements that allow it', () => {
    const actor = gained(named('A'), named('B'));
    expect(names(find(actor, { reason: ofIdentity(actor, 1) }).allowing)).toBe('B');
  });

  test.each<[string, JsonObject, Partial<Question>, string]>([
    ['is like an ARN, and short', {}, {}, 'arn:aws:s3:::x'],
    ['is what the statement is about', on('data/*'), {}, 'arn:aws:s3:::data/'],
    ['is in another partition only if it has to be', { Resource: 'arn:aws-cn:s3:::*' }, {}, 'none'],
    [
      'is no ARN only if it has to be',
      { Resource: '*', ...when('StringEquals', 'aws:x', 'y') },
      {},
      'arn:aws:s3:::x',
    ],
    [
      'is what is not told',
      on('data/?'),
      { toldResources: [literalPattern('arn:aws:s3:::data/x')] },
      'arn:aws:s3:::data/y',
    ],
  ])('%s', (_what, statement, more, expected) => {
    const found = findDifference(question(gained(statement), more));
    expect(typeof found === 'string' ? found : found.resource).toBe(expected);
  });

  test('is one without a resource where nothing else is left', () => {
    expect(find(gained({}), { toldResources: [wildcardPattern('arn:*')] }).resource).toBe('*');
  });

  test('is in the account of who makes it', () => {
    const [region] = regionsOf('sns', [], 'aws');
    const asked = { action: 'sns:publish', ...(region && { region }) };
    expect(find(gained({}), asked).resource).toBe('arn:aws:sns::111122223333:x');
    const anybody = actorOf(sideOf([]), sideOf([]), { name: { kind: 'anybody' } });
    const guard = bucketOf([], [{ Principal: '*' }]);
    expect(find(anybody, { guard }).resource).toBe('arn:aws:s3:::b');
  });
});

describe('the context of a request', () => {
  const context = (...head: JsonObject[]): unknown => Object.fromEntries(find(gained(...head)).context);

  test('has what decides, and nothing else', () => {
    expect(context({})).toStrictEqual({});
    expect(context(when('StringEquals', 'aws:x', 'y'))).toStrictEqual({ 'aws:x': 'y' });
    expect(context(when('Null', 'aws:x', 'true'))).toStrictEqual({ 'aws:x': null });
    expect(context(when('StringEquals', 'aws:x', 'y'), {})).toStrictEqual({});
  });

  test('has what nearly every request carries, where a statement compares it', () => {
    const insecure = deny('D', when('Bool', 'aws:SecureTransport', 'false'));
    const old = deny('D', when('NumericLessThan', 's3:TlsVersion', '1.2'));
    expect(context({}, insecure)).toStrictEqual({ 'aws:securetransport': 'true' });
    expect(context({}, insecure, old)).toStrictEqual({
      'aws:securetransport': 'true',
      's3:tlsversion': '1.3',
    });
  });

  test('has it not where the request must not carry it', () => {
    expect(context(when('Bool', 'aws:SecureTransport', 'false'))).toStrictEqual({
      'aws:securetransport': 'false',
    });
  });

  test('has values of policy variables that are not known', () => {
    expect(context(on('data/${s3:prefix}'), deny('D', on('data/x')), deny('E', on('data/')))).toStrictEqual({
      's3:prefix': 'y',
    });
  });

  test('has none of variables that are known', () => {
    const facts = new Map([
      ['s3:prefix', known('p')],
      ['s3:delimiter', absent],
    ]);
    const actor = actorOf({ ...sideOf([]), facts }, { ...sideOf([on('data/${s3:prefix}')]), facts });
    expect(find(actor)).toMatchObject({ resource: 'arn:aws:s3:::data/p' });
  });
});

describe('what is undecided', () => {
  test('is what depends on a variable with too many values, where none of those tried is of a difference', () => {
    const all = named('All', on('c/*'));
    const both = actorOf(sideOf([all]), sideOf([all, TOO_MANY]));
    expect(findDifference(question(both))).toBe('undecided');
    expect(find(gained(TOO_MANY)).resource).toMatch(/^arn:aws:s3:::c\/p\d+$/);
  });

  test('is not what such a statement says of resources elsewhere', () => {
    const all = named('All', on('b/*'));
    const both = actorOf(sideOf([all]), sideOf([all, TOO_MANY]));
    expect(findDifference(question(both, { guard: bucketOf([], []) }))).toBe('none');
  });

  test.each([
    ['about others', { NotResource: 'arn:aws:s3:::c' }],
    ['near', on('b/${s3:prefix}')],
  ])('is what such a statement says of resources %s', (_what, about) => {
    const { Resource: _resource, ...rest } = TOO_MANY;
    const all = named('All');
    const both = actorOf(
      sideOf([all]),
      sideOf([all, { ...rest, ...about }, named('V', { Resource: '${s3:prefix}' })]),
    );
    expect(findDifference(question(both, { guard: bucketOf([], []) }))).toBe('undecided');
  });
});
