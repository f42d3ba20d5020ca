import { prove } from '../../../lib/isolation/proof';
import type { JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import {
  ACME,
  type Edit,
  failedRows,
  inStatement,
  platform,
  SHARED,
  inResource,
  SUSPENDED,
  without,
  WITH_TRUSTED_ROLES,
} from './contract/platform';
import { verdictOfClaim } from './judged-claim';

/** Mistakes in the trust of analysts' roles: rows of the contract that fail, and claims that do not hold. */
const inTrust = (change: (statement: JsonObject) => JsonObject): Edit =>
  inStatement(ACME, 'IdentityProvider', change);
const withCondition = (condition: JsonObject): Edit =>
  inTrust((statement) => ({ ...statement, Condition: condition }));

const AUDIENCE = { 'identity.example.com:aud': 'analysts.test' };
const OWN = { 'aws:RequestTag/orgSlug': 'acme' };
const ONLY_OWN = { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'orgSlug' } };

function violated(edit: Edit, from?: string): string[] {
  return prove(platform(edit, from))
    .claims.filter(({ verdict }) => verdict === 'violated')
    .map(({ id }) => id);
}

test.each<[string, Edit, string[], string[]]>([
  [
    'anybody’s tag',
    withCondition({ StringEquals: AUDIENCE, ...ONLY_OWN }),
    ['sign-in-of-other', 'sign-in-of-nobody'],
    ['session-tags'],
  ],
  [
    'the tag only where there is one',
    withCondition({ StringEquals: AUDIENCE, StringEqualsIfExists: OWN, ...ONLY_OWN }),
    ['sign-in-of-nobody'],
    ['session-tags'],
  ],
  [
    'any other tag',
    withCondition({ StringEquals: { ...AUDIENCE, ...OWN } }),
    ['sign-in-with-key-tag', 'sign-in-with-database-tag', 'sign-in-with-any-tag'],
    ['session-tags'],
  ],
  [
    'a key’s tag',
    withCondition({
      StringEquals: { ...AUDIENCE, ...OWN },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['orgSlug', 'orgKeyArn'] },
    }),
    ['sign-in-with-key-tag'],
    ['session-tags'],
  ],
  [
    'any audience',
    withCondition({ StringEquals: OWN, ...ONLY_OWN }),
    ['sign-in-for-other-audience'],
    ['nothing-public'],
  ],
  [
    'another audience',
    withCondition({ StringEquals: { 'identity.example.com:aud': 'others', ...OWN }, ...ONLY_OWN }),
    ['sign-in'],
    [],
  ],
  [
    'no session tags at all',
    inTrust((statement) => ({ ...statement, Action: 'sts:AssumeRoleWithWebIdentity' })),
    ['sign-in'],
    [],
  ],
  [
    'no token',
    inTrust((statement) => ({
      ...statement,
      Action: ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
    })),
    ['sign-in-without-token'],
    [],
  ],
  [
    'a provider with another address than the one that is trusted',
    inResource(SHARED, 'AWS::IAM::OIDCProvider', (properties) => {
      properties['Url'] = 'https://identity.example.org';
    }),
    ['sign-in'],
    [],
  ],
  [
    'a provider that takes tokens for somebody else',
    inResource(SHARED, 'AWS::IAM::OIDCProvider', (properties) => {
      properties['ClientIdList'] = ['others'];
    }),
    ['sign-in'],
    [],
  ],
])('%s', (_bug, edit, rows, claims) => {
  expect(failedRows(edit)).toEqual(rows);
  expect(violated(edit)).toEqual(claims);
});

test.each<[string, (statement: JsonObject) => JsonObject, string[], string[]]>([
  [
    'any session of the role',
    ({ Condition: _condition, ...statement }) => statement,
    ['become-analyst-with-other-tag', 'become-analyst-without-tag'],
    ['impersonation'],
  ],
  [
    'sessions that bring tags',
    (statement) => ({ ...statement, Action: ['sts:AssumeRole', 'sts:TagSession'] }),
    ['become-analyst-with-tags'],
    ['session-tags'],
  ],
])('from a role of the account: %s', (_bug, change, rows, claims) => {
  const edit = inStatement(ACME, 'RolesOfAnalysts', change);
  expect(failedRows(edit, 'acme', WITH_TRUSTED_ROLES)).toEqual(rows);
  expect(violated(edit, WITH_TRUSTED_ROLES)).toEqual(claims);
});

test('a suspended organization whose analysts are not', () => {
  const edit = without(ACME, 'DenyEverythingWhileSuspended');
  expect(verdictOfClaim('suspension', platform(edit, SUSPENDED))).toBe('violated');
  expect(failedRows(edit, 'acme', SUSPENDED)).toContain('find-buckets');
});
