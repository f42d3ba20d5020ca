import type { AllowedRow, DeniedRow, Table } from '../../../packages/isolation-proof/src/contract/row';
import type { Kind } from '../principal-kinds';
import type { Scene } from './platform-scene';

/** Puts a table of rows together. The compiler sees to it that every twin is one of the rows that are allowed. */
export function tableOf<const Allowed extends Readonly<Record<string, AllowedRow<Scene, Kind>>>>(
  allowed: Allowed,
  denied: Readonly<Record<string, DeniedRow<Scene, Extract<keyof Allowed, string>>>> = {},
): Table<Scene, Kind> {
  return { allowed, denied };
}
