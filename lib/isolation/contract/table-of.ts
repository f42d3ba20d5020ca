import type { AllowedRow, DeniedRow, Table } from '../../../packages/isolation-proof/src/contract/row';
import type { Kind } from '../principal-kinds';
import type { Fixtures } from './fixtures';

/** Puts a table of rows together. The compiler sees to it that every twin is one of the rows that are allowed. */
export function tableOf<const Allowed extends Readonly<Record<string, AllowedRow<Fixtures, Kind>>>>(
  allowed: Allowed,
  denied: Readonly<Record<string, DeniedRow<Fixtures, Extract<keyof Allowed, string>>>> = {},
): Table<Fixtures, Kind> {
  return { allowed, denied };
}
