import { TRAIL_TABLE } from '../../../config/audit-tables';
import type { Naming } from '../../../config/naming';
import type { Period } from './period';
import { PERSON, sessionName } from './record-actor';
import { SERVICE, thingsOfRecord } from './record-things';

/** Role and session, or user, or service of AWS. */
export const WHO = `coalesce(${sessionName('useridentity.arn')}, useridentity.username, useridentity.invokedby, useridentity.type)`;

/** The error code, if there is one. */
export const OUTCOME = "coalesce(errorcode, 'succeeded')";

/** A list of texts as one, in alphabetical order, without what is NULL. */
function joined(things: string): string {
  return `array_join(array_sort(array_distinct(filter(${things}, t -> t IS NOT NULL))), ' ')`;
}

/** Lines of the trail for an auditor, who sees every organization's, in the columns that `npm run audit` prints. */
export function trailLines(naming: Naming, period: Period, condition: string): string {
  return `SELECT eventtime AS event_time, ${WHO} AS caller, ${PERSON} AS person, service, eventname AS action,
${joined('things')} AS resource, ${OUTCOME} AS outcome, sourceipaddress AS source_ip, eventid AS event_id
FROM (${recordsWithThings(naming, period)}) AS records
WHERE ${condition}
ORDER BY event_time, event_id`;
}

/** The records of a period, with `service`, and with the ARNs that each is about as `things`. */
export function recordsWithThings(naming: Naming, { days, times }: Period): string {
  return `SELECT *, ${SERVICE} AS service, ${thingsOfRecord(naming)} AS things
FROM ${naming.tableInSql(naming.shared.auditDatabase, TRAIL_TABLE)} WHERE ${days}${times === undefined ? '' : ` AND ${times}`}`;
}
