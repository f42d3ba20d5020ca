import type { Actor, ActorSide } from '../../../../packages/isolation-proof/src/difference/actor';
import type {
  ComparedGuard,
  GuardSide,
} from '../../../../packages/isolation-proof/src/difference/compared-guard';
import { sideFacts } from '../../../../packages/isolation-proof/src/difference/side-facts';
import {
  absent,
  type Fact,
  type Facts,
  known,
  NOTHING_KNOWN,
} from '../../../../packages/isolation-proof/src/policies/facts';
import { EVERYTHING } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { ROLE, USER } from '../fixtures/statements-and-requests';

const withFacts = (facts: Facts): ActorSide => ({ identity: [], boundary: undefined, facts });
const ANYTHING = { values: { matching: [EVERYTHING], excluding: [] }, isAlwaysPresent: false };

/** An actor that stands in a template, unless told otherwise. */
function actor(name: Actor['name'], parts: Partial<Actor> = {}): Actor {
  return {
    who: { kind: 'role', name: 'who', path: 'app/Who', presence: 'both' },
    name,
    base: withFacts(NOTHING_KNOWN),
    head: withFacts(NOTHING_KNOWN),
    domains: new Map(),
    ...parts,
  };
}
const user = (parts: Partial<Actor> = {}): Actor => actor({ kind: 'arn', arn: USER }, parts);
const NO_TEMPLATE: Partial<Actor> = { who: { kind: 'user', name: 'who', presence: 'both' } };
const SERVICE = actor({ kind: 'service', text: 'sns.amazonaws.com' });
const FEDERATED = actor({ kind: 'federated', text: 'accounts.google.com' });
const ACCOUNT = actor({ kind: 'account', text: '444455556666' });
const ANYBODY = actor({ kind: 'anybody' });

function guard(base?: GuardSide, head?: GuardSide): ComparedGuard {
  return {
    arn: 'arn:aws:kms:::key/k',
    kind: 'key',
    service: 'kms',
    account: '111122223333',
    owner: undefined,
    patterns: [],
    base,
    head,
  };
}
const tagged = (value: string): GuardSide => ({ policy: [], tags: new Map([[RESOURCE_TAG, known(value)]]) });
const UNTOLD: GuardSide = { policy: [], tags: undefined };
const RESOURCE_TAG = 'aws:resourcetag/owner';
const TAG = 'aws:principaltag/owner';

function fact(
  who: Actor,
  key: string,
  {
    of,
    side = 'base',
    chosen = NOTHING_KNOWN,
  }: { of?: ComparedGuard; side?: 'base' | 'head'; chosen?: Facts } = {},
): Fact | undefined {
  return sideFacts(who, of, side, chosen).get(key);
}

describe('which fact comes first', () => {
  const own = user({
    base: withFacts(new Map([['a:k', known('base')]])),
    head: withFacts(new Map([['a:k', known('head')]])),
  });

  test('what a side says of the actor', () => {
    expect(fact(own, 'a:k')).toStrictEqual(known('base'));
    expect(fact(own, 'a:k', { side: 'head' })).toStrictEqual(known('head'));
  });

  test('a value that is tried', () => {
    expect(fact(own, 'a:k', { chosen: new Map([['a:k', absent]]) })).toStrictEqual(absent);
  });

  test('a side without the actor says nothing', () => {
    expect(fact(user({ base: undefined }), 'a:k')).toBeUndefined();
  });

  test('a key of many values stays open', () => {
    const domains = new Map([['aws:username', ANYTHING]]);
    expect(fact(user({ domains }), 'aws:username')).toBeUndefined();
  });
});

describe('whoever is no principal of the account', () => {
  const OF_PRINCIPALS = [
    'aws:principalarn',
    'aws:principalaccount',
    'aws:username',
    'aws:userid',
    TAG,
    'aws:principaltag/',
  ];

  test.each(OF_PRINCIPALS)('a service and a provider have no %s', (key) => {
    expect(fact(SERVICE, key)).toStrictEqual(absent);
    expect(fact(FEDERATED, key)).toStrictEqual(absent);
  });

  test.each(OF_PRINCIPALS)('of another account and of anybody, %s may be any', (key) => {
    expect(fact(ACCOUNT, key)).toBeUndefined();
    expect(fact(ANYBODY, key)).toBeUndefined();
  });

  test.each([
    'aws:sourcearn',
    'aws:principalarnx',
    'x:aws:principalarn',
    'aws:useridx',
    'aws:principalorgid',
  ])('of a service, %s may be any', (key) => {
    expect(fact(SERVICE, key)).toBeUndefined();
  });

  test('a service has its name, and nobody else does', () => {
    const key = 'aws:principalservicename';
    expect(fact(SERVICE, key)).toStrictEqual(known('sns.amazonaws.com'));
    expect(fact(FEDERATED, key)).toStrictEqual(absent);
    expect(fact(ANYBODY, key)).toBeUndefined();
    expect(fact(user(), key)).toBeUndefined();
  });
});

describe('a principal of the templates', () => {
  test.each([
    [USER, known('ann')],
    ['arn:aws:iam::111122223333:user/path/of/ann', known('ann')],
    [ROLE, absent],
    ['arn:aws:iam::111122223333:user/', absent],
  ])('%s has a user name, or none', (arn, expected) => {
    expect(fact(actor({ kind: 'arn', arn }), 'aws:username')).toStrictEqual(expected);
  });

  test('has no tags but those that are told', () => {
    const tags = user({ base: withFacts(new Map([['aws:principaltag/other', known('x')]])) });
    expect(fact(tags, TAG)).toStrictEqual(absent);
    expect(fact(tags, 'aws:principaltag/other')).toStrictEqual(known('x'));
    // On the other side it has none, where none is told.
    expect(fact(tags, TAG, { side: 'head' })).toStrictEqual(absent);
    expect(fact(tags, 'a:k')).toBeUndefined();
  });

  test.each(['base', 'head'] as const)(
    'has on a side without it what it has on the other one: %s',
    (without) => {
      const one = user({
        base: withFacts(new Map([[TAG, known('x')]])),
        head: withFacts(new Map([[TAG, known('x')]])),
      });
      expect(fact({ ...one, [without]: undefined }, TAG, { side: without })).toStrictEqual(known('x'));
    },
  );

  test('may have any tag where none is told', () => {
    const other = user({ base: withFacts(new Map([['a:k', known('x')]])) });
    expect(fact(other, TAG)).toBeUndefined();
  });
});

test('of a principal that stands in no template nothing is known', () => {
  const stranger = user({
    ...NO_TEMPLATE,
    base: withFacts(new Map([['aws:principaltag/other', known('x')]])),
  });
  expect(fact(stranger, 'aws:username')).toBeUndefined();
  expect(fact(stranger, TAG)).toBeUndefined();
});

test('another account is no user, whatever it is called', () => {
  const text = 'arn:aws:iam::444455556666:user/bob';
  const other = actor(
    { kind: 'account', text },
    { base: withFacts(new Map([['aws:principaltag/other', known('x')]])) },
  );
  expect(fact(other, 'aws:username')).toBeUndefined();
  expect(fact(other, TAG)).toBeUndefined();
});

describe('tags of a resource', () => {
  test('are those of the side', () => {
    const both = guard(tagged('base'), tagged('head'));
    expect(fact(user(), RESOURCE_TAG, { of: both })).toStrictEqual(known('base'));
    expect(fact(user(), RESOURCE_TAG, { of: both, side: 'head' })).toStrictEqual(known('head'));
  });

  test('are those of the other side where the resource is only there', () => {
    expect(fact(user(), RESOURCE_TAG, { of: guard(tagged('base')), side: 'head' })).toStrictEqual(
      known('base'),
    );
    expect(fact(user(), RESOURCE_TAG, { of: guard(undefined, tagged('head')) })).toStrictEqual(known('head'));
  });

  test('that are not told may be any, also where the other side tells them', () => {
    expect(fact(user(), RESOURCE_TAG, { of: guard(UNTOLD, tagged('head')) })).toBeUndefined();
    expect(fact(user(), RESOURCE_TAG)).toBeUndefined();
    expect(fact(user(), RESOURCE_TAG, { of: guard() })).toBeUndefined();
  });

  test('are not there where others are told', () => {
    expect(fact(user(), 'aws:resourcetag/other', { of: guard(tagged('x')) })).toStrictEqual(absent);
    expect(fact(user(), 'a:k', { of: guard(tagged('x')) })).toBeUndefined();
    expect(fact(SERVICE, RESOURCE_TAG, { of: guard(tagged('x')) })).toStrictEqual(known('x'));
  });
});
