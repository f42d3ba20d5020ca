import { breakGlass } from '../../../lib/isolation/claims/break-glass';
import { prove } from '../../../lib/isolation/proof';
import { isObject, type Json, type JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { BREAK_GLASS, evidenceAfter, OPERATIONS, SHIPPED } from './break-glass';
import {
  all,
  type Edit,
  inResource,
  inStatement,
  platform,
  SHARED,
  without,
  withoutResource,
} from './contract/platform';
import { bucket } from './planted-bug';

const STANDARDIZED = bucket('standardized');
const RULE = 'AWS::Events::Rule';
const CALLER = '${aws:PrincipalTag/orgSlug}';

const conditionsOf = (statement: JsonObject): Record<string, Json> => {
  const { Condition: conditions } = statement;
  return isObject(conditions) ? { ...conditions } : {};
};
/** Takes a key out of the conditions of the trust, or of another statement, under whatever operator it stands. */
const withoutKey =
  (sid: string, key: string): Edit =>
  (templates) => {
    inStatement(OPERATIONS, sid, (statement) => ({
      ...statement,
      Condition: Object.fromEntries(
        Object.entries(conditionsOf(statement)).map(([operator, values]) => [
          operator,
          isObject(values)
            ? Object.fromEntries(Object.entries(values).filter(([name]) => name !== key))
            : values,
        ]),
      ),
    }))(templates);
  };
const beside = (sid: string, statement: JsonObject): Edit =>
  inStatement(OPERATIONS, sid, (before) => [before, { Sid: 'More', Effect: 'Allow', ...statement }]);
const withTrust = (change: (statement: JsonObject) => JsonObject): Edit =>
  inStatement(OPERATIONS, 'Roles', change);
const withPattern = (change: (detail: JsonObject) => JsonObject): Edit =>
  inResource(OPERATIONS, RULE, (properties) => {
    const { EventPattern: pattern } = properties;
    if (!isObject(pattern) || !isObject(pattern['detail'])) throw new Error('the rule has a pattern');
    properties['EventPattern'] = { ...pattern, detail: change(pattern['detail']) };
  });
const withoutTarget = (index: number): Edit =>
  inResource(OPERATIONS, RULE, (properties) => {
    properties['Targets'] = (properties['Targets'] as Json[]).filter((_, place) => place !== index);
  });

function sentences(edit: Edit, from = SHIPPED.roles): string {
  return breakGlass
    .judge(evidenceAfter(edit, from))
    .violations.map(({ what, request }) => `${what} ${request?.lens ?? ''}`)
    .join('\n');
}

test.each(Object.entries(SHIPPED))('what ships is proved, with sign-in by %s', (_by, templates) => {
  const { violations, coverage, notes } = breakGlass.judge(evidenceAfter(undefined, templates));
  expect(violations).toEqual([]);
  expect(coverage.subjects).toBe(1);
  expect(notes).toEqual([
    `Sessions of ${BREAK_GLASS} read the data of the organization that they are tagged with, for an hour at most.`,
  ]);
  const { claims } = prove(platform(undefined, templates));
  expect(claims.filter(({ verdict }) => verdict === 'violated')).toEqual([]);
});

test.each<[string, Edit, string]>([
  [
    'all folders',
    beside('ReadObjects', { Action: 's3:GetObject', Resource: `${STANDARDIZED}/*` }),
    'identity policies alone',
  ],
  [
    'a folder without a slash at its end: acme-eu in a session for acme',
    beside('ReadObjects', { Action: 's3:GetObject', Resource: `${STANDARDIZED}/${CALLER}*` }),
    'identity policies alone',
  ],
  [
    'writing',
    beside('ReadObjects', { Action: 's3:PutObject', Resource: `${STANDARDIZED}/${CALLER}/*` }),
    'may s3:putobject',
  ],
  [
    'deleting',
    beside('ReadObjects', { Action: 's3:Delete*', Resource: `${STANDARDIZED}/${CALLER}/*` }),
    'may s3:delete',
  ],
  ['a key of whomever', withoutKey('DecryptObjects', 'aws:ResourceTag/orgSlug'), 'may kms:decrypt'],
  [
    'secrets of its organization',
    beside('ReadObjects', {
      Action: 'ssm:GetParameter',
      Resource: `arn:aws:ssm:eu-central-1:111122223333:parameter/test/${CALLER}/*`,
    }),
    'may ssm:getparameter',
  ],
  ['listing without a prefix', withoutKey('ListFolder', 's3:prefix'), 'may s3:listbucket'],
  [
    'sessions that name no organization',
    without(OPERATIONS, 'DenyWithoutOrganization'),
    'in a session without an organization',
  ],
  [
    'a bucket that does not compare the tag',
    without(SHARED, 'DenyObjectsOfOtherOrganizations'),
    'resource policies alone',
  ],
  [
    'no boundary',
    inResource(OPERATIONS, 'AWS::IAM::Role', (properties) => {
      const { RoleName: name } = properties;
      if (typeof name === 'string' && name.endsWith('-break-glass')) delete properties['PermissionsBoundary'];
    }),
    'has no permissions boundary: one of two locks is gone',
  ],
])('finds %s', (_bug, edit, found) => {
  expect(sentences(edit)).toContain(found);
});

test('alarms go to addresses of e-mail, and to nothing else that the environment would name', () => {
  const toForeignQueue = inResource(OPERATIONS, 'AWS::SNS::Subscription', (properties) => {
    properties['Endpoint'] = 'arn:aws:sqs:eu-central-1:999988887777:foreign';
  });
  const { claims } = prove(platform(toForeignQueue, SHIPPED.roles));
  expect(claims.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id)).toEqual(['flows']);
});

test.each<[string, Edit, string]>([
  ['no source identity', withoutKey('Roles', 'sts:SourceIdentity'), 'need not say who they are'],
  ['no reason', withoutKey('Roles', 'aws:RequestTag/reason'), 'need not say why'],
  ['no organization', withoutKey('Roles', 'aws:RequestTag/orgSlug'), 'need not name an organization'],
  ['no MFA of a user', withoutKey('Users', 'aws:MultiFactorAuthPresent'), 'need not use MFA'],
  ['no word of MFA of a role', withoutKey('Roles', 'aws:PrincipalTag/mfa'), 'need not use MFA'],
  [
    'MFA only where it is told',
    inStatement(OPERATIONS, 'Users', (statement) => {
      const { Bool: bool = {}, ...others } = conditionsOf(statement);
      return { ...statement, Condition: { ...others, BoolIfExists: bool } };
    }),
    'need not use MFA',
  ],
  ['any Region', withoutKey('Roles', 'aws:RequestedRegion'), "another Region's endpoint"],
  [
    'the whole account',
    withTrust((statement) => ({ ...statement, Principal: { AWS: 'arn:aws:iam::111122223333:root' } })),
    'arn:aws:iam::111122223333:root may assume',
  ],
  ['everybody', withTrust((statement) => ({ ...statement, Principal: '*' })), 'may assume'],
  [
    'a service',
    withTrust((statement) => ({ ...statement, Principal: { Service: 'lambda.amazonaws.com' } })),
    'AWS services, may assume',
  ],
  [
    "a hub's role",
    withTrust((statement) => ({
      ...statement,
      Principal: { AWS: 'arn:aws:iam::111122223333:role/ts-test-acme-data-hub' },
    })),
    'role/ts-test-acme-data-hub may assume',
  ],
])('finds a trust that lets in with %s', (_bug, edit, found) => {
  expect(sentences(edit)).toContain(found);
});

test('finds that a session may last longer than an hour', () => {
  const longer = inResource(OPERATIONS, 'AWS::IAM::Role', (role) => (role['MaxSessionDuration'] = 7200));
  expect(sentences(longer)).toContain('may last longer than an hour');
});

test('finds that an identity provider need not say that MFA was used', () => {
  expect(sentences(withoutKey('IdentityProvider', 'aws:RequestTag/mfa'), SHIPPED.oidc)).toContain(
    'need not use MFA',
  );
});

test.each<[string, Edit, readonly string[]]>([
  ['no rule', withoutResource(OPERATIONS, RULE), ['tells nobody', 'leaves no record']],
  [
    'a rule that is off',
    inResource(OPERATIONS, RULE, (rule) => (rule['State'] = 'DISABLED')),
    ['tells nobody', 'leaves no record'],
  ],
  [
    'a rule that does not get calls that count as reading',
    inResource(OPERATIONS, RULE, (rule) => (rule['State'] = 'ENABLED')),
    ['tells nobody', 'leaves no record'],
  ],
  [
    'a rule about another role',
    withPattern((detail) => ({ ...detail, requestParameters: { roleArn: [`${BREAK_GLASS}s`] } })),
    ['tells nobody', 'leaves no record'],
  ],
  [
    'a rule about one way in',
    withPattern((detail) => ({ ...detail, eventName: ['AssumeRole'] })),
    ['tells nobody', 'leaves no record'],
  ],
  [
    'a rule about refusals only',
    withPattern((detail) => ({ ...detail, errorCode: ['AccessDenied'] })),
    ['tells nobody', 'leaves no record'],
  ],
  ['no alarm', withoutTarget(0), ['tells nobody']],
  ['no record', withoutTarget(1), ['leaves no record']],
  ['no trail', withoutResource('ts-test-audit', 'AWS::CloudTrail::Trail'), ['is in no trail']],
])('finds that whoever comes in is not seen: %s', (_bug, edit, found) => {
  const told = sentences(edit);
  for (const sentence of found) expect(told).toContain(sentence);
});

test('the tags of a session are listed, and no other that policies compare may come along', () => {
  const tagKeys = (keys: Json): Edit =>
    withTrust((statement) => ({
      ...statement,
      Condition: { ...conditionsOf(statement), 'ForAllValues:StringEquals': { 'aws:TagKeys': keys } },
    }));
  const violated = (edit: Edit): string[] =>
    prove(platform(edit, SHIPPED.roles))
      .claims.filter(({ verdict }) => verdict === 'violated')
      .map(({ id }) => id);
  expect(violated(tagKeys(['orgSlug', 'reason', 'orgKeyArn']))).toEqual(['session-tags']);
  expect(violated(tagKeys(['orgSlug', 'orgDatabase']))).toEqual(['session-tags']);
  expect(violated(withoutKey('Roles', 'aws:TagKeys'))).toEqual(['session-tags']);
});

test('a role that is not called so may not choose an organization', () => {
  const renamed: Edit = (templates) => {
    Object.assign(
      templates,
      JSON.parse(JSON.stringify(templates).replaceAll('ts-test-break-glass"', 'ts-test-support"')),
    );
  };
  const { claims } = prove(platform(renamed, SHIPPED.roles));
  const violated = claims.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id);
  expect(violated).toEqual(expect.arrayContaining(['session-tags', 'raw-readers']));
});

test('both locks have to be open before another organization is read', () => {
  const open = beside('ReadObjects', { Action: 's3:GetObject', Resource: `${STANDARDIZED}/*` });
  expect(sentences(open)).not.toContain('all policies');
  expect(sentences(all(open, without(SHARED, 'DenyObjectsOfOtherOrganizations')))).toContain('all policies');
});
