import { impersonation } from '../../../../packages/isolation-proof/src/claims/impersonation';
import { nothingPublic } from '../../../../packages/isolation-proof/src/claims/nothing-public';
import { sessionTags } from '../../../../packages/isolation-proof/src/claims/session-tags';
import { verify } from '../../../../packages/isolation-proof/src/judge/verify';
import { tenancyFrom } from '../../../../packages/isolation-proof/src/tenancy/tenancy-from';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { policyOf, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/identity.example.com`;
const SAML = `arn:aws:iam::${ACCOUNT}:saml-provider/identity`;
const CALLER = `arn:aws:iam::${ACCOUNT}:role/analysts`;
const AUDIENCE = { 'identity.example.com:aud': 'analysts' };
const OWN = { 'aws:RequestTag/orgSlug': 'acme' };
const ONLY_OWN = { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['orgSlug'] } };

/** Whom an identity provider signs in as somebody of acme. */
const SIGN_IN: JsonObject = {
  Effect: 'Allow',
  Principal: { Federated: PROVIDER },
  Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
  Condition: { StringEquals: { ...AUDIENCE, ...OWN }, ...ONLY_OWN },
};

/** Sessions of a role of the account that carry acme's tag. */
const TAGGED: JsonObject = {
  Effect: 'Allow',
  Principal: { AWS: CALLER },
  Action: 'sts:AssumeRole',
  Condition: { StringEquals: { 'aws:PrincipalTag/orgSlug': 'acme' } },
};

const withCondition = (condition: JsonObject): JsonObject => ({ ...SIGN_IN, Condition: condition });

/** Claims that acme's role violates which this statement lets people assume. */
function violatedBy(statement: JsonObject, properties: JsonObject = {}): string[] {
  const trust = { AssumeRolePolicyDocument: policyOf(statement) };
  return violated(twoOrganizations({ Role: roleOf('acme', { ...trust, ...properties }) }));
}

function violated(stacks: ReturnType<typeof twoOrganizations>): string[] {
  const { claims } = verify(stacks, {
    tenants: TAGS,
    tenancyOf: tenancyFrom({}),
    claims: [impersonation, sessionTags, nothingPublic()],
  }).proof;
  return claims
    .filter(({ verdict, id }) => verdict === 'violated' && id !== 'nothing-public')
    .map(({ id }) => id)
    .concat(
      claims
        .filter(({ id }) => id === 'nothing-public')
        .flatMap(({ violations }) => violations.map(({ what }) => what))
        .filter((what) => !what.includes('credentials.iot')),
    );
}

describe('held', () => {
  test.each<[string, JsonObject]>([
    ['an identity provider that has to say acme, with no other tag', SIGN_IN],
    [
      'a SAML provider',
      {
        ...SIGN_IN,
        Principal: { Federated: SAML },
        Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
        Condition: {
          StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml', ...OWN },
          ...ONLY_OWN,
        },
      },
    ],
    ['sessions of a role of the account that carry its tag', TAGGED],
    [
      'a tag that nothing compares, beside its own',
      withCondition({
        StringEquals: { ...AUDIENCE, ...OWN },
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['orgSlug', 'team'] },
      }),
    ],
  ])('%s', (_what, statement) => {
    expect(violatedBy(statement)).toEqual([]);
  });

  test('a key tag that has to be the role’s own', () => {
    const statement = withCondition({
      StringEquals: { ...AUDIENCE, ...OWN, 'aws:RequestTag/orgKeyArn': 'of-acme' },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['orgSlug', 'orgKeyArn'] },
    });
    const Tags = [...tagsOf('acme'), { Key: 'orgKeyArn', Value: 'of-acme' }];
    expect(violatedBy(statement, { Tags })).toEqual([]);
  });
});

describe('violated', () => {
  test.each<[string, JsonObject]>([
    [
      'an identity provider that says nothing of organizations',
      {
        ...withCondition({ StringEquals: AUDIENCE }),
        Action: 'sts:AssumeRoleWithWebIdentity',
      },
    ],
    ['no condition on the tag', withCondition({ StringEquals: AUDIENCE, ...ONLY_OWN })],
    [
      "another organization's tag",
      withCondition({ StringEquals: { ...AUDIENCE, 'aws:RequestTag/orgSlug': 'acme-eu' }, ...ONLY_OWN }),
    ],
    [
      'either of two tags',
      withCondition({
        StringEquals: { ...AUDIENCE, 'aws:RequestTag/orgSlug': ['acme', 'acme-eu'] },
        ...ONLY_OWN,
      }),
    ],
    [
      'a pattern of tags',
      withCondition({
        StringEquals: AUDIENCE,
        StringLike: { 'aws:RequestTag/orgSlug': 'acme*' },
        ...ONLY_OWN,
      }),
    ],
    [
      'a tag only where there is one',
      withCondition({ StringEquals: AUDIENCE, StringEqualsIfExists: OWN, ...ONLY_OWN }),
    ],
    [
      'ForAllValues, which holds without any tag',
      withCondition({
        StringEquals: AUDIENCE,
        'ForAllValues:StringEquals': { ...OWN, 'aws:TagKeys': ['orgSlug'] },
      }),
    ],
    ['any other tag', withCondition({ StringEquals: { ...AUDIENCE, ...OWN } })],
    [
      "a tag that names an organization's key",
      withCondition({
        StringEquals: { ...AUDIENCE, ...OWN },
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['orgSlug', 'OrgKeyArn'] },
      }),
    ],
    [
      'a pattern of tag keys',
      withCondition({
        StringEquals: { ...AUDIENCE, ...OWN },
        'ForAllValues:StringLike': { 'aws:TagKeys': ['org*'] },
      }),
    ],
    [
      'one tag key among others',
      withCondition({
        StringEquals: { ...AUDIENCE, ...OWN },
        'ForAnyValue:StringEquals': { 'aws:TagKeys': ['orgSlug'] },
      }),
    ],
    ['tags from a role of the account', { ...TAGGED, Action: ['sts:AssumeRole', 'sts:TagSession'] }],
    ['every action', { ...TAGGED, Action: 'sts:*' }],
  ])('%s', (_what, statement) => {
    expect(violatedBy(statement)).toEqual(['session-tags']);
  });

  test.each<[string, JsonObject]>([
    ['a role of the account without the tag', { ...TAGGED, Condition: {} }],
    [
      "a role of the account with another's tag",
      { ...TAGGED, Condition: { StringEquals: { 'aws:PrincipalTag/orgSlug': 'acme-eu' } } },
    ],
    ['whoever of the account has the tag', { ...TAGGED, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }],
    [
      "another organization's role, whatever tag is demanded",
      { ...TAGGED, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/acme-eu-role` } },
    ],
  ])('impersonation: %s', (_what, statement) => {
    expect(violatedBy(statement)).toEqual(['impersonation']);
  });

  test.each<[string, JsonObject, RegExp]>([
    ['any audience', withCondition({ StringEquals: OWN, ...ONLY_OWN }), /for whatever application/],
    [
      'an audience like this one',
      withCondition({
        StringEquals: OWN,
        StringLike: { 'identity.example.com:aud': 'analysts*' },
        ...ONLY_OWN,
      }),
      /for whatever application/,
    ],
    [
      'a provider of another account',
      {
        ...SIGN_IN,
        Principal: { Federated: 'arn:aws:iam::999999999999:oidc-provider/identity.example.com' },
      },
      /lets in whoever arn:aws:iam::999999999999/,
    ],
    [
      'a provider that everybody can sign in with',
      { ...SIGN_IN, Principal: { Federated: 'accounts.google.com' } },
      /lets in whoever accounts\.google\.com signs in/,
    ],
  ])('nothing is public: %s', (_what, statement, expected) => {
    expect(violatedBy(statement)).toEqual([expect.stringMatching(expected)]);
  });

  test('a role of nobody whose sessions could be tagged as an organization’s', () => {
    const reports = (statement: JsonObject): string[] =>
      violated([
        ...twoOrganizations(),
        stackOf(
          {
            Reports: [
              'AWS::IAM::Role',
              { RoleName: 'reports', AssumeRolePolicyDocument: policyOf(statement) },
            ],
          },
          'shared',
        ),
      ]);
    const assumed = { Effect: 'Allow', Principal: { AWS: CALLER } };
    expect(reports({ ...assumed, Action: ['sts:AssumeRole', 'sts:TagSession'] })).toEqual(['session-tags']);
    expect(reports({ ...assumed, Action: 'sts:AssumeRole' })).toEqual([]);
    // A service brings tags of its own.
    const byService = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } };
    expect(reports({ ...byService, Action: ['sts:AssumeRole', 'sts:TagSession'] })).toEqual([]);
  });
});
