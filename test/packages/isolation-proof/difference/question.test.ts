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
  findDifference,
  otherSide,
  type Question,
  statementsAbout,
} from '../../../../packages/isolation-proof/src/difference/question';
import { regionsOf } from '../../../../packages/isolation-proof/src/difference/region';
import { known } from '../../../../packages/isolation-proof/src/policies/facts';
import { literalPattern, wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { actorOf, bucketOf, sideOf } from './compared-actor';
import { named, deny, when, on, names, question, find, gained, ofIdentity } from './asked-question';

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

  test.each<[string, 'base' | 'head', string]>([
    ['the Deny of the other side, with what that side knows', 'base', 'b'],
    ['the Allow of its side, with what this side knows', 'head', 'h'],
  ])('is about %s', (_what, side, expected) => {
    const tagged = (value: string): Pick<ActorSide, 'facts'> => ({
      facts: new Map([['aws:principaltag/t', known(value)]]),
    });
    const about = on('${aws:PrincipalTag/t}');
    const [base, head] =
      side === 'base' ? [[named('A'), deny('D', about)], [named('A')]] : [[], [named('A', about)]];
    const actor = actorOf({ ...sideOf(base), ...tagged('b') }, { ...sideOf(head), ...tagged('h') });
    const list = (side === 'base' ? actor.base : actor.head)?.identity;
    const reason = list === undefined || list === 'everything' ? undefined : list.at(-1);
    expect(find(actor, { reason }).resource).toBe(`arn:aws:s3:::${expected}`);
    expect(findDifference(question(actor, { told: reason === undefined ? [] : [reason] }))).toBe('none');
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
