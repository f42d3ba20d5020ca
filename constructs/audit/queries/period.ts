import { type SqlValue, text } from './sql-text';

/** Which log files a query reads, and which of their records it takes. */
export interface Period {
  /** What has to hold of the column `day`, which names the folder that a log file is in. */
  readonly days: string;
  /** What has to hold of the column `eventtime`; left out if every record of the folders counts. */
  readonly times?: string;
}

/** CloudTrail delivers within minutes as a rule, and promises nothing: what is late is in the next day's folder. */
const LATE_DAYS = 1;
const DAY = 24 * 60 * 60 * 1000;

/** What happened from one moment to another, the latter left out. */
export function between(from: Date, to: Date): Period {
  const last = new Date(to.getTime() + LATE_DAYS * DAY);
  return {
    days: `day BETWEEN ${text(dayOf(from)).sql} AND ${text(dayOf(last)).sql}`,
    times: `eventtime >= ${text(timeOf(from)).sql} AND eventtime < ${text(timeOf(to)).sql}`,
  };
}

/** What CloudTrail delivered from one day to another, both included, each like `2026/11/20`. */
export function deliveredFrom(first: SqlValue, last: SqlValue): Period {
  return { days: `day BETWEEN ${first.sql} AND ${last.sql}` };
}

/**
 * What CloudTrail delivered on the day before a moment. Of all periods that follow each other daily this one alone
 * takes every record exactly once, however late it comes.
 * @param moment in ISO 8601, which may be a placeholder that the scheduler fills
 */
export function deliveredOnDayBefore(moment: string): Period {
  return {
    days: `day = date_format(from_iso8601_timestamp(${text(moment).sql}) - INTERVAL '1' DAY, '%Y/%m/%d')`,
  };
}

/** The name of a day's folder, which is in UTC. */
function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 'yyyy-mm-dd'.length).replaceAll('-', '/');
}

/** A moment as records have it. */
function timeOf(moment: Date): string {
  return `${moment.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z`;
}
