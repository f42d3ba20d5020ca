import type { Naming } from '../../../config/naming';
import { organizationAuditQuery } from './organization-audit';
import type { Owner } from './owned-things';
import { deliveredOnDayBefore } from './period';

/**
 * EventBridge Scheduler puts the time that was scheduled in its place, like `2026-11-26T02:00:00Z`, also if it calls later
 * or again.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
 */
const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';

/**
 * What an organization's schedule asks Athena: its lines of the day before, into a folder of the day's own. UNLOAD fails
 * where there is something already, so that a call that is repeated doubles no line.
 * https://docs.aws.amazon.com/athena/latest/ug/unload.html
 */
function deliveryQuery(naming: Naming, owner: Owner): string {
  const rows = organizationAuditQuery(naming, owner, deliveredOnDayBefore(SCHEDULED_TIME));
  const folder = naming.dataUri(naming.shared.organizationAuditBucket, owner.slug);
  return `UNLOAD (${rows}) TO '${folder}run=${SCHEDULED_TIME}/' WITH (format = 'PARQUET', compression = 'SNAPPY')`;
}

/** The request that EventBridge Scheduler makes: StartQueryExecution, in the organization's workgroup. */
export function deliveryRequest(naming: Naming, owner: Owner): Readonly<Record<string, unknown>> {
  return {
    QueryString: deliveryQuery(naming, owner),
    QueryExecutionContext: { Database: naming.shared.auditDatabase },
    WorkGroup: naming.organization(owner.slug).workgroup,
  };
}
