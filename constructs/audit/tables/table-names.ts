/** Tables of the audit's database. */
export const TRAIL_TABLE = 'cloudtrail';
export const ACCESS_LOG_TABLE = 'access_logs';
