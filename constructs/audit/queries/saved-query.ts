import type { Naming } from '../../../config/naming';
import type { Period } from './period';
import type { SqlValue } from './sql-text';

/** What a query may be about, besides its period. */
export type Subject = 'object' | 'thing' | 'certificate' | 'key';

/** A question that is asked of the trail again and again. */
export interface SavedQuery {
  readonly name: string;
  /** What it answers, in one sentence. */
  readonly description: string;
  /** In the order in which the text asks for them, behind the days of the period. */
  readonly subjects: readonly Subject[];
  readonly sql: (naming: Naming, period: Period, subjects: Readonly<Record<Subject, SqlValue>>) => string;
}
