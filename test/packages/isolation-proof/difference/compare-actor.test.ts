import { compareActor } from '../../../../packages/isolation-proof/src/difference/compare-actor';
import type { Actor } from '../../../../packages/isolation-proof/src/difference/actor';
import type { ComparedGuard } from '../../../../packages/isolation-proof/src/difference/compared-guard';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { ROLE } from '../fixtures/statements-and-requests';
import { actorOf, bucketOf, lineOf, settingOf, sideOf, TOO_MANY } from './compared-actor';

const allow = (Action: string, Resource: string): JsonObject => ({ Action, Resource });
const GET_A = allow('s3:GetObject', 'arn:aws:s3:::a/*');
const PUT_A = allow('s3:PutObject', 'arn:aws:s3:::a/*');
const READ_A = allow('s3:Get*', 'arn:aws:s3:::a/*');
const GET_C = allow('s3:GetObject', 'arn:aws:s3:::c/*');

function told(actor: Actor, ...guards: ComparedGuard[]): string[] {
  const { differences, undecided } = compareActor(actor, settingOf(actor, ...guards));
  expect(undecided).toStrictEqual([]);
  return differences.map(lineOf);
}

test('what is gained is told before what is lost', () => {
  expect(told(actorOf(sideOf([GET_A]), sideOf([PUT_A])))).toStrictEqual([
    'head by all policies: s3:putobject on arn:aws:s3:::a/*',
    'base by all policies: s3:getobject on arn:aws:s3:::a/*',
  ]);
});

test('nothing is told where nothing has changed', () => {
  expect(told(actorOf(sideOf([GET_A]), sideOf([GET_A])))).toStrictEqual([]);
});

test('what is in force is not told of one lock again, and what only that lock allows is', () => {
  const within = [GET_A];
  expect(told(actorOf(sideOf([], within), sideOf([READ_A], within)))).toStrictEqual([
    'head by all policies: s3:getobject on arn:aws:s3:::a/*',
    'head by identity policies alone: s3:get* on arn:aws:s3:::a/*',
  ]);
});

test('a lock that is told of alone is not taken for what is in force', () => {
  // Neither is in force: the boundary allows nothing. The second statement is about more than the first.
  expect(told(actorOf(sideOf([], []), sideOf([GET_A, READ_A], [])))).toStrictEqual([
    'head by identity policies alone: s3:getobject on arn:aws:s3:::a/*',
    'head by identity policies alone: s3:get* on arn:aws:s3:::a/*',
  ]);
});

test('of a boundary alone it is told what identity policies do not allow', () => {
  expect(told(actorOf(sideOf([], [GET_A]), sideOf([], [GET_A, PUT_A])))).toStrictEqual([
    'head by the permissions boundary alone: s3:putobject on arn:aws:s3:::a/*',
  ]);
});

test('of resource policies alone it is told what a Deny for one role no longer denies', () => {
  const deny: JsonObject = { Effect: 'Deny', Principal: { AWS: ROLE }, Action: 's3:*' };
  expect(told(actorOf(sideOf([]), sideOf([])), bucketOf([deny], []))).toStrictEqual([
    'head by resource policies alone: s3:* on arn:aws:s3:::b,arn:aws:s3:::b/*',
  ]);
});

test('of what a bucket no longer denies everybody it is told what a role may by its own policies', () => {
  const deny: JsonObject = { Effect: 'Deny', Principal: '*', Action: 's3:*' };
  expect(told(actorOf(sideOf([]), sideOf([])), bucketOf([deny], []))).toStrictEqual([]);
});

test('of two statements that allow the same, only one is told', () => {
  expect(told(actorOf(sideOf([]), sideOf([READ_A, GET_A])))).toStrictEqual([
    'head by all policies: s3:get* on arn:aws:s3:::a/*',
  ]);
});

test.each<[string, JsonObject[], string[]]>([
  ['without those that both sides have', [GET_A], ['head Wider']],
  [
    'with others that only its side has',
    [{ ...GET_A, Sid: 'Limit', Resource: '*' }],
    ['head Wider', 'head Limit'],
  ],
])('a difference is told with its statement, %s', (_what, limits, expected) => {
  const actor = actorOf(sideOf([], [GET_A]), sideOf([{ ...GET_A, Sid: 'Wider' }], limits));
  const [first] = compareActor(actor, settingOf(actor)).differences;
  expect(first?.statements.map(([side, { name }]) => `${side} ${name}`)).toEqual(expected);
});

test('of two statements that allow the same and more, the second is told of what the first is not about', () => {
  expect(told(actorOf(sideOf([]), sideOf([GET_A, allow('s3:GetObject', '*')])))).toStrictEqual([
    'head by all policies: s3:getobject on arn:aws:s3:::a/*',
    'head by all policies: s3:getobject on *',
  ]);
});

describe('what could not be decided', () => {
  const reason = (verb: string): string =>
    `what ${ROLE} ${verb} by it could not be decided: too many statements, wildcards or variables apply at once`;

  test.each([
    ['gains', sideOf([GET_C]), sideOf([GET_C, TOO_MANY])],
    ['loses', sideOf([GET_C, TOO_MANY]), sideOf([GET_C])],
  ])('is told by its statement, of what somebody %s, once for all locks', (verb, base, head) => {
    const actor = actorOf(base, head);
    const { differences, undecided } = compareActor(actor, settingOf(actor));
    expect(differences).toStrictEqual([]);
    expect(undecided).toStrictEqual([{ place: 'test/Only (TooMany)', reason: reason(verb) }]);
  });

  test.each<[string, string | undefined]>([
    ['stack/Role', 'stack/Role'],
    [ROLE, undefined],
  ])('is told at %s, where it is by no statement', (place, path) => {
    const who = { kind: 'role', name: ROLE, presence: 'both', ...(path !== undefined && { path }) } as const;
    // Without its boundary, and nothing else is changed.
    const actor = actorOf(sideOf([TOO_MANY], [GET_C]), sideOf([TOO_MANY]), { who });
    expect(compareActor(actor, settingOf(actor)).undecided).toStrictEqual([
      { place, reason: reason('gains') },
    ]);
  });

  test('hides nothing that another statement allows, too', () => {
    const actor = actorOf(sideOf([GET_C]), sideOf([GET_C, TOO_MANY, READ_A]));
    const { differences, undecided } = compareActor(actor, settingOf(actor));
    expect(differences.map(lineOf)).toStrictEqual(['head by all policies: s3:get* on arn:aws:s3:::a/*']);
    expect(undecided).toHaveLength(2);
  });
});
