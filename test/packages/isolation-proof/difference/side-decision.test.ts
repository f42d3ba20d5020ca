import {
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  RESOURCE_POLICIES_ALONE,
} from '../../../../packages/isolation-proof/src/access/lens';
import { ROLE, ROOT, USER } from '../fixtures/statements-and-requests';
import { allow, type Asked, decisionOf, deny, list, OF_ROLE, OF_USER, PLAIN, SESSION, to } from './one-side';

function allowed(asked: Asked): string {
  const { atoms, decision } = decisionOf(asked);
  return atoms.read(decision.allowed);
}

test.each<[string, Asked, string]>([
  ['nothing, to whoever is not there', {}, 'false'],
  ['nothing, also by what a bucket allows everybody', { policy: [allow('p', to('*'))] }, 'false'],
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
  [
    'what a bucket allows a session of the role, beyond it, if it is that session',
    { side: { boundary: list(allow('b')) }, policy: [allow('p', to(SESSION))] },
    `(in p) and (? ["${SESSION}"])`,
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
  [
    'what identity policies allow, of a key that is not there',
    { ...PLAIN, kind: 'key', policy: [], isWithout: true },
    'in i',
  ],
  [
    'what identity policies alone allow, of a key',
    { ...PLAIN, kind: 'key', policy: [], lens: IDENTITY_ALONE },
    'in i',
  ],
  [
    'what a key allows the account, and a session of the role without identity policies',
    { ...PLAIN, kind: 'key', policy: [allow('p', to(ROOT, SESSION))] },
    `((in p) and (? ["${ROOT}","${SESSION}"])) or ((in i) and (in p))`,
  ],
  [
    'what a key does not deny the account, whatever the session',
    { ...PLAIN, policy: [deny('d', to(ROOT, SESSION))] },
    '(in i) and (not (in d))',
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

test('a statement about somebody else is not about a request', () => {
  const { atoms, decision, policy } = decisionOf({
    ...PLAIN,
    policy: [allow('p', to(USER)), deny('d', to('*'))],
  });
  expect(policy.map((statement) => atoms.read(decision.applies(statement)))).toEqual(['false', 'in d']);
});
