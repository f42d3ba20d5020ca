import { AwsCallError, awsCallError } from '../../../lib/account/aws-call-error';
import { namingNeededRole } from '../../../lib/account/needed-role';
import { environment } from '../../fixtures/environment';
import { OPERATORS_BY_OIDC } from '../../fixtures/operators';

const WITH_ROLES = environment({ operations: { signIn: OPERATORS_BY_OIDC } });
const failing = (name: string) => (): Promise<void> =>
  Promise.reject(
    awsCallError(
      { action: 'iam:GetRolePolicy', resource: 'ts-test-acme-data-hub', confidential: false },
      Object.assign(new Error('no'), { name, $metadata: { httpStatusCode: 403 } }),
    ),
  );

test('a call that is denied names the role that the command needs', async () => {
  await expect(namingNeededRole('revoke', WITH_ROLES, failing('AccessDenied'))).rejects.toMatchObject({
    code: 'AWS_DENIED',
    action: 'iam:GetRolePolicy',
    status: 403,
    message:
      'AWS denies iam:GetRolePolicy on ts-test-acme-data-hub; this command needs the role ts-test-hub-revoker (docs/operator/roles.md)',
  });
  await expect(namingNeededRole('show', WITH_ROLES, failing('AccessDenied'))).rejects.toThrow(
    'needs the role ts-test-monitor or ts-test-hub-operator or ts-test-hub-revoker',
  );
});

test('it names none where the environment has none, or where something else is wrong', async () => {
  await expect(namingNeededRole('revoke', environment(), failing('AccessDenied'))).rejects.toThrow(
    'ask for this permission',
  );
  const other = namingNeededRole('revoke', WITH_ROLES, failing('Throttling'));
  await expect(other).rejects.toBeInstanceOf(AwsCallError);
  await expect(other).rejects.not.toThrow('needs the role');
});

test('it returns what the command returns', async () => {
  await expect(namingNeededRole('list', WITH_ROLES, () => Promise.resolve(7))).resolves.toBe(7);
});
