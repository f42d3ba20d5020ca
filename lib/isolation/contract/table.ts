import type { Table } from '../../../packages/isolation-proof/src/contract/row';
import type { Kind } from '../principal-kinds';
import type { Fixtures } from './fixtures';
import { ADMINISTRATION } from './rows/administrator';
import { ARRIVALS } from './rows/arrivals';
import { AUDITS } from './rows/audit';
import { BREAK_GLASS } from './rows/break-glass';
import { CONNECTORS } from './rows/connector';
import { DATA } from './rows/data';
import { DELIVERED_AUDITS } from './rows/delivered-audit';
import { DEPLOYED_ROLES } from './rows/deployment-roles';
import { DEPLOYED_SERVICES } from './rows/deployment-services';
import { DEPLOYED_STORAGE } from './rows/deployment-storage';
import { IDENTITIES } from './rows/identity';
import { LOGS } from './rows/logs';
import { NODES } from './rows/node';
import { OPERATORS } from './rows/operators';
import { OPERATORS_OF_HUBS } from './rows/operators-of-hubs';
import { PIPELINE_CATALOG } from './rows/pipeline-catalog';
import { PIPELINE_DATA } from './rows/pipeline-data';
import { PIPELINE_IDENTITIES } from './rows/pipeline-identity';
import { QUERIES } from './rows/query';
import { REPORTS } from './rows/report';
import { SIGN_INS } from './rows/sign-in';
import { UPLOADS } from './rows/upload';

/** Of operators, break-glass, the deployment and the trail, which an environment has only if it asks for them. */
export const TABLES_OF_OPERATIONS: readonly Table<Fixtures, Kind>[] = [
  OPERATORS_OF_HUBS,
  OPERATORS,
  BREAK_GLASS,
  DEPLOYED_STORAGE,
  DEPLOYED_ROLES,
  DEPLOYED_SERVICES,
  AUDITS,
  DELIVERED_AUDITS,
];

/** The whole contract, by subject. */
export const TABLES: readonly Table<Fixtures, Kind>[] = [
  UPLOADS,
  CONNECTORS,
  QUERIES,
  DATA,
  IDENTITIES,
  REPORTS,
  SIGN_INS,
  NODES,
  ADMINISTRATION,
  LOGS,
  PIPELINE_DATA,
  PIPELINE_CATALOG,
  PIPELINE_IDENTITIES,
  ARRIVALS,
  ...TABLES_OF_OPERATIONS,
];
