import { TRAIL_TABLE } from '../../../config/audit-tables';
import type { Naming } from '../../../config/naming';
import type { Period } from './period';
import { ROLE_OF_SESSION } from './record-actor';
import { SERVICE } from './record-things';
import { text } from './sql-text';
import { WHO } from './trail-lines';

const ROLES = ['analystRole', 'dataHubRole', 'hybridNodeRole', 'pipelineRole'] as const;

/**
 * How many requests failed, by organization, action and error; the most first. Requests of nobody's sessions count as the
 * platform's.
 */
export function failedRequests(naming: Naming, { days, times }: Period): string {
  const slugs = ROLES.map((role) => {
    const pattern = `^${naming.everyOrganizationsRoleArn(role).replace('*', '([a-z0-9-]+)')}$`;
    return `regexp_extract(${ROLE_OF_SESSION}, ${text(pattern).sql}, 1)`;
  });
  return `SELECT coalesce(${slugs.join(', ')}, '(platform)') AS organization, ${SERVICE} AS service, eventname AS action,
errorcode AS outcome, count(*) AS requests, count(DISTINCT ${WHO}) AS callers, min(eventtime) AS first_time, max(eventtime) AS last_time
FROM ${naming.tableInSql(naming.shared.auditDatabase, TRAIL_TABLE)}
WHERE errorcode IS NOT NULL AND ${days}${times === undefined ? '' : ` AND ${times}`}
GROUP BY 1, 2, 3, 4
ORDER BY requests DESC, organization, service, action, outcome`;
}
