import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import { wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { IDENTITY_ALONE } from '../../../../packages/isolation-proof/src/access/lens';
import { ROLE, ROOT, USER } from '../fixtures/statements-and-requests';
import { allow, type Asked, decisionOf, deny, list, OF_ROLE, OF_USER, PLAIN, SESSION, to } from './one-side';

const shown = (some: readonly Statement[]): string =>
  some.map(({ resources }) => resources.texts.join()).join();

/** What is known of a request that all statements are about but those with these resources. */
function knownBut({ atoms }: ReturnType<typeof decisionOf>, ...resources: string[]): Map<number, boolean> {
  const known = new Map(Array.from({ length: 20 }, (_one, atom): [number, boolean] => [atom, true]));
  for (const resource of resources) {
    const formula = atoms.resource([wildcardPattern(resource)]);
    if (typeof formula === 'object' && formula.kind === 'atom') known.set(formula.atom, false);
  }
  return known;
}

const TO_ROLE = [allow('p', to(ROLE))];
const TO_ALL = [allow('p', to('*'))];

test.each<[string, Asked, string[], string]>([
  ['of identity policies, the first', { side: { identity: list(allow('i'), allow('j')) } }, [], 'i'],
  ['of those that are about it', { side: { identity: list(allow('i'), allow('j')) } }, ['i'], 'j'],
  ['of the boundary, too', OF_ROLE, [], 'i,b'],
  ['of the resource alone, where it lets in directly', { ...PLAIN, policy: TO_ROLE }, [], 'p'],
  ['of the resource alone, to a role within its boundary', { ...OF_ROLE, policy: TO_ROLE }, [], 'p'],
  ['not of the resource, to a role beyond its boundary', { ...OF_ROLE, policy: TO_ROLE }, ['b'], 'i'],
  ['of the resource, to everybody beyond a boundary', { ...OF_ROLE, policy: TO_ALL }, ['b'], 'p'],
  [
    'of the resource, to a user beyond a boundary',
    { ...OF_USER, policy: [allow('p', to(USER))] },
    ['b'],
    'p',
  ],
  [
    'of the resource, to a session beyond a boundary',
    { ...OF_ROLE, policy: [allow('p', to(SESSION))] },
    ['b'],
    'p',
  ],
  ['of the resource that is about it', { ...PLAIN, policy: TO_ROLE }, ['p'], 'i'],
  [
    'of a key, too, that the account has',
    { ...PLAIN, kind: 'key', policy: [allow('p', to(ROOT))] },
    [],
    'i,p',
  ],
  ['none of a bucket for the account', { ...PLAIN, policy: [allow('p', to(ROOT))] }, [], 'i'],
  ['none, where policies elsewhere allow it', { side: { identity: 'everything' } }, [], ''],
])('statements that let a request be: %s', (_what, asked, but, expected) => {
  const one = decisionOf(asked);
  expect(shown(one.decision.path(knownBut(one, ...but), undefined))).toBe(expected);
});

describe('of the statements that let a request be, one is preferred', () => {
  const identity = list(allow('i'), allow('j'));
  const [, preferred] = identity;
  test.each<[string, Asked, string[], string]>([
    ['among those of identity policies', { side: { identity } }, [], 'j'],
    ['before what the resource allows', { side: { identity }, policy: TO_ROLE }, [], 'j'],
    ['unless it is not about the request', { side: { identity }, policy: TO_ROLE }, ['j'], 'p'],
    [
      'unless the boundary does not allow it, which does not hold in everybody',
      { side: { identity, boundary: list(allow('b')) }, policy: TO_ALL },
      ['b'],
      'p',
    ],
  ])('%s', (_what, asked, but, expected) => {
    const one = decisionOf(asked);
    expect(shown(one.decision.path(knownBut(one, ...but), preferred))).toBe(expected);
  });

  test('but not where nothing is known', () => {
    expect(decisionOf({ side: { identity } }).decision.path(new Map(), preferred)).toStrictEqual([]);
  });
});

test.each<[string, Asked, string]>([
  ['of all policies', { ...OF_ROLE, policy: [deny('d', to('*'))] }, 'n,m,d'],
  ['none for somebody else', { ...OF_ROLE, policy: [deny('d', to(USER))] }, 'n,m'],
  [
    'none of policies that do not count',
    { ...OF_ROLE, policy: [deny('d', to('*'))], lens: IDENTITY_ALONE },
    'n',
  ],
  ['of the resource, to whoever is not there', { policy: [deny('d', to('*'))] }, 'd'],
])('statements that deny a request: %s', (_what, asked, expected) => {
  const one = decisionOf(asked);
  expect(shown(one.decision.denies(knownBut(one)))).toBe(expected);
  expect(one.decision.denies(new Map())).toStrictEqual([]);
});
