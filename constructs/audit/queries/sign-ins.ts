import { TRAIL_TABLE } from '../../../config/audit-tables';
import type { Naming } from '../../../config/naming';
import type { Period } from './period';
import { NEW_PERSON, NEW_SESSION, PERSON, sessionName } from './record-actor';
import { parameter } from './record-things';
import { oneOf } from './sql-text';
import { OUTCOME, WHO } from './trail-lines';

const SIGN_INS = [
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
  'ConsoleLogin',
  'GetFederationToken',
  'GetSessionToken',
];

/** Who signed in as what, and who tried: by person, where the session has to name one. Services of AWS are left out. */
export function signIns(naming: Naming, { days, times }: Period): string {
  return `SELECT eventtime AS event_time, coalesce(${NEW_PERSON}, ${PERSON}, ${WHO}) AS person,
coalesce(${sessionName(NEW_SESSION)}, ${parameter('$.roleArn')}) AS caller, eventname AS action,
useridentity.sessioncontext.attributes.mfaauthenticated AS mfa, ${OUTCOME} AS outcome,
sourceipaddress AS source_ip, eventid AS event_id
FROM ${naming.tableInSql(naming.shared.auditDatabase, TRAIL_TABLE)}
WHERE eventname ${oneOf(SIGN_INS)} AND useridentity.type <> 'AWSService' AND ${days}${times === undefined ? '' : ` AND ${times}`}
ORDER BY person, event_time, event_id`;
}
