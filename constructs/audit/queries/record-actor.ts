import type { Naming } from '../../../config/naming';
import { oneOf, text } from './sql-text';

/** The role of a session, and NULL for whoever has none. */
export const ROLE_OF_SESSION = 'useridentity.sessioncontext.sessionissuer.arn';

/** The person whom AWS STS was told to write into every record of a session. */
export const PERSON = 'useridentity.sessioncontext.sourceidentity';

/** Name and session of a role: `ts-dev-acme-analyst/alice@example.com`. */
export function sessionName(arn: string): string {
  return `regexp_extract(${arn}, 'assumed-role/(.+)$', 1)`;
}

/** What AWS STS answered to whoever took on a role. */
export const NEW_SESSION = "json_extract_scalar(responseelements, '$.assumedRoleUser.arn')";

/** The person of that session. */
export const NEW_PERSON =
  "coalesce(json_extract_scalar(responseelements, '$.sourceIdentity'), json_extract_scalar(requestparameters, '$.sourceIdentity'))";

/** The roles of operators, each for one use. */
function operatorRoles(naming: Naming): string[] {
  const { shared } = naming;
  return [
    shared.hubOperatorRole,
    shared.hubRevokerRole,
    shared.secretWriterRole,
    shared.monitorRole,
    shared.auditorRole,
    shared.breakGlassRole,
  ].map((role) => naming.roleArn(role));
}

/** Whether a session is an operator's. */
export function isOperator(naming: Naming): string {
  return `${ROLE_OF_SESSION} ${oneOf(operatorRoles(naming))}`;
}

/** Whether a session is of the deployment: of the roles that `cdk bootstrap` makes, which no organization's name is like. */
export function isDeployment(naming: Naming): string {
  const { account, region } = naming.environment;
  const role = `^${naming.roleArn('cdk-[a-z0-9]+-[a-z-]+-role')}-${account}-${region.name}$`;
  return `regexp_like(${ROLE_OF_SESSION}, ${text(role).sql})`;
}
