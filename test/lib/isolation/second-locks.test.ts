import { UndecidedError } from '../../../packages/isolation-proof/src/templates/errors';
import type { JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { prove } from '../../../lib/isolation/proof';
import {
  ACME,
  all,
  type Edit,
  failedRows,
  inResource,
  inStatement,
  platform,
  SHARED,
  SUSPENDED,
  without,
  withoutResource,
} from './contract/platform';
import { verdictOfClaim } from './judged-claim';
import { withRequestsOfOneService } from './shown-requests';

/** Mistakes that another lock hides: each is found in the policy that it is in. */
const withCondition =
  (condition: JsonObject) =>
  (statement: JsonObject): JsonObject => ({ ...statement, Condition: condition });
const withoutCondition = ({ Condition: _condition, ...statement }: JsonObject): JsonObject => statement;
const withAction =
  (action: string) =>
  (statement: JsonObject): JsonObject => ({ ...statement, Action: action });
const THROUGH_SSM = { StringEquals: { 'kms:ViaService': 'ssm.eu-central-1.amazonaws.com' } };

function violated(edit: Edit, from?: string): string[] {
  return withRequestsOfOneService(prove(platform(edit, from)))
    .claims.filter(({ verdict }) => verdict === 'violated')
    .map(({ id }) => id);
}

test.each<[string, Edit, string]>([
  [
    'users that use the key by themselves',
    inStatement(ACME, 'UseOrganizationKey', withoutCondition),
    'key-use',
  ],
  [
    'a boundary that lets keys be used directly',
    inStatement(
      SHARED,
      'UseOwnKey',
      withCondition({ StringEquals: { 'aws:ResourceTag/orgSlug': '${aws:PrincipalTag/orgSlug}' } }),
    ),
    'key-use',
  ],
  [
    'hubs that decrypt whatever Parameter Store has',
    inStatement(ACME, 'DecryptConnectorSecrets', withCondition(THROUGH_SSM)),
    'key-use',
  ],
  ['a grant to another organization', without(ACME, 'DenyOtherOrganizations'), 'key-policies'],
  ['a grant to encrypt any parameter', without(ACME, 'DenyEncryptionOfOtherParameters'), 'key-policies'],
  [
    'a grant to encrypt outside Parameter Store',
    without(ACME, 'DenyEncryptionOutsideParameterStore'),
    'key-policies',
  ],
  [
    'administration that is use',
    inStatement(ACME, 'AllowAdministrationWithoutUse', withAction('kms:*')),
    'key-policies',
  ],
  [
    "the platform's key for everybody",
    inStatement(SHARED, 'AllowGrantsToEcr', withoutCondition),
    'key-policies',
  ],
  [
    "grants of the platform's key that anybody retires",
    inStatement(SHARED, 'AllowEcrToRetireGrants', withoutCondition),
    'key-policies',
  ],
  ['records that can be deleted', without(SHARED, 'DenyDeletion'), 'access-logs'],
  ['records that organizations may be given', without(SHARED, 'DenyOrganizations'), 'access-logs'],
  [
    'records that a principal writes',
    inStatement(SHARED, 'AllowLogDelivery', (statement) => ({
      ...statement,
      Principal: {
        Service: 'logging.s3.amazonaws.com',
        AWS: 'arn:aws:iam::111122223333:role/ts-test-acme-data-hub',
      },
    })),
    'access-logs',
  ],
  [
    'records of buckets that are called alike',
    inStatement(
      SHARED,
      'AllowLogDelivery',
      withCondition({
        ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an*' },
        StringEquals: { 'aws:SourceAccount': '111122223333' },
      }),
    ),
    'nothing-public',
  ],
  [
    'writes by whoever is not told a key',
    without(SHARED, 'DenyWritesWithoutOrganizationKey'),
    'encryption-and-transport',
  ],
])('%s', (_bug, edit, claim) => {
  expect(verdictOfClaim(claim, platform(edit))).toBe('violated');
});

test.each<[string, Edit]>([
  [
    'roles that may be given more than S3',
    inStatement(ACME, 'DenyEverythingWhileSuspended', withAction('s3:*')),
  ],
  [
    'users that may be given the workgroup',
    inStatement(ACME, 'DenyDataAndQueriesWhileSuspended', (statement) => ({
      ...statement,
      Resource: (statement['Resource'] as string[]).slice(1),
    })),
  ],
  [
    "certificates that may be given their organization's role",
    inStatement(ACME, 'DenyDataHubRoleWhileSuspended', (statement) => ({
      ...statement,
      Resource: 'arn:aws:iot:x',
    })),
  ],
])('while suspended: %s', (_bug, edit) => {
  expect(violated(edit, SUSPENDED)).toEqual(['suspension']);
});

test('a suspended organization holds as it ships', () => {
  expect(violated(() => undefined, SUSPENDED)).toEqual([]);
});

test.each<[string, Edit, string[]]>([
  [
    'a role without the boundary',
    inResource(ACME, 'AWS::IAM::Role', (properties) => {
      delete properties['PermissionsBoundary'];
    }),
    [
      'principals',
      ...['read-secret', 'report', 'report-node', 'report-association', 'read-document', 'write-logs'].map(
        (row) => `${row}-with-other-tag`,
      ),
    ],
  ],
  [
    'a boundary of its own',
    inResource(ACME, 'AWS::IAM::User', (properties) => {
      properties['PermissionsBoundary'] =
        'arn:aws:iam::111122223333:policy/ts-athena-eu-central-1-test-acme-policy';
    }),
    ['principals'],
  ],
  ['no policy of revocations', withoutResource(ACME, 'AWS::IAM::RolePolicy'), ['names']],
  [
    'revocations that spare all but S3',
    inStatement(ACME, 'RevokedCertificates', withAction('s3:*')),
    ['upload', 'upload-in-parts', 'read-secret', 'log-in-to-registry', 'pull-image', 'report'].map(
      (row) => `${row}-when-revoked`,
    ),
  ],
])('%s fails the contract', (_bug, edit, rows) => {
  expect(failedRows(edit)).toEqual(rows);
});

test('a name with a wildcard is not judged', () => {
  const edit = inResource(ACME, 'AWS::IoT::ThingType', (properties) => {
    properties['ThingTypeName'] = 'ts-*';
  });
  expect(() => prove(platform(edit))).toThrow(UndecidedError);
  expect(() => prove(platform(edit))).toThrow('its ThingTypeName holds a wildcard');
});

test('no counterexample is told twice', () => {
  const widened = (statement: JsonObject): JsonObject =>
    JSON.parse(JSON.stringify(statement).replace('/connectors/*', '*')) as JsonObject;
  const { claims } = prove(
    platform(
      all(
        inStatement(ACME, 'AllowWritingConnectorSecrets', widened),
        inStatement(ACME, 'DenyEncryptionOfOtherParameters', widened),
      ),
    ),
  );
  const told = claims.flatMap(({ id, violations }) =>
    violations.map(({ what, request }) =>
      JSON.stringify([id, what, request?.principal, request?.resource, request?.lens, request?.context]),
    ),
  );

  expect(told.length).toBeGreaterThan(1);
  expect(new Set(told).size).toBe(told.length);
});
