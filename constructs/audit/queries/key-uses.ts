import type { Naming } from '../../../config/naming';
import type { Period } from './period';
import { PERSON } from './record-actor';
import type { SqlValue } from './sql-text';
import { OUTCOME, recordsWithThings, WHO } from './trail-lines';

export interface KeyUses {
  /** ARN of the key. */
  readonly key: SqlValue;
}

/** Every use of a key, and every attempt, by who used it, for which service of AWS, and how. */
export function keyUses(naming: Naming, period: Period, { key }: KeyUses): string {
  return `SELECT ${WHO} AS caller, ${PERSON} AS person, eventname AS action, useridentity.invokedby AS via, ${OUTCOME} AS outcome,
count(*) AS requests, min(eventtime) AS first_time, max(eventtime) AS last_time
FROM (${recordsWithThings(naming, period)}) AS records
WHERE service = 'kms' AND contains(things, ${key.sql})
GROUP BY 1, 2, 3, 4, 5
ORDER BY caller, person, action, via, outcome`;
}
