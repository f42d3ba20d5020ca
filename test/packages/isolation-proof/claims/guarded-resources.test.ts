import {
  guardedFromOutsiders,
  type GuardedFromOutsiders,
} from '../../../../packages/isolation-proof/src/claims/guarded-resources';
import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { policyOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { found } from './found';
import { judged, trustedBy } from './judged';
import { key } from './keys';

const PARTNER = 'arn:aws:iam::999988887777:role/partner';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/trusting`;
const BRING_TAGS = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:TagSession',
];
const deny = (
  Condition: JsonObject,
  Action: string | string[] = ['s3:*', 'kms:*', 'sts:AssumeRole'],
  Resource = '*',
): JsonObject => ({ Effect: 'Deny', Principal: '*', Action, Resource, Condition });
/** What such policies deny, by name. */
const DENIALS: Readonly<Record<string, JsonObject>> = {
  OtherAccounts: deny({
    StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    ArnNotEquals: { 'aws:PrincipalArn': PARTNER },
  }),
  ServicesForOthers: deny({
    StringNotEquals: { 'aws:SourceAccount': ACCOUNT },
    Bool: { 'aws:PrincipalIsAWSService': 'true' },
  }),
  PlainHttp: deny({ Bool: { 'aws:SecureTransport': 'false' } }, ['s3:*', 'kms:*']),
  Tags: deny(
    { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['orgSlug', 'orgKeyArn', 'orgDatabase'] } },
    BRING_TAGS,
  ),
};
const DECLARED: Omit<GuardedFromOutsiders, 'policies'> = {
  services: ['s3', 'kms'],
  outsiders: [PARTNER],
  rolesWithTags: [],
};

function judge(denials: Readonly<Record<string, JsonObject>>, declared = DECLARED): Judgement {
  const policies = Object.entries(denials).map(([name, statement]) => ({
    name,
    document: policyOf({ Sid: name, ...statement }),
  }));
  const lambda = trustedBy({ Principal: { Service: 'lambda.amazonaws.com' } });
  const shared = stackOf(
    {
      Bucket: ['AWS::S3::Bucket', { BucketName: 'data' }],
      ...key('Key', undefined, {}),
      Repository: ['AWS::ECR::Repository', { RepositoryName: 'images' }],
      Ann: ['AWS::IAM::User', { UserName: 'ann' }],
      ...lambda,
    },
    'shared',
  );
  return judged(guardedFromOutsiders({ ...declared, policies }), [shared, ...twoOrganizations()]);
}
const without = (left: string): Record<string, JsonObject> =>
  Object.fromEntries(Object.entries(DENIALS).filter(([name]) => name !== left));

const OTHER_ACCOUNT =
  'aws:principalisawsservice false, aws:principalaccount (any other value), aws:principalarn (any other value)';
const may = (who: string, what: string, how: string): string =>
  `${who} may ${what}, if the policy of the resource allows it (the organization's policies alone, ${how} more)`;
/** All denials, one of them otherwise. */
const otherwise = (name: string, denial: JsonObject): Record<string, JsonObject> => ({
  ...DENIALS,
  [name]: { ...DENIALS[name], ...denial },
});

test('policies that deny everything of outsiders are proved', () => {
  const judgement = judge(DENIALS);
  expect(found(judgement)).toStrictEqual([]);
  // A bucket, its objects and a key, and two roles; no user, whom nobody takes on, and no repository.
  expect(judgement.coverage).toMatchObject({ subjects: 5, principals: 1, statements: 4 });
});

test.each<[string, Readonly<Record<string, JsonObject>>, string]>([
  [
    'other accounts',
    without('OtherAccounts'),
    may('somebody of another account', 's3:x on arn:aws:s3:::data', `${OTHER_ACCOUNT}; 9`),
  ],
  [
    'somebody anonymous',
    otherwise('OtherAccounts', {
      Condition: {
        ...(DENIALS['OtherAccounts']?.['Condition'] as JsonObject),
        Null: { 'aws:PrincipalAccount': 'false' },
      },
    }),
    may(
      'somebody anonymous',
      's3:x on arn:aws:s3:::data',
      'aws:principalisawsservice false, aws:principalaccount (absent), aws:principalarn (absent); 4',
    ),
  ],
  [
    'other accounts that take on roles',
    otherwise('OtherAccounts', { Action: ['s3:*', 'kms:*'] }),
    may('somebody of another account', `sts:assumerole on ${ROLE}`, `${OTHER_ACCOUNT}; 3`),
  ],
  [
    'services for other accounts',
    without('ServicesForOthers'),
    may(
      'a service for another account',
      's3:x on arn:aws:s3:::data',
      'aws:principalisawsservice true, aws:sourceaccount (any other value); 4',
    ),
  ],
  [
    'services for other accounts that take on roles',
    otherwise('ServicesForOthers', { Action: ['s3:*', 'kms:*'] }),
    may(
      'a service for another account',
      `sts:assumerole on ${ROLE}`,
      'aws:principalisawsservice true, aws:sourceaccount (any other value); 1',
    ),
  ],
  [
    'plain HTTP',
    without('PlainHttp'),
    may('somebody over plain HTTP', 's3:x on arn:aws:s3:::data', 'aws:securetransport false; 2'),
  ],
  [
    'plain HTTP to what is in a bucket',
    otherwise('PlainHttp', { Resource: ['arn:aws:s3:::data', 'arn:aws:kms:*'] }),
    may('somebody over plain HTTP', 's3:x on arn:aws:s3:::data/', 'aws:securetransport false; 0'),
  ],
  [
    'tags of sessions',
    without('Tags'),
    may('somebody who brings the tag orgSlug', `sts:assumerole on ${ROLE}`, 'aws:tagkeys orgSlug; 11'),
  ],
])('policies that leave out %s are refuted', (_what, denials, what) => {
  const judgement = judge(denials);
  expect(found(judgement)).toStrictEqual([what]);
  expect(judgement.violations[0]?.remedy).toBe(
    'Deny the request in the policy of the account: resource control policies: deny it to whoever is not of the account.',
  );
});

test.each(BRING_TAGS)('tags of sessions are brought by %s', (action) => {
  const denials = otherwise('Tags', { Action: BRING_TAGS.filter((other) => other !== action) });
  expect(found(judge(denials))).toStrictEqual([
    may(
      'somebody who brings the tag orgSlug',
      `${action.toLowerCase()} on ${ROLE}`,
      'aws:tagkeys orgSlug; 5',
    ),
  ]);
});

test('every tag that policies compare is asked about', () => {
  const denials = otherwise('Tags', {
    Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['orgSlug', 'orgKeyArn'] } },
  });
  expect(found(judge(denials))).toStrictEqual([
    may('somebody who brings the tag orgDatabase', `sts:assumerole on ${ROLE}`, 'aws:tagkeys orgDatabase; 3'),
  ]);
});

test('roles whose sessions may bring tags are named, by patterns', () => {
  const named = (...rolesWithTags: readonly string[]): string[] =>
    found(judge(without('Tags'), { ...DECLARED, rolesWithTags }));
  expect(named('*:role/trusting', '*-role')).toStrictEqual([]);
  expect(named('*:role/trusting', 'acme-role')).toStrictEqual([
    expect.stringContaining('sts:assumerole on arn:aws:iam::111122223333:role/acme-role,'),
  ]);
});

test('principals of other accounts are spared by name only', () => {
  expect(found(judge(DENIALS, { ...DECLARED, outsiders: [] }))).toStrictEqual([
    may('somebody of another account', 's3:x on arn:aws:s3:::data', `${OTHER_ACCOUNT}; 4`),
  ]);
});

test('services are asked about if such policies are about them', () => {
  expect(found(judge(DENIALS, { ...DECLARED, services: ['s3', 'ecr'] }))).toStrictEqual([
    may(
      'somebody of another account',
      `ecr:x on arn:aws:ecr:eu-central-1:${ACCOUNT}:repository/images`,
      `${OTHER_ACCOUNT}; 3`,
    ),
  ]);
});

test('without a stack there is no account to ask about', () => {
  expect(judged(guardedFromOutsiders({ policies: [], ...DECLARED }), [])).toMatchObject({
    violations: [],
    coverage: { subjects: 0, questions: 0 },
  });
});

test('it says what it is about', () => {
  expect(guardedFromOutsiders({ policies: [], ...DECLARED })).toMatchObject({
    id: 'guarded-from-outsiders',
    title: 'Outsiders reach nothing, whatever the policies of resources say',
    about: "resources that the organization's policies can guard",
  });
});
