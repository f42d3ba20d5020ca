import { nothingPublic } from '../../../../packages/isolation-proof/src/claims/nothing-public';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Exposure } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { CLOSED_BUCKET } from '../fixtures/bucket-settings';
import type { Resources } from '../fixtures/identities';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { advised, judged, queueWith, told, trustedBy } from './judged';

const OTHER = '999988887777';
const OWN_ROLE = `arn:aws:iam::${ACCOUNT}:role/reader`;
const NAME_OWN = 'Name principals of this account in Principal.';
const IF_MEANT = 'If it is meant to be open, declare it with its reason (exposed).';
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/identity.example.com`;

const judge = (resources: Resources, claim = nothingPublic(), ...exposed: readonly Exposure[]) =>
  judged(claim, [stackOf(resources, 'shared')], () => ({ exposed }));
const service = (name: string, Condition?: JsonObject): JsonObject => ({
  Principal: { Service: name },
  ...(Condition === undefined ? {} : { Condition }),
});
const federated = (Federated: string, Condition?: JsonObject): JsonObject => ({
  Action: 'sts:AssumeRoleWithWebIdentity',
  Principal: { Federated },
  ...(Condition === undefined ? {} : { Condition }),
});

test.each<[string, JsonObject]>([
  ['the account', { Principal: { AWS: ACCOUNT } }],
  ['a role of the account', { Principal: { AWS: [OWN_ROLE, ACCOUNT] } }],
  ['nobody: it denies', { Effect: 'Deny', Principal: '*' }],
])('a policy may let in %s', (_whom, statement) => {
  expect(told(judge(queueWith(statement)))).toStrictEqual([]);
});

test.each<[string, JsonObject, string, string]>([
  ['everybody', { Principal: '*' }, '*', `${NAME_OWN} ${IF_MEANT}`],
  [
    'another account beside its own',
    { Principal: { AWS: [ACCOUNT, OTHER] } },
    OTHER,
    `${NAME_OWN} ${IF_MEANT}`,
  ],
  ['whoever is not named', { NotPrincipal: { AWS: OTHER } }, 'whoever it does not name', NAME_OWN],
  [
    'somebody who is not known yet',
    { Principal: { AWS: { Ref: 'Somebody' } } },
    'somebody who is unknown before deployment',
    NAME_OWN,
  ],
  ['a canonical user', { Principal: { CanonicalUser: 'abc' } }, 'principals of kind CanonicalUser', NAME_OWN],
])('a policy may not let in %s', (_whom, statement, whom, remedy) => {
  expect(advised(judge(queueWith({ Sid: 'Open', ...statement })))).toStrictEqual([
    `shared/Policy (Open) lets in ${whom} [Open] ${remedy}`,
  ]);
});

describe('an identity provider', () => {
  const NAME_PROVIDER = 'Name an OIDC or SAML provider of this account in Principal, by its ARN.';

  it.each([['accounts.google.com'], [`arn:aws:iam::${OTHER}:oidc-provider/identity.example.com`]])(
    'that is not of the account is not let in: %s',
    (provider) => {
      expect(advised(judge(trustedBy(federated(provider))))).toStrictEqual([
        `shared/Role (statement 1) lets in whoever ${provider} signs in [statement 1] ${NAME_PROVIDER}`,
      ]);
    },
  );

  it('that is unknown before deployment is not let in', () => {
    const statement = { Action: 'sts:AssumeRoleWithWebIdentity', Principal: { Federated: { Ref: 'Any' } } };
    expect(advised(judge(trustedBy(statement)))).toStrictEqual([
      `shared/Role (statement 1) lets in whoever an identity provider that is unknown before deployment signs in [statement 1] ${NAME_PROVIDER}`,
    ]);
  });

  it('of the account has to demand an audience', () => {
    const audience = { StringEquals: { 'identity.example.com:aud': 'app' } };
    expect(told(judge(trustedBy(federated(PROVIDER, audience))))).toStrictEqual([]);
    expect(advised(judge(trustedBy(federated(PROVIDER))))).toStrictEqual([
      `shared/Role (statement 1) lets in whoever ${PROVIDER} signs in, for whatever application [statement 1] Demand the audience: StringEquals identity.example.com:aud.`,
    ]);
  });
});

test.each(['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'])(
  'a bucket sets %s',
  (setting) => {
    const block = CLOSED_BUCKET['PublicAccessBlockConfiguration'] as JsonObject;
    const bucket = (value: boolean): Resources => ({
      Bucket: ['AWS::S3::Bucket', { PublicAccessBlockConfiguration: { ...block, [setting]: value } }],
    });
    expect(told(judge(bucket(true)))).toStrictEqual([]);
    expect(advised(judge(bucket(false)))).toStrictEqual([
      `shared/Bucket could become public: ${setting} not true [shared/Bucket] Set all four settings of PublicAccessBlockConfiguration to true.`,
    ]);
  },
);

test('a bucket without settings, or with one that is not known, could become public', () => {
  for (const settings of [{}, { PublicAccessBlockConfiguration: 'x' }])
    expect(told(judge({ Bucket: ['AWS::S3::Bucket', settings] }))).toStrictEqual([
      'shared/Bucket could become public: BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets not true',
    ]);
});

test('a property that opens a resource is named, with how to close it', () => {
  const route: Resources = { Route: ['AWS::ApiGatewayV2::Route', { ApiId: 'api', RouteKey: 'GET /' }] };
  expect(advised(judge(route))).toStrictEqual([
    `shared/Route is open: anybody can call the route (AuthorizationType) [shared/Route] Close AuthorizationType of the resource. ${IF_MEANT}`,
  ]);
});

test('what is declared to be open is let in, and named', () => {
  const exposure = { construct: 'shared/Queue', to: OTHER, actions: ['sqs:sendmessage'], because: 'so' };
  const judgement = judge(queueWith({ Principal: { AWS: OTHER } }), nothingPublic(), exposure);
  expect(told(judgement)).toStrictEqual([]);
  expect(judgement.notes).toStrictEqual([
    `Exception 1 of 1, as declared: shared/Queue is open to ${OTHER} (sqs:sendmessage), because so.`,
  ]);
  const events = 'events.amazonaws.com';
  const toService = judge(queueWith(service(events)), nothingPublic(), { ...exposure, to: events });
  expect(told(toService)).toStrictEqual([]);
});

test('it counts what it looked at', () => {
  const resources: Resources = {
    ...queueWith({ Principal: { AWS: ACCOUNT } }, { Effect: 'Deny', Principal: '*' }),
    ...trustedBy(service('lambda.amazonaws.com')),
    Bucket: ['AWS::S3::Bucket', CLOSED_BUCKET],
    Route: ['AWS::ApiGatewayV2::Route', { ApiId: 'api', RouteKey: 'GET /' }],
  };
  expect(judge(resources).coverage).toStrictEqual({
    subjects: 4,
    principals: 0,
    statements: 3,
    questions: 5,
  });
  expect(nothingPublic()).toMatchObject({
    id: 'nothing-public',
    about: 'policies of resources, trust policies or buckets',
  });
});
