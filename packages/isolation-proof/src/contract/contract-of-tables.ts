import type { TenantModel } from '../tenancy/tenancy';
import type { Contract, ContractRow, Operation } from './contract';
import { changedRequests, requestsOf } from './requests';
import type { Table } from './row';
import type { Setting } from './setting';

/** What a contract is put together from. */
export interface ContractParts<Scene, Kind extends string> extends Pick<Contract, 'sharedBoundary'> {
  readonly tables: readonly Table<Scene, Kind>[];
  /**
   * Reads off the templates what the requests of a tenant are made of.
   * @returns names that the templates do not give, if there are any
   */
  readonly settingOf: (
    known: TenantModel,
    tenant: string,
  ) => Setting<Scene, Kind> | { readonly missing: readonly string[] };
  /** The scene with the tenant's own names in the place of another tenant's. */
  readonly alone: (scene: Scene) => Scene;
  /** Kinds of principals that every tenant has to have. */
  readonly requiredKinds: readonly Kind[];
}

/** Puts a contract together from tables of rows. */
export function contractOfTables<Scene, Kind extends string>({
  tables,
  settingOf,
  alone,
  requiredKinds,
  ...rest
}: ContractParts<Scene, Kind>): Contract {
  return {
    ...rest,
    rows: { allowed: rowsOf(tables, 'allowed'), denied: rowsOf(tables, 'denied') },
    of: (known, tenant) => {
      const setting = settingOf(known, tenant);
      if ('missing' in setting) return setting;
      return {
        operations: operationsOf(tables, tenant, setting),
        operationsAlone: () => operationsOf(tables, tenant, { ...setting, scene: alone(setting.scene) }),
        absentKinds: requiredKinds.filter((kind) => setting.requesters[kind].length === 0),
        unclassified: setting.unclassified,
      };
    },
  };
}

function rowsOf<Scene, Kind extends string>(
  tables: readonly Table<Scene, Kind>[],
  side: 'allowed' | 'denied',
): ContractRow[] {
  return tables.flatMap((table) =>
    Object.entries<{ readonly sentence: string }>(table[side]).map(([id, { sentence }]) => ({
      id,
      sentence,
    })),
  );
}

/** Every row for one tenant, once for each principal that it is about. */
function operationsOf<Scene, Kind extends string>(
  tables: readonly Table<Scene, Kind>[],
  organization: string,
  { scene, requesters, isSuspended }: Setting<Scene, Kind>,
): Operation[] {
  return tables.flatMap(({ allowed, denied }) => [
    ...Object.entries(allowed).flatMap(([row, operation]): Operation[] => {
      const expected = isSuspended && operation.evenSuspended !== true ? 'denied' : 'allowed';
      return requesters[operation.by].map((requester) => ({
        row,
        sentence: operation.sentence,
        organization,
        expected,
        requests: requestsOf(operation, requester, scene),
      }));
    }),
    ...Object.entries(denied).flatMap(([row, denial]): Operation[] =>
      changedRequests(denial, allowed, scene, requesters).map((request) => ({
        row,
        sentence: denial.sentence,
        organization,
        expected: 'denied',
        requests: [request],
      })),
    ),
  ]);
}
