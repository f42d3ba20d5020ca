import { nothingPublic } from '../../../../packages/isolation-proof/src/claims/nothing-public';
import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import { sessionTags } from '../../../../packages/isolation-proof/src/claims/session-tags';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import type { Exposure } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import type { Resources } from '../fixtures/identities';
import { policyOf, tagsOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { advised, judged, told } from './judged';

const COGNITO = 'cognito-identity.amazonaws.com';
const AUD = `${COGNITO}:aud`;
const SIGNED_IN = { 'ForAnyValue:StringLike': { [`${COGNITO}:amr`]: 'authenticated' } };

/** Of whom pools are, as their ids begin. */
type Whose = 'acme' | 'eu' | 'shared';
const SLUGS: Readonly<Record<Whose, string | undefined>> = { acme: 'acme', eu: 'acme-eu', shared: undefined };

/** A user pool and an identity pool for its users. */
function pools(whose: Whose, others: JsonObject = {}): Resources {
  const slug = SLUGS[whose];
  return {
    [`${whose}Users`]: [
      'AWS::Cognito::UserPool',
      { UserPoolTags: slug === undefined ? {} : { orgSlug: slug } },
    ],
    [`${whose}Web`]: ['AWS::Cognito::UserPoolClient', { UserPoolId: { Ref: `${whose}Users` } }],
    [`${whose}Pool`]: [
      'AWS::Cognito::IdentityPool',
      {
        AllowUnauthenticatedIdentities: false,
        CognitoIdentityProviders: [usersOf(whose)],
        IdentityPoolTags: slug === undefined ? [] : tagsOf(slug),
        ...others,
      },
    ],
  };
}

const usersOf = (whose: Whose): JsonObject => ({
  ClientId: { Ref: `${whose}Web` },
  ProviderName: { 'Fn::GetAtt': [`${whose}Users`, 'ProviderName'] },
});

const trust = (aud: Json | undefined, others: JsonObject = SIGNED_IN): JsonObject => ({
  Sid: 'SignIn',
  Effect: 'Allow',
  Action: 'sts:AssumeRoleWithWebIdentity',
  Principal: { Federated: COGNITO },
  Condition: { ...(aud === undefined ? {} : { StringEquals: { [AUD]: aud } }), ...others },
});
const user = (whose: Whose, statement: JsonObject): Resources[string] => [
  'AWS::IAM::Role',
  {
    RoleName: `${whose}-user`,
    AssumeRolePolicyDocument: policyOf(statement),
    Tags: SLUGS[whose] === undefined ? [] : tagsOf(SLUGS[whose]),
  },
];
const OWN = { Ref: 'acmePool' };

/** Both tenants and the platform with pools, and a role for the users of the tenants', but for these instead. */
function app(instead: Resources = {}): StackTemplate[] {
  const resources = {
    ...pools('shared'),
    ...pools('acme'),
    ...pools('eu'),
    acmeUser: user('acme', trust(OWN)),
    euUser: user('eu', trust({ Ref: 'euPool' })),
    ...instead,
  };
  return [stackOf(resources, 'app')];
}

const TENANTS = { owner: 'orgSlug' };
const aboutSessions = (stacks: readonly StackTemplate[]): Judgement =>
  judged(sessionTags, stacks, () => ({}), TENANTS);
const said = (stacks: readonly StackTemplate[], ...exposed: readonly Exposure[]): string[] => [
  ...told(judged(nothingPublic(), stacks, () => ({ exposed }), TENANTS)).filter(
    (what) => !what.includes('is open'),
  ),
  ...told(aboutSessions(stacks)),
];

const BY = 'arn:aws:iam::111122223333:role/acme-user';

describe('a role of a tenant for users of an identity pool', () => {
  it('trusts its own pool', () => {
    expect(said(app())).toEqual([]);
  });

  it('trusts no pool that nobody names', () => {
    for (const statement of [
      trust(undefined),
      trust({ Ref: 'Unknown' }),
      trust(undefined, { ...SIGNED_IN, StringLike: { [AUD]: 'eu-central-1:*' } }),
      trust(undefined, { ...SIGNED_IN, StringEqualsIfExists: { [AUD]: OWN } }),
      trust(undefined, { ...SIGNED_IN, StringEquals: { 'accounts.google.com:aud': OWN } }),
    ]) {
      expect(said(app({ acmeUser: user('acme', statement) }))).toEqual([
        'app/acmeUser (SignIn) lets in whoever any identity pool of Cognito signs in, also one of another account',
        `whoever ${COGNITO} signs in may assume ${BY} of acme`,
      ]);
    }
  });

  it('trusts no pool that no template makes, unless it is declared', () => {
    const elsewhere = 'eu-central-1:11111111-2222-3333-4444-555555555555';
    const stacks = app({ acmeUser: user('acme', trust([OWN, elsewhere])) });
    expect(said(stacks)).toEqual([
      `app/acmeUser (SignIn) lets in whoever the identity pool ${elsewhere} signs in, which no template makes`,
    ]);
    const exposure = { construct: 'app/acmeUser', to: COGNITO, because: 'it is ours' };
    expect(said(stacks, exposure)).toHaveLength(1);
    expect(said(stacks, { ...exposure, actions: ['sts:assumerolewithwebidentity'] })).toEqual([]);
  });

  it("trusts no neighbour's pool, and none of the platform", () => {
    for (const [whose, owner] of [
      ['eu', 'acme-eu'],
      ['shared', 'the platform'],
    ] as const) {
      const stacks = app({ acmeUser: user('acme', trust([OWN, { Ref: `${whose}Pool` }])) });
      expect(advised(aboutSessions(stacks))).toEqual([
        `whoever the identity pool app/${whose}Pool of ${owner} signs in may assume ${BY} of acme [SignIn] Demand an identity pool of the same owner: StringEquals ${AUD}, the id (Ref) of app/acmePool.`,
      ]);
    }
  });

  it.each<[string, JsonObject, string]>([
    [
      'a SAML provider',
      { SamlProviderARNs: ['arn:aws:iam::111122223333:saml-provider/p'] },
      'arn:aws:iam::111122223333:saml-provider/p',
    ],
    [
      'an OIDC provider',
      { OpenIdConnectProviderARNs: ['arn:aws:iam::111122223333:oidc-provider/p'] },
      'arn:aws:iam::111122223333:oidc-provider/p',
    ],
    [
      'a user pool that no template makes',
      {
        CognitoIdentityProviders: [
          { ClientId: 'x', ProviderName: 'cognito-idp.eu-central-1.amazonaws.com/y' },
        ],
      },
      'cognito-idp.eu-central-1.amazonaws.com/y',
    ],
    [
      'a user pool that is not known',
      { CognitoIdentityProviders: [{ ClientId: 'x', ProviderName: { Ref: 'Unknown' } }] },
      'a provider that is unknown before deployment',
    ],
  ])('trusts no pool for users of %s', (_what, others, provider) => {
    expect(said(app(pools('acme', others)))).toEqual([
      `whoever ${provider} signs in gets an identity of app/acmePool, and so may assume ${BY} of acme`,
    ]);
  });

  it.each<[Whose]>([['shared'], ['eu']])('trusts no pool for users of a user pool of others: %s', (whose) => {
    const mixed = pools('acme', { CognitoIdentityProviders: [usersOf('acme'), usersOf(whose)] });
    expect(said(app(mixed))).toEqual([
      expect.stringMatching(/^whoever cognito-idp\..* signs in gets an identity of app\/acmePool, and so/),
    ]);
  });
});

describe('guests of an identity pool', () => {
  const open = pools('acme', { AllowUnauthenticatedIdentities: true });
  const guests = ['app/acmeUser (SignIn) lets in guests of the identity pool app/acmePool, which is anybody'];

  it.each<[string, JsonObject, string[]]>([
    ['signed in', SIGNED_IN, []],
    ['of a provider', { 'ForAnyValue:StringEquals': { [`${COGNITO}:amr`]: 'graph.facebook.com' } }, []],
    ['whether signed in or not', {}, guests],
    ['not signed in', { 'ForAnyValue:StringLike': { [`${COGNITO}:amr`]: 'unauthenticated' } }, guests],
    ['of either kind', { 'ForAnyValue:StringLike': { [`${COGNITO}:amr`]: '*authenticated' } }, guests],
    ['of both', { 'ForAnyValue:StringLike': { [`${COGNITO}:amr`]: ['authenticated', 'un*'] } }, guests],
    ['if it is told', { 'ForAllValues:StringLike': { [`${COGNITO}:amr`]: 'authenticated' } }, guests],
    ['who are not known', { 'ForAnyValue:StringLike': { [`${COGNITO}:amr`]: { Ref: 'X' } } }, guests],
  ])('are let in by no role for users %s', (_which, condition, expected) => {
    expect(said(app({ ...open, acmeUser: user('acme', trust(OWN, condition)) }))).toEqual(expected);
  });

  it('are none where the pool gives identities to nobody who is not signed in', () => {
    const unauthenticated = { 'ForAnyValue:StringLike': { [`${COGNITO}:amr`]: 'unauthenticated' } };
    expect(said(app({ acmeUser: user('acme', trust(OWN, unauthenticated)) }))).toEqual([]);
  });
});

describe('a role of the platform', () => {
  it('trusts a pool of the platform, and none of a tenant', () => {
    expect(said(app({ Shared: user('shared', trust({ Ref: 'sharedPool' })) }))).toEqual([]);
    expect(said(app({ Shared: user('shared', trust(OWN)) }))).toEqual([
      'whoever the identity pool app/acmePool of acme signs in may assume arn:aws:iam::111122223333:role/shared-user of the platform',
    ]);
  });
});

describe('a tag of sessions that policies compare', () => {
  /** The tag of the platform's users from a claim of their tokens, where applications let them write what is listed. */
  function tagged(claim: Json, WriteAttributes: Json | undefined, others: JsonObject = {}): Resources {
    const listed = WriteAttributes === undefined ? {} : { WriteAttributes };
    return {
      sharedWeb: ['AWS::Cognito::UserPoolClient', { UserPoolId: { Ref: 'sharedUsers' }, ...listed }],
      Tags: [
        'AWS::Cognito::IdentityPoolPrincipalTag',
        {
          IdentityPoolId: { Ref: 'sharedPool' },
          IdentityProviderName: { 'Fn::GetAtt': ['sharedUsers', 'ProviderName'] },
          PrincipalTags: { OrgSlug: claim },
          ...others,
        },
      ],
    };
  }
  const REMEDY =
    'List in WriteAttributes of app/sharedWeb which attributes users may write, without custom:tenant.';

  it.each<[string, Json, Json | undefined]>([
    ['an attribute that they may not', 'custom:tenant', ['email', 'name']],
    ['none of them', 'custom:tenant', []],
    ['what Cognito writes', 'sub', undefined],
    ['what a function of the user pool writes', 'tenant', undefined],
  ])('is what users may not write: %s', (_what, claim, listed) => {
    expect(said(app(tagged(claim, listed)))).toEqual([]);
  });

  it.each<[string, Json, Json | undefined]>([
    ['any attribute, as no list says otherwise', 'custom:tenant', undefined],
    ['one that is listed', 'custom:tenant', ['email', 'custom:tenant']],
    ['one that may be listed', 'custom:tenant', [{ Ref: 'Unknown' }]],
  ])('is nothing that users write: %s', (_what, claim, listed) => {
    expect(advised(aboutSessions(app(tagged(claim, listed))))).toEqual([
      `app/Tags makes the tag OrgSlug of sessions of custom:tenant, which users may write themselves in the application app/sharedWeb [app/Tags] ${REMEDY}`,
    ]);
  });

  it.each<[string, JsonObject]>([
    ['of a provider that no template makes', { IdentityProviderName: 'accounts.google.com' }],
    ['that is not known', { PrincipalTags: { orgSlug: { Ref: 'Unknown' } } }],
    ['among tags that are not known', { PrincipalTags: { Ref: 'Unknown' } }],
    ["of a tenant's user pool", { IdentityProviderName: { 'Fn::GetAtt': ['acmeUsers', 'ProviderName'] } }],
  ])('is no claim %s', (_what, others) => {
    expect(said(app(tagged('sub', [], others)))).toHaveLength(1);
  });

  it('is asked about, and no other tag', () => {
    expect(said(app(tagged('sub', undefined, { PrincipalTags: { team: 'custom:team' } })))).toEqual([]);
  });
});
