import type { Evidence } from '../claims/evidence';
import { bucketRows, logRows } from './bucket-rows';
import { everythingElse, sharedCalls } from './common-rows';
import { keyRows, platformKeyRows } from './key-rows';
import type { MatrixRow } from '../matrix/matrix-row';
import type { Scope } from '../matrix/scope';
import type { PageSpecification } from '../specification/page-specification';

const SCOPES: readonly Scope[] = ['own', 'others', 'shared'];

/**
 * The rows of a matrix, those of one scope after another.
 * @param owner slug of the organization whose principals the matrix is about; undefined for principals of none
 */
export function rowsOf(
  evidence: Evidence,
  owner: string | undefined,
  { rows: rowsOfApp, hasRow }: PageSpecification = {},
): MatrixRow[] {
  const ofApp = rowsOfApp?.(evidence, owner) ?? [];
  const isShared = ({ scope }: MatrixRow): boolean => scope === 'shared';
  const rows = [
    ...bucketRows(evidence, owner),
    ...keyRows(evidence, owner),
    ...ofApp.filter((row) => !isShared(row)),
    ...(owner === undefined ? [] : [everythingElse(evidence, owner)]),
    ...logRows(evidence, owner),
    ...platformKeyRows(evidence, owner),
    ...ofApp.filter(isShared),
    ...(owner === undefined ? [] : sharedCalls(evidence, hasRow)),
  ];
  return SCOPES.flatMap((scope) => rows.filter((row) => row.scope === scope));
}
