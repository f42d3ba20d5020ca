import { BY_OIDC } from '../../fixtures/analysts';
import { environment } from '../../fixtures/environment';
import { synthesize, wholeOf } from '../../fixtures/synthesize';
import { all, failedRows, inStatement, judged, withoutAction } from './contract/platform';

const STACK = 'ts-test-deployment';
/** The same as the tests of planted mistakes have. */
const DEPLOYED = JSON.stringify(
  synthesize(
    wholeOf(environment({ analysts: BY_OIDC, athenaCreateIamUser: true, operations: { deployment: true } })),
  ),
);

test('CloudFormation deploys, updates and deletes every organization, and does nothing else', () => {
  const { failures } = judged(undefined, DEPLOYED);
  expect(failures.map(({ organization, row }) => [organization, row])).toEqual([]);
});

test.each<[string, string, string, string]>([
  ['keys are never deleted', 'AdministerKeysOfTheEnvironment', 'kms:ScheduleKeyDeletion', 'deploy-key'],
  ['buckets have no policy', 'SetUpBuckets', 's3:PutBucketPolicy', 'deploy-buckets'],
  ['roles stick', 'ManageRoles', 'iam:DeleteRole', 'change-role'],
  ['inline policies stick', 'CreateRolesOfOrganizations', 'iam:DeleteRolePolicy', 'deploy-role'],
  ['policies cannot be made', 'ManagePolicies', 'iam:CreatePolicy', 'manage-policy'],
  ['policies stick to roles', 'AttachPoliciesOfTheApp', 'iam:DetachRolePolicy', 'attach-policy'],
  ['databases stick', 'ManageDatabases', 'glue:DeleteDatabase', 'deploy-queries'],
  ['queues stick', 'ManageQueues', 'sqs:DeleteQueue', 'deploy-arrivals'],
  ['role aliases stick, in the ceiling', 'SetUp', 'iot:*RoleAlias', 'deploy-hubs'],
])('%s', (_what, sid, action, row) => {
  expect(failedRows(withoutAction(STACK, sid, action), 'acme', DEPLOYED)).toContain(row);
});

test('a service that gets every role is found from the other side, too', () => {
  const toAnybody = inStatement(
    STACK,
    'PassRolesOfHubs',
    ({ Condition: _condition, ...statement }) => statement,
  );
  // The boundary still stands: the contract is about what is in force, and each lock is the claim's.
  expect(failedRows(toAnybody, 'acme', DEPLOYED)).toEqual([]);
  const inBoth = inStatement(STACK, 'Pass', ({ Condition: _condition, ...statement }) => statement);
  expect(failedRows(all(toAnybody, inBoth), 'acme', DEPLOYED)).toEqual(['pass-role-to-others']);
});
