import type { Scope } from '../matrix/scope';

/** A difference of access, as far as a cell of a matrix shows it. */
export interface AccessMark {
  readonly change: 'gained' | 'lost';
  /** Whether requests are decided otherwise; else one lock alone says something else. */
  readonly isInForce: boolean;
  /** ARN of the principal, in the names of the first organization. */
  readonly principal: string;
  /**
   * Construct path of the principal, in the same names.
   * @default - any that has this ARN
   */
  readonly path?: string;
  /** Slugs of all organizations for which the same holds, the judged one first; none for other principals. */
  readonly organizations: readonly string[];
  /** The row that it is about. */
  readonly scope: Scope;
  readonly row: string;
  /** As AWS spells them. */
  readonly actions: readonly string[];
}
