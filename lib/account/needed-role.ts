import { COMMAND_ROLES, type CommandOfOperators, ROLES_PAGE } from '../../config/command-roles';
import type { EnvironmentConfig } from '../../config/environment-config';
import { Naming } from '../../config/naming';
import { operatorRoleName } from '../../config/operator-role-name';
import { ASK_FOR_PERMISSION, AwsCallError } from './aws-call-error';

/**
 * Does what a command does; where AWS denies a call, the error names the role that the command needs, if the
 * environment has roles of operators.
 * @throws what the action throws
 */
export async function namingNeededRole<Result>(
  command: CommandOfOperators,
  environment: EnvironmentConfig,
  action: () => Promise<Result>,
): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    const isDenied = error instanceof AwsCallError && error.code === 'AWS_DENIED';
    if (!isDenied || environment.operations.signIn === undefined) throw error;
    const naming = new Naming(environment);
    const roles = COMMAND_ROLES[command].map((role) => operatorRoleName(naming, role));
    const { code, message, awsError, action: denied, status } = error;
    const needed = `this command needs the role ${roles.join(' or ')} (${ROLES_PAGE})`;
    throw new AwsCallError(code, message.replace(ASK_FOR_PERMISSION, needed), awsError, denied, status);
  }
}
