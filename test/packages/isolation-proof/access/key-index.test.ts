import { KeyIndex } from '../../../../packages/isolation-proof/src/access/key-index';
import {
  ALL_POLICIES,
  IDENTITY_ALONE,
  type Lens,
} from '../../../../packages/isolation-proof/src/access/lens';
import type { GuardedResource } from '../../../../packages/isolation-proof/src/model/guarded-resource';
import type { Subject } from '../../../../packages/isolation-proof/src/model/principal';
import { actionClasses } from '../../../../packages/isolation-proof/src/policies/action-classes';
import { type Fact, known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { guarded, ROOT, statements, subject, USER } from '../fixtures/statements-and-requests';

const arn = (id: string): string => `arn:aws:kms:eu-central-1:111122223333:key/${id}`;
const TAG = '${aws:PrincipalTag/orgSlug}';

/** A key with its tenant's tag, whose policy is for the account unless it says otherwise. */
function key(id: string, ...policy: readonly JsonObject[]): GuardedResource {
  const [owner = ''] = id.split('-');
  const facts = new Map<string, Fact>(owner === 'shared' ? [] : [['aws:resourcetag/orgslug', known(owner)]]);
  const own = policy.length === 0 ? [{}] : policy;
  return guarded(
    'key',
    arn(id),
    statements(...own.map((one) => ('NotPrincipal' in one ? one : { Principal: { AWS: ROOT }, ...one }))),
    facts,
  );
}

const whereTag = (slug: string) => ({ Condition: { StringEquals: { 'aws:PrincipalTag/orgSlug': slug } } });
const KEYS = [
  key('acme-1', whereTag('acme')),
  key('acme-2', whereTag('acme')),
  key('globex-1', whereTag('globex')),
  key('shared-1', { Action: 'kms:Describe*' }),
];

/** The keys that an analyst of acme could decrypt with, by an identity policy and a boundary. */
function candidates(
  identity: readonly Statement[],
  {
    boundary,
    lens = ALL_POLICIES,
    keys = KEYS,
    action = 'kms:decrypt',
  }: {
    boundary?: readonly Statement[];
    lens?: Lens;
    keys?: readonly GuardedResource[];
    action?: string;
  } = {},
): string[] {
  const facts = new Map([['aws:principaltag/orgslug', known('acme')]]);
  const who: Subject = { ...subject(USER, identity, boundary), facts };
  const policies = [...identity, ...(boundary ?? []), ...keys.flatMap(({ policy }) => policy)];
  const asked = actionClasses(policies, [[action]]).find(({ example }) => example === action);
  if (asked === undefined) throw new Error(`no class is of ${action}`);
  const index = new KeyIndex([...keys, guarded('bucket', arn('bucket'), [])], { owner: 'orgSlug' });
  const found = index.candidates(who, asked, lens).map((one) => one.arn.replace(/.*\//, ''));
  // Asked again, it says the same.
  expect(index.candidates(who, asked, lens)).toHaveLength(found.length);
  return found.sort();
}

const everything = statements({ Resource: '*' });
const tagged = (value: string, operator = 'StringEquals') =>
  statements({ Condition: { [operator]: { 'aws:ResourceTag/orgSlug': value } } });

test.each<[string, Statement[], string[]]>([
  ['nobody allows', statements({ Action: 's3:*' }), []],
  ['an ARN tells', statements({ Resource: [arn('globex-1'), arn('none')] }), ['globex-1']],
  ['several ARNs tell', statements({ Resource: [arn('globex-1'), arn('acme-2')] }), ['acme-2', 'globex-1']],
  ['an ARN that is no key tells', statements({ Resource: arn('bucket') }), []],
  ['a tag tells', tagged('globex'), ['globex-1']],
  ["the caller's tag tells", tagged(TAG), ['acme-1', 'acme-2']],
  [
    'a tag tells, whatever the ARNs',
    statements({
      Resource: ['*', arn('globex-1')],
      Condition: { StringEquals: { 'aws:ResourceTag/orgSlug': 'acme' } },
    }),
    ['acme-1', 'acme-2'],
  ],
  [
    'two statements tell',
    [...tagged('globex'), ...statements({ Resource: arn('acme-1') })],
    ['acme-1', 'globex-1'],
  ],
  // These rule out nothing for certain, so that the policies of the keys themselves have to.
  ['nothing tells', everything, ['acme-1', 'acme-2']],
  ['a pattern of tags tells nothing', tagged('glob*', 'StringLike'), ['acme-1', 'acme-2']],
  ['a tag that may be absent tells nothing', tagged('globex', 'StringEqualsIfExists'), ['acme-1', 'acme-2']],
  ['a variable without a value tells nothing', tagged('${aws:PrincipalTag/other}'), ['acme-1', 'acme-2']],
  ['all ARNs but one tell nothing', statements({ NotResource: arn('acme-1') }), ['acme-1', 'acme-2']],
  [
    'an ARN that is not known tells nothing',
    statements({ Resource: [arn('globex-1'), { Ref: 'Parameter' }] }),
    ['acme-1', 'acme-2'],
  ],
])('candidates where %s', (_what, identity, expected) => {
  expect(candidates(identity)).toEqual(expected);
});

test('of identity policy and boundary, the one that leaves fewer keys tells', () => {
  const one = statements({ Resource: arn('globex-1') });
  expect(candidates(tagged('acme'), { boundary: one })).toEqual(['globex-1']);
  expect(candidates(one, { boundary: tagged('acme') })).toEqual(['globex-1']);
  expect(candidates(everything, { boundary: one })).toEqual(['globex-1']);
  expect(candidates(one, { boundary: statements({ Action: 's3:*' }) })).toEqual([]);
});

test('without the policies of keys, all keys are asked about, and none besides', () => {
  const lens = IDENTITY_ALONE;
  expect(candidates(everything, { lens })).toEqual(['acme-1', 'acme-2', 'globex-1', 'shared-1']);
  expect(
    candidates(tagged('globex'), { lens, keys: [...KEYS, key('shared-2', { Principal: '*' })] }),
  ).toEqual(['globex-1']);
});

test.each<[string, JsonObject, boolean]>([
  ['opens to everybody of the account', {}, true],
  ['opens to everybody of the account, for all but another action', { NotAction: 'kms:Sign' }, true],
  ['opens for an action that is not known', { Action: { Ref: 'Parameter' } }, true],
  ['opens for another action', { Action: 'kms:Sign' }, false],
  ['denies', { Effect: 'Deny' }, false],
  ["opens to another tenant's", whereTag('globex'), false],
  [
    'opens to several tenants',
    { Condition: { StringEquals: { 'aws:PrincipalTag/orgSlug': ['globex', 'acme'] } } },
    true,
  ],
])('a key that %s', (_what, statement, expected) => {
  expect(candidates(everything, { keys: [key('shared-2', statement)] })).toEqual(
    expected ? ['shared-2'] : [],
  );
});

/** These are asked about always: identity policies may be none of what opens them. */
test.each<[string, JsonObject, boolean]>([
  ['a principal by name', { Principal: { AWS: USER } }, true],
  ['everybody', { Principal: '*' }, true],
  ['a principal that is not known', { Principal: { AWS: { Ref: 'Parameter' } } }, true],
  ['a principal beside the account', { Principal: { AWS: [ROOT, USER] } }, true],
  ['all but somebody', { NotPrincipal: { AWS: ROOT } }, true],
  ['a canonical user', { Principal: { CanonicalUser: 'x' } }, true],
  ['the account', { Principal: { AWS: '111122223333' } }, false],
  ['the root of the account', { Principal: { AWS: ROOT } }, false],
  ['a service', { Principal: { Service: 's3.amazonaws.com' } }, false],
  ['a principal that it denies', { Effect: 'Deny', Principal: { AWS: USER } }, false],
])('a key whose policy names %s', (_what, statement, expected) => {
  expect(candidates(statements({ Action: 's3:*' }), { keys: [key('shared-2', statement)] })).toEqual(
    expected ? ['shared-2'] : [],
  );
});
