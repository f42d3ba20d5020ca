import {
  type ContractParts,
  contractOfTables,
} from '../../../packages/isolation-proof/src/contract/contract-of-tables';
import { type Kind, OTHER_REQUESTERS, PRINCIPAL_KINDS } from '../principal-kinds';
import type { Scene } from './platform-scene';
import { settingOf } from './scene';
import { TABLES } from './table';

/** What the platform's contract is put together from. */
export const CONTRACT_PARTS: ContractParts<Scene, Kind> = {
  kinds: PRINCIPAL_KINDS,
  others: OTHER_REQUESTERS,
  tables: TABLES,
  settingOf,
  alone: (scene) => ({ ...scene, other: scene.own }),
  sharedBoundary: true,
};

/** What organizations, and others about them, must be able to do, and must not. */
export const CONTRACT = contractOfTables(CONTRACT_PARTS);
