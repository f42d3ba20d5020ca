import type { Actor } from '../../../../packages/isolation-proof/src/difference/actor';
import { othersOf } from '../../../../packages/isolation-proof/src/difference/actors';
import { witnessOf } from '../../../../packages/isolation-proof/src/difference/atoms';
import type { Principal } from '../../../../packages/isolation-proof/src/model/principal';
import { absent, known } from '../../../../packages/isolation-proof/src/policies/facts';
import { literalPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { ACCOUNT } from '../fixtures/stack-of';
import { bucketOf } from './compared-actor';
import { arnOf, at, modelOf, type Sides } from './roles-of-sides';

describe('whoever is in no template', () => {
  const others = (guards: Sides[2], base = modelOf(at('known', 'K')), head = modelOf()): Actor[] =>
    othersOf(base, head, guards);
  const named = (...policy: JsonObject[]): Actor[] => besides(others([bucketOf(policy, [])]));
  /** Without any administrator and anybody, who are always there. */
  const besides = (actors: Actor[]): Actor[] =>
    actors.filter(({ who: { kind, name } }) => kind !== 'anybody' && name !== ADMINISTRATOR);
  const ADMINISTRATOR = arnOf('any-administrator');
  const mayBe = (actor: Actor | undefined, key: string, text: string): boolean => {
    const values = actor?.domains.get(key)?.values;
    if (values === undefined) throw new Error('nothing is known of the key');
    return witnessOf({ ...values, matching: [...values.matching, literalPattern(text)] }) !== 'none';
  };

  test('is of no interest where no policy of a resource differs, or nothing is there', () => {
    expect(others([])).toStrictEqual([]);
    const nothing = { stacks: [], principals: [] };
    expect(others([bucketOf([], [])], nothing, nothing)).toStrictEqual([]);
    expect(others([bucketOf([], [])], nothing)).toHaveLength(2);
    expect(others([bucketOf([], [])], undefined, nothing)).toHaveLength(2);
  });

  test('is any administrator of the account, with whichever ARN of a role that no template has', () => {
    const [administrator] = others([bucketOf([], [])], undefined, modelOf(at('new', 'N')));
    const side = {
      identity: 'everything',
      boundary: undefined,
      facts: new Map([
        ['aws:principalaccount', known(ACCOUNT)],
        ['aws:principalservicename', absent],
      ]),
    };
    expect(administrator).toMatchObject({
      who: { kind: 'role', name: ADMINISTRATOR, presence: 'both' },
      name: { kind: 'arn', arn: ADMINISTRATOR },
    });
    expect([administrator?.base, administrator?.head]).toStrictEqual([side, side]);
    expect(administrator?.domains.get('aws:principalarn')?.isAlwaysPresent).toBe(true);
    const may = (text: string): boolean => mayBe(administrator, 'aws:principalarn', text);
    expect(['other', 'path/other', 'known', 'new', ''].map((name) => may(arnOf(name)))).toStrictEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(may(`arn:aws:iam::${ACCOUNT}:user/other`)).toBe(false);
  });

  test('is anybody, of no account or of another one', () => {
    const [, anybody] = others([bucketOf([], [])]);
    const side = {
      identity: [],
      boundary: undefined,
      facts: new Map([['aws:principalservicename', absent]]),
    };
    expect(anybody).toMatchObject({
      who: { kind: 'anybody', name: '*', presence: 'both' },
      name: { kind: 'anybody' },
    });
    expect([anybody?.base, anybody?.head]).toStrictEqual([side, side]);
    expect(
      [...(anybody?.domains.values() ?? [])].map(({ isAlwaysPresent }) => isAlwaysPresent),
    ).toStrictEqual([false, false]);
    expect(mayBe(anybody, 'aws:principalaccount', ACCOUNT)).toBe(false);
    expect(mayBe(anybody, 'aws:principalaccount', '999988887777')).toBe(true);
    expect(mayBe(anybody, 'aws:principalarn', arnOf('x'))).toBe(false);
    expect(mayBe(anybody, 'aws:principalarn', 'arn:aws:iam::999988887777:role/x')).toBe(true);
  });

  const FOREIGN = '999988887777';
  test.each<[string, JsonObject, [Actor['who']['kind'], string, Actor['name']['kind']][]]>([
    ['a role of the account', { AWS: arnOf('x') }, [['role', arnOf('x'), 'arn']]],
    [
      'a user of it',
      { AWS: `arn:aws:iam::${ACCOUNT}:user/x` },
      [['user', `arn:aws:iam::${ACCOUNT}:user/x`, 'arn']],
    ],
    ['a role of the templates, which is asked about anyway', { AWS: arnOf('known') }, []],
    ['the account, which is its principals', { AWS: [ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`] }, []],
    ['everybody', { AWS: '*' }, []],
    [
      'other accounts and their principals',
      { AWS: [FOREIGN, `arn:aws:iam::${FOREIGN}:role/x`] },
      [
        ['account', FOREIGN, 'account'],
        ['account', `arn:aws:iam::${FOREIGN}:role/x`, 'account'],
      ],
    ],
    [
      'services',
      { Service: ['t', 's'] },
      [
        ['service', 's', 'service'],
        ['service', 't', 'service'],
      ],
    ],
    ['identity providers', { Federated: 'f' }, [['federated', 'f', 'federated']]],
  ])('is whom a policy names: %s', (_what, Principal, expected) => {
    const found = named({ Principal }, { Principal });
    expect(found.map(({ who, name }) => [who.kind, who.name, name.kind])).toStrictEqual(expected);
    for (const { who, name } of found) expect(Object.values(name)).toContain(who.name);
  });

  test('is named on either side', () => {
    const guard = bucketOf([{ Principal: { Service: 's' } }], [{ Principal: { Service: 't' } }, {}]);
    expect(besides(others([guard])).map(({ who }) => who.name)).toStrictEqual(['s', 't']);
    expect(others([bucketOf(undefined, [])])).toHaveLength(2);
  });

  test('has what is known of it', () => {
    const sides = named({
      Principal: { AWS: [arnOf('x'), `arn:aws:iam::${FOREIGN}:role/x`], Service: 's', Federated: 'f' },
    });
    expect(sides.map(({ head }) => [head?.identity, [...(head?.facts ?? [])].sort()])).toStrictEqual([
      [
        'everything',
        [
          ['aws:principalaccount', known(ACCOUNT)],
          ['aws:principalarn', known(arnOf('x'))],
          ['aws:principalservicename', absent],
        ],
      ],
      [[], [['aws:principalaccount', known(FOREIGN)]]],
      [[], []],
      [[], []],
    ]);
  });

  describe('is a session that a policy names', () => {
    const session = (role: string, account = ACCOUNT): string =>
      `arn:aws:sts::${account}:assumed-role/${role}/one`;
    const ofSession = (role: string, known: Principal): Actor[] =>
      besides(others([bucketOf([{ Principal: { AWS: session(role) } }], [])], modelOf(known)));
    test('of a role that no template has, in whichever path', () => {
      const [one, ...more] = named({ Principal: { AWS: session('x') } });
      expect(more).toStrictEqual([]);
      expect(one).toMatchObject({
        who: { kind: 'role', name: session('x') },
        name: { kind: 'arn', arn: session('x') },
      });
      expect(one?.head?.identity).toBe('everything');
      const may = (name: string): boolean => mayBe(one, 'aws:principalarn', arnOf(name));
      expect(['x', 'path/x', 'y', 'ax'].map(may)).toStrictEqual([true, true, false, false]);
    });

    test.each([
      ['not of a role of the templates', 'known', at('known', 'K')],
      ['not of one in a path', 'known', at('path/known', 'K')],
    ])('%s', (_what, role, known) => {
      expect(ofSession(role, known)).toStrictEqual([]);
    });

    test.each([
      ['of a role that is called otherwise', at('unknown', 'K')],
      ['of a user who is called so', at('known', 'K', { arn: `arn:aws:iam::${ACCOUNT}:user/known` })],
    ])('%s', (_what, known) => {
      expect(ofSession('known', known)).toHaveLength(1);
    });

    test('of another account, as that account', () => {
      expect(named({ Principal: { AWS: session('x', FOREIGN) } })[0]?.name.kind).toBe('account');
    });
  });
});
