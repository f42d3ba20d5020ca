import { failedRows, inStatement, withoutAction } from './contract/platform';
import { OPERATIONS, WITH_OPERATORS, WITH_ROLES_OF_OPERATORS } from './operators-platform';

test('every role does its job and is refused the rest, as it ships', () => {
  expect(failedRows(undefined, 'acme', WITH_OPERATORS)).toEqual([]);
  expect(failedRows(undefined, 'acme-eu', WITH_ROLES_OF_OPERATORS)).toEqual([]);
});

test.each<[string, string, string, string]>([
  ['the revoker cannot write revocations', 'CutSessions', 'iam:PutRolePolicy', 'cut-sessions'],
  ['the hub operator makes no things', 'ManageHubs', 'iot:CreateThing', 'manage-hubs'],
  ['secrets cannot be encrypted', 'EncryptSecrets', 'kms:Encrypt', 'write-secret-as-operator'],
  ['the monitor sees no queues', 'SeeState', 'sqs:GetQueueAttributes', 'watch-queues'],
  ['the auditor sees no key policies', 'SeeSettings', 'kms:GetKeyPolicy', 'audit-policies'],
])('%s', (_what, sid, action, row) => {
  const edit =
    action === 'iam:PutRolePolicy' || action === 'kms:Encrypt'
      ? inStatement(OPERATIONS, sid, (statement) => ({ ...statement, Action: 'sts:GetCallerIdentity' }))
      : withoutAction(OPERATIONS, sid, action);
  expect(failedRows(edit, 'acme', WITH_OPERATORS)).toContain(row);
});
