/** Tables that are asked about what happened: the whole trail, access logs, and an organization's own part of the trail. */
export const TRAIL_TABLE = 'cloudtrail';
export const ACCESS_LOG_TABLE = 'access_logs';
export const ORGANIZATION_AUDIT_TABLE = 'audit';
