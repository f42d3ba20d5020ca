import {
  ALL_POLICIES,
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  type Lens,
  RESOURCE_POLICIES_ALONE,
} from '../../../../packages/isolation-proof/src/access/lens';
import type { Actor, ActorSide } from '../../../../packages/isolation-proof/src/difference/actor';
import type { ComparedGuard } from '../../../../packages/isolation-proof/src/difference/compared-guard';
import { SideDecision } from '../../../../packages/isolation-proof/src/difference/side-decision';
import { NOTHING_KNOWN } from '../../../../packages/isolation-proof/src/policies/facts';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { ROLE, ROOT, statements, USER } from '../fixtures/statements-and-requests';
import { NamedAtoms } from './named-atoms';

const list = (...some: JsonObject[]): Statement[] => (some.length === 0 ? [] : statements(...some));
/** Statements are told apart by their resources. */
const allow = (Resource: string, more: JsonObject = {}): JsonObject => ({ Resource, ...more });
const deny = (Resource: string, more: JsonObject = {}): JsonObject => ({ Effect: 'Deny', Resource, ...more });
const to = (AWS: string): JsonObject => ({ Principal: { AWS } });

interface Asked {
  readonly name?: Actor['name'];
  readonly side?: Partial<ActorSide>;
  /** Policy of the resource. */
  readonly policy?: readonly JsonObject[];
  readonly kind?: ComparedGuard['kind'];
  readonly lens?: Lens;
}
function decisionOf({
  name = { kind: 'arn', arn: ROLE },
  side,
  policy,
  kind = 'bucket',
  lens = ALL_POLICIES,
}: Asked): { readonly atoms: NamedAtoms; readonly decision: SideDecision } {
  const atoms = new NamedAtoms();
  const actor: Actor = {
    who: { kind: 'role', name: 'who', presence: 'both' },
    name,
    base: side && { identity: [], boundary: undefined, facts: NOTHING_KNOWN, ...side },
    head: undefined,
    domains: new Map(),
  };
  const guard: ComparedGuard | undefined = policy && {
    arn: 'arn:aws:s3:::b',
    kind,
    service: 's3',
    account: '111122223333',
    owner: undefined,
    patterns: [],
    base: { policy: list(...policy), tags: undefined },
    head: undefined,
  };
  const scope = { actor, guard, lens, action: 's3:getobject' };
  return { atoms, decision: new SideDecision(scope, 'base', NOTHING_KNOWN, atoms) };
}
function allowed(asked: Asked): string {
  const { atoms, decision } = decisionOf(asked);
  return atoms.read(decision.allowed);
}
const OF_ROLE = { side: { identity: list(allow('i'), deny('n')), boundary: list(allow('b'), deny('m')) } };
const OF_USER = { ...OF_ROLE, name: { kind: 'arn', arn: USER } as const };
const PLAIN = { side: { identity: list(allow('i')) } };

test.each<[string, Asked, string]>([
  ['nothing, to whoever is not there', {}, 'false'],
  ['what identity policies allow', PLAIN, 'in i'],
  ['nothing without a policy', { side: {} }, 'false'],
  ['everything, to whoever is allowed everything elsewhere', { side: { identity: 'everything' } }, 'true'],
  ['what any of them allows', { side: { identity: list(allow('i'), allow('j')) } }, '(in i) or (in j)'],
  [
    'what the boundary allows, too, and nothing denies',
    OF_ROLE,
    '((in i) and (in b)) and (not ((in n) or (in m)))',
  ],
  [
    'nothing in a boundary that allows nothing',
    { side: { identity: list(allow('i')), boundary: [] } },
    'false',
  ],
  [
    'by identity policies alone',
    { ...OF_ROLE, policy: [deny('d', to('*'))], lens: IDENTITY_ALONE },
    '(in i) and (not (in n))',
  ],
  ['by the boundary alone', { ...OF_ROLE, lens: BOUNDARY_ALONE }, '(in b) and (not (in m))'],
  [
    'by policies of resources alone',
    { ...OF_ROLE, policy: [deny('d', to('*'))], lens: RESOURCE_POLICIES_ALONE },
    'not (in d)',
  ],
  ['what a bucket allows everybody', { side: {}, policy: [allow('p', to('*'))] }, 'in p'],
  [
    'what a bucket allows the role, within its boundary',
    { side: { boundary: list(allow('b')) }, policy: [allow('p', to(ROLE))] },
    '(in p) and (in b)',
  ],
  [
    'what a bucket allows everybody, beyond it',
    { side: { boundary: list(allow('b')) }, policy: [allow('p', to('*'))] },
    'in p',
  ],
  [
    'what a bucket allows a user, beyond it',
    { name: OF_USER.name, side: { boundary: list(allow('b')) }, policy: [allow('p', to(USER))] },
    'in p',
  ],
  ['nothing that a bucket allows the account', { side: {}, policy: [allow('p', to(ROOT))] }, 'false'],
  ['nothing that a bucket allows somebody else', { side: {}, policy: [allow('p', to(USER))] }, 'false'],
  [
    'what a bucket does not deny',
    { ...PLAIN, policy: [deny('d', to('*')), deny('e', to(USER))] },
    '(in i) and (not (in d))',
  ],
  [
    'what a key allows the account, and identity policies',
    { ...PLAIN, kind: 'key', policy: [allow('p', to(ROOT))] },
    '(in i) and (in p)',
  ],
  ['nothing of a key that allows nobody', { ...PLAIN, kind: 'key', policy: [] }, 'false'],
  [
    'what a key allows the role, with or without them',
    { ...PLAIN, kind: 'key', policy: [allow('p', to(ROLE))] },
    '(in p) or ((in i) and (in p))',
  ],
  [
    'of a service, what a bucket allows it',
    { name: { kind: 'service', text: 's' }, side: {}, policy: [allow('p', { Principal: { Service: 's' } })] },
    'in p',
  ],
  ['of a service, nothing else', { name: { kind: 'service', text: 's' }, ...PLAIN, policy: [] }, 'false'],
  [
    'of a service, nothing by other policies',
    {
      name: { kind: 'service', text: 's' },
      ...PLAIN,
      policy: [allow('p', { Principal: { Service: 's' } })],
      lens: IDENTITY_ALONE,
    },
    'false',
  ],
])('%s', (_what, asked, expected) => {
  expect(allowed(asked)).toBe(expected);
});

describe('the statements of a request that all of them are about', () => {
  const known = new Map(Array.from({ length: 20 }, (_one, atom): [number, boolean] => [atom, true]));
  const shown = (list: readonly Statement[]): string =>
    list.map(({ resources }) => resources.texts.join()).join();

  test.each<[string, Asked, string]>([
    ['of identity policies, the first', { side: { identity: list(allow('i'), allow('j')) } }, 'i'],
    ['of the boundary, too', OF_ROLE, 'i,b'],
    ['of the resource alone, where it lets in directly', { ...PLAIN, policy: [allow('p', to(ROLE))] }, 'p'],
    ['of a key, too, that the account has', { ...PLAIN, kind: 'key', policy: [allow('p', to(ROOT))] }, 'i,p'],
    ['none of a bucket for the account', { ...PLAIN, policy: [allow('p', to(ROOT))] }, 'i'],
    ['none, where policies elsewhere allow it', { side: { identity: 'everything' } }, ''],
  ])('that let it be: %s', (_what, asked, expected) => {
    expect(shown(decisionOf(asked).decision.path(known, undefined))).toBe(expected);
  });

  test('that deny it', () => {
    expect(shown(decisionOf({ ...OF_ROLE, policy: [deny('d', to('*'))] }).decision.denies(known))).toBe(
      'n,m,d',
    );
    expect(decisionOf(OF_ROLE).decision.denies(new Map())).toStrictEqual([]);
  });

  test('of which one is preferred', () => {
    const identity = list(allow('i'), allow('j'));
    const asked = { side: { identity }, policy: [allow('p', to(ROLE))] };
    expect(shown(decisionOf(asked).decision.path(known, identity[1]))).toBe('j');
    expect(decisionOf({ side: { identity } }).decision.path(new Map(), identity[1])).toStrictEqual([]);
  });
});
