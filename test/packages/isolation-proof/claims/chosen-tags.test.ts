import { sessionTags, sessionTagsBut } from '../../../../packages/isolation-proof/src/claims/session-tags';
import type { Claim, Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { user } from '../fixtures/identities';
import { policyOf, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { advised, judged, told, trustedBy } from './judged';

const ROLE = `arn:aws:iam::${ACCOUNT}:role/trusting`;
const PROVIDER = `arn:aws:iam::${ACCOUNT}:saml-provider/people`;
const ANYBODY = { AWS: `arn:aws:iam::${ACCOUNT}:role/any` };
const TAG = { Sid: 'Tag', Effect: 'Allow', Action: 'sts:TagSession' };
const NO_TAGS =
  'Leave sts:TagSession out of the trust policy, list actions instead of a wildcard or NotAction, or list the tags that may be brought in ForAllValues:StringEquals aws:TagKeys.';

/** Judges a role of acme, with its tag and with that of its database, by its trust policy. */
function judgeTenant(...statements: readonly JsonObject[]): Judgement {
  const role = roleOf('acme', {
    RoleName: 'trusting',
    AssumeRolePolicyDocument: policyOf(...statements),
    Tags: [...tagsOf('acme'), { Key: 'orgDatabase', Value: 'acme' }],
  });
  return judged(sessionTags, twoOrganizations({ Trusting: role }));
}

/** Judges a role of the platform by its trust policy. */
function judgePlatform(claim: Claim, ...statements: readonly JsonObject[]): Judgement {
  return judged(claim, [stackOf(trustedBy(...statements), 'shared'), ...twoOrganizations()]);
}

const brings = (keys: Json, values: JsonObject = {}): JsonObject => ({
  ...TAG,
  Principal: ANYBODY,
  Condition: {
    'ForAllValues:StringEquals': { 'aws:TagKeys': keys },
    ...(Object.keys(values).length === 0 ? {} : { StringEquals: values }),
  },
});

describe('a session may bring', () => {
  test.each<[string, JsonObject]>([
    ['tags that no policy compares', brings(['team', 'purpose'])],
    ['the tag of its role', brings('orgSlug', { 'aws:RequestTag/orgSlug': 'acme' })],
    ['nothing: it is denied', { ...TAG, Effect: 'Deny', Principal: '*' }],
    [
      'nothing, if something else is allowed',
      { Effect: 'Allow', NotAction: 'sts:TagSession', Principal: ANYBODY },
    ],
  ])('%s', (_what, statement) => {
    expect(told(judgeTenant(statement))).toStrictEqual([]);
  });
});

describe('a session may not bring', () => {
  test.each<[string, JsonObject]>([
    ['whichever tags', { ...TAG, Principal: ANYBODY }],
    ['tags that are not known', brings({ Ref: 'Any' })],
    ['tags of a variable beside another', brings(['team', '${aws:username}'])],
    [
      'tags by another condition',
      {
        ...TAG,
        Principal: ANYBODY,
        Condition: { 'ForAllValues:StringEquals': { 'aws:PrincipalTag/x': 'y' } },
      },
    ],
    [
      'one tag of a list among others',
      { ...TAG, Principal: ANYBODY, Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' } } },
    ],
    [
      'tags by all actions but others',
      { Sid: 'Tag', Effect: 'Allow', NotAction: 'sts:AssumeRole', Principal: ANYBODY },
    ],
    [
      'tags of a service of which nobody knows them all',
      { ...TAG, Principal: { Service: 'access-grants.s3.amazonaws.com' } },
    ],
    [
      'tags of such a service beside one of which they are known',
      { ...TAG, Principal: { Service: ['pods.eks.amazonaws.com', 'access-grants.s3.amazonaws.com'] } },
    ],
    [
      'tags of somebody beside a service',
      { ...TAG, Principal: { Service: 'pods.eks.amazonaws.com', ...ANYBODY } },
    ],
  ])('%s', (_what, statement) => {
    expect(advised(judgeTenant(statement))).toStrictEqual([
      `whoever assumes ${ROLE} may choose the tags of the session, and so its organization [Tag] ${NO_TAGS}`,
    ]);
  });

  const remedy = (tag: string): string =>
    `Take ${tag} out of aws:TagKeys, or demand the role's own value with StringEquals aws:RequestTag/${tag}.`;

  test.each<[string, JsonObject, string]>([
    ["its tenant's tag, however it is spelled", brings(['team', 'ORGSLUG']), 'orgSlug'],
    ['another value of the tag', brings('orgSlug', { 'aws:RequestTag/orgSlug': 'acme-eu' }), 'orgSlug'],
    ['one of two values', brings('orgSlug', { 'aws:RequestTag/orgSlug': ['acme', 'acme-eu'] }), 'orgSlug'],
    ['a tag that the role has not', brings('orgKeyArn', { 'aws:RequestTag/orgKeyArn': 'x' }), 'orgKeyArn'],
    ['another tag that the role has', brings('orgDatabase'), 'orgDatabase'],
  ])('%s', (_what, statement, tag) => {
    expect(advised(judgeTenant(statement))).toStrictEqual([
      `whoever assumes ${ROLE} may choose the tag ${tag} of the session [Tag] ${remedy(tag)}`,
    ]);
  });
});

/** https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html */
describe('pods of EKS', () => {
  const byPods = { ...TAG, Principal: { Service: 'pods.eks.amazonaws.com' } };

  it('bring tags that AWS documents, and none of those that policies compare', () => {
    expect(told(judgeTenant(byPods))).toStrictEqual([]);
  });

  it('may not bring one of these that says whose a session is, unless it is the own one', () => {
    const judgeByNamespace = (Condition: JsonObject = {}): string[] => {
      const tags = [{ Key: 'kubernetes-namespace', Value: 'acme' }];
      const role = roleOf('acme', {
        RoleName: 'trusting',
        AssumeRolePolicyDocument: policyOf({ ...byPods, Condition }),
        Tags: tags,
      });
      const stacks = [stackOf({ Trusting: role }, 'acme')];
      return told(judged(sessionTags, stacks, () => ({}), { owner: 'kubernetes-namespace' }));
    };

    expect(judgeByNamespace()).toStrictEqual([
      `whoever assumes ${ROLE} may choose the tag kubernetes-namespace of the session`,
    ]);
    expect(
      judgeByNamespace({ StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'acme' } }),
    ).toStrictEqual([]);
    expect(
      judgeByNamespace({ StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'acme-eu' } }),
    ).toHaveLength(1);
  });
});

describe('a role of the platform', () => {
  it('is brought tags by services, which nobody can tell them', () => {
    const service = { Service: 'pods.eks.amazonaws.com' };
    expect(told(judgePlatform(sessionTags, { ...TAG, Principal: service }))).toStrictEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['somebody', { Principal: { Service: 'pods.eks.amazonaws.com', ...ANYBODY } }],
    ['an identity provider', { Principal: { Service: 'pods.eks.amazonaws.com', Federated: PROVIDER } }],
    ['a canonical user', { Principal: { Service: 'pods.eks.amazonaws.com', CanonicalUser: 'x' } }],
    ['as many of both', { Principal: { AWS: ANYBODY.AWS, Federated: PROVIDER, CanonicalUser: ['x', 'y'] } }],
    ['whoever is not named', { NotPrincipal: ANYBODY }],
  ])('is not brought tags by %s', (_whom, principal) => {
    expect(told(judgePlatform(sessionTags, { ...TAG, ...principal }))).toStrictEqual([
      `whoever assumes ${ROLE} may choose the tags of the session, and so its organization`,
    ]);
  });

  it('may have sessions that choose their tenant, if that is named, but no other tag', () => {
    const claim = sessionTagsBut({ choosing: ({ arn }) => arn === ROLE });
    const judgement = judgePlatform(claim, brings(['orgSlug', 'team']));
    expect(judgement).toMatchObject({
      violations: [],
      notes: [
        `Sessions of ${ROLE} choose an organization by the tag orgSlug; what they reach is a claim of its own.`,
      ],
    });
    expect(told(judgePlatform(claim, brings('orgKeyArn')))).toHaveLength(1);
    expect(judgePlatform(sessionTags, brings('orgSlug'))).toMatchObject({ violations: [{}], notes: [] });
  });

  it('alone may have such sessions, and no role of a tenant', () => {
    const role = roleOf('acme', { AssumeRolePolicyDocument: policyOf(brings('orgSlug')) });
    const judgement = judged(sessionTagsBut({ choosing: () => true }), twoOrganizations({ Role: role }));
    expect(told(judgement)).toStrictEqual([
      `whoever assumes arn:aws:iam::${ACCOUNT}:role/acme-role may choose the tag orgSlug of the session`,
    ]);
    expect(judgement.notes).toStrictEqual([]);
  });
});

describe('an identity provider', () => {
  const signsIn = (
    Federated: JsonObject | readonly string[] | string,
    slug?: string | readonly string[],
  ): JsonObject => ({
    Sid: 'SignIn',
    Effect: 'Allow',
    Action: 'sts:AssumeRoleWithSAML',
    Principal: { Federated },
    ...(slug === undefined ? {} : { Condition: { StringEquals: { 'aws:RequestTag/orgSlug': slug } } }),
  });
  const demand =
    'Demand the organization that the provider names: StringEquals aws:RequestTag/orgSlug "acme", and allow sts:TagSession for that tag only.';

  it('names the tenant', () => {
    expect(told(judgeTenant(signsIn(PROVIDER, 'acme')))).toStrictEqual([]);
    expect(told(judgePlatform(sessionTags, signsIn(PROVIDER)))).toStrictEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['names none', signsIn(PROVIDER), PROVIDER],
    ['names another tenant', signsIn(PROVIDER, 'acme-eu'), PROVIDER],
    ['names one of two', signsIn(PROVIDER, ['acme', 'acme-eu']), PROVIDER],
    ['is one of two', signsIn([PROVIDER, 'other']), `${PROVIDER} or other`],
    ['is not known', signsIn({ Ref: 'Any' }), 'an unknown identity provider'],
  ])('that %s lets nobody in', (_what, statement, whom) => {
    expect(advised(judgeTenant(statement))).toStrictEqual([
      `whoever ${whom} signs in may assume ${ROLE} of acme [SignIn] ${demand}`,
    ]);
  });
});

test('roles are counted, and no users', () => {
  const stacks = [stackOf({ Ann: user({ Tags: [] }) }, 'shared'), ...twoOrganizations()];
  expect(judged(sessionTags, stacks).coverage).toMatchObject({ subjects: 2, statements: 2, questions: 2 });
  expect(sessionTags).toMatchObject({
    id: 'session-tags',
    title: 'No session names an organization by tags of its own choice',
    about: 'trust policies of roles',
  });
});
