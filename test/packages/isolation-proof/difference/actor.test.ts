import {
  accountOf,
  type Actor,
  isOutside,
  type Naming,
  namingOf,
} from '../../../../packages/isolation-proof/src/difference/actor';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { ROLE, ROOT, statements, USER } from '../fixtures/statements-and-requests';

const HERE = '111122223333';
const THERE = '444455556666';
const BOB = `arn:aws:iam::${THERE}:user/bob`;
const SESSION = `arn:aws:sts::${HERE}:assumed-role/reader/session`;

const arn = (text: string): Actor['name'] => ({ kind: 'arn', arn: text });
const service: Actor['name'] = { kind: 'service', text: 'sns.amazonaws.com' };
const provider: Actor['name'] = { kind: 'federated', text: 'accounts.google.com' };
const account = (text: string): Actor['name'] => ({ kind: 'account', text });
const anybody: Actor['name'] = { kind: 'anybody' };

function naming(name: Actor['name'], parts: JsonObject): Naming {
  const [statement] = statements(parts);
  if (statement === undefined) throw new Error('no statement');
  return namingOf(statement, { name }, HERE);
}

describe('whom Principal names', () => {
  test.each<[string, Actor['name'], JsonObject | string, Naming]>([
    ['everybody', anybody, '*', 'everybody'],
    ['everybody, among others', arn(ROLE), { AWS: [USER, '*'] }, 'everybody'],
    ['nobody in particular', anybody, { AWS: ROLE }, 'no'],
    ['a service', service, { Service: ['s3.amazonaws.com', 'sns.amazonaws.com'] }, 'itself'],
    ['another service', service, { Service: 's3.amazonaws.com' }, 'no'],
    ['a service as a provider', service, { Federated: 'sns.amazonaws.com' }, 'no'],
    ['a provider', provider, { Federated: 'accounts.google.com' }, 'itself'],
    ['another provider', provider, { Federated: 'graph.facebook.com' }, 'no'],
    ['a provider as a service', provider, { Service: 'accounts.google.com' }, 'no'],
    ['a principal', arn(ROLE), { AWS: [USER, ROLE] }, 'itself'],
    ['another principal', arn(ROLE), { AWS: USER }, 'no'],
    ['a session of the role', arn(ROLE), { AWS: [USER, SESSION] }, 'a session'],
    [
      'a session of a role without a path',
      arn(`arn:aws:iam::${HERE}:role/reader`),
      { AWS: SESSION },
      'a session',
    ],
    ['a session of another role', arn(ROLE), { AWS: SESSION.replace('reader', 'a-reader') }, 'no'],
    ['a session of a role of a longer name', arn(ROLE), { AWS: SESSION.replace('reader', 'reader2') }, 'no'],
    ['a session, to a user', arn(`arn:aws:iam::${HERE}:user/reader`), { AWS: SESSION }, 'no'],
    ['the role and a session', arn(ROLE), { AWS: [SESSION, ROLE] }, 'itself'],
    ['the account', arn(ROLE), { AWS: ROOT }, 'account'],
    ['the account by its number', arn(ROLE), { AWS: HERE }, 'account'],
    ['the account and a session of the role', arn(ROLE), { AWS: [SESSION, ROOT] }, 'account and a session'],
    ['another account', arn(ROLE), { AWS: THERE }, 'no'],
    ['the other account, by its number', account(THERE), { AWS: THERE }, 'itself'],
    [
      'the other account, by its root',
      account(THERE),
      { AWS: [ROLE, `arn:aws:iam::${THERE}:root`] },
      'itself',
    ],
    ['a principal of the other account', account(BOB), { AWS: BOB }, 'itself'],
    ['the account of a principal of another one', account(BOB), { AWS: THERE }, 'itself'],
    [
      'the root of the account of a principal of another one',
      account(BOB),
      { AWS: `arn:aws:iam::${THERE}:root` },
      'itself',
    ],
    ['somebody else of the other account', account(BOB), { AWS: BOB.replace('bob', 'eve') }, 'no'],
    ['a third account', account(THERE), { AWS: '777788889999' }, 'no'],
    ['the root of a third account', account(BOB), { AWS: 'arn:aws:iam::777788889999:root' }, 'no'],
    ['a principal of the other account, to the account', account(THERE), { AWS: BOB }, 'no'],
  ])('%s', (_what, name, Principal, expected) => {
    expect(naming(name, { Principal })).toBe(expected);
  });

  test('a policy without principals is about everybody who has it', () => {
    expect(naming(arn(ROLE), {})).toBe('everybody');
  });

  test('a Deny names the account as an Allow does', () => {
    expect(naming(arn(ROLE), { Effect: 'Deny', Principal: { AWS: ROOT } })).toBe('account');
  });
});

describe('whom NotPrincipal spares', () => {
  test.each<[string, Actor['name'], JsonObject, 'Allow' | 'Deny', Naming]>([
    ['nobody in particular', anybody, { AWS: ROLE }, 'Deny', 'everybody'],
    ['a service', service, { Service: 'sns.amazonaws.com' }, 'Deny', 'no'],
    ['another service', service, { Service: 's3.amazonaws.com' }, 'Deny', 'everybody'],
    ['a provider', provider, { Federated: 'accounts.google.com' }, 'Deny', 'no'],
    ['another provider', provider, { Federated: 'graph.facebook.com' }, 'Deny', 'everybody'],
    ['a principal of Allow', arn(ROLE), { AWS: ROLE }, 'Allow', 'no'],
    ['a principal of Deny without its account', arn(ROLE), { AWS: ROLE }, 'Deny', 'everybody'],
    ['a principal of Deny with its account', arn(ROLE), { AWS: [ROLE, ROOT] }, 'Deny', 'no'],
    ['a principal of Deny with the number of its account', arn(ROLE), { AWS: [ROLE, HERE] }, 'Deny', 'no'],
    ['a principal of Deny with another account', arn(ROLE), { AWS: [ROLE, THERE] }, 'Deny', 'everybody'],
    ['an account of Deny alone', arn(ROLE), { AWS: ROOT }, 'Deny', 'everybody'],
    ['an account of Allow alone', arn(ROLE), { AWS: ROOT }, 'Allow', 'everybody'],
    ['a principal of another account', account(BOB), { AWS: [BOB, THERE] }, 'Deny', 'no'],
    ['another account', account(THERE), { AWS: THERE }, 'Deny', 'no'],
  ])('%s', (_what, name, NotPrincipal, Effect, expected) => {
    expect(naming(name, { Effect, NotPrincipal })).toBe(expected);
  });
});

describe('texts that are not known', () => {
  const [statement] = statements({ Principal: { AWS: ROOT } });
  const { principals } = statement ?? {};
  if (statement === undefined || principals === undefined) throw new Error('no principals');
  const later = (negated: boolean, ...more: string[]) => ({
    ...statement,
    principals: { ...principals, negated, aws: [undefined, ...more] },
  });

  test('name nobody', () => {
    for (const name of [arn(ROLE), account(BOB)]) {
      expect(namingOf(later(false), { name }, HERE)).toBe('no');
      expect(namingOf(later(true), { name }, HERE)).toBe('everybody');
    }
  });

  test.each<[string, Naming]>([
    [ROOT, 'account'],
    [SESSION, 'a session'],
    [ROLE, 'itself'],
  ])('hide not that %s is named beside them', (text, expected) => {
    for (const effect of ['Allow', 'Deny'] as const) {
      expect(namingOf({ ...later(false, text), effect }, { name: arn(ROLE) }, HERE)).toBe(expected);
    }
  });
});

test.each([
  [THERE, THERE],
  [ROLE, HERE],
  [`x${THERE}`, ''],
  [`${THERE}5`, ''],
  ['*', ''],
])('the account of %s is %p', (text, expected) => {
  expect(accountOf(text)).toBe(expected);
});

test('whoever has no ARN is let in by policies of resources only', () => {
  expect(
    [service, provider, account(THERE), anybody, arn(ROLE)].map((name) => isOutside(actorOf(name))),
  ).toStrictEqual([true, true, true, true, false]);
});

function actorOf(name: Actor['name']): Actor {
  return {
    who: { kind: 'role', name: 'who', presence: 'both' },
    name,
    base: undefined,
    head: undefined,
    domains: new Map(),
  };
}
