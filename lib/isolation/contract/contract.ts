import {
  type ContractParts,
  contractOfTables,
} from '../../../packages/isolation-proof/src/contract/contract-of-tables';
import { OTHER_REQUESTERS } from '../other-requesters';
import { type Kind, PRINCIPAL_KINDS } from '../principal-kinds';
import type { Fixtures } from './fixtures';
import { settingOf } from './setting';
import { TABLES } from './table';

/** What the platform's contract is put together from. */
export const CONTRACT_PARTS: ContractParts<Fixtures, Kind> = {
  kinds: PRINCIPAL_KINDS,
  others: OTHER_REQUESTERS,
  tables: TABLES,
  settingOf,
  alone: (fixtures) => ({ ...fixtures, other: fixtures.own }),
  sharedBoundary: true,
};

/** What organizations, and others about them, must be able to do, and must not. */
export const CONTRACT = contractOfTables(CONTRACT_PARTS);
