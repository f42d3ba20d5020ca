import type { TenantModel } from '../tenancy/tenancy';
import type { Contract, ContractRow, Operation } from './contract';
import { type Denial, deniedRowsOf } from './denied-rows';
import type { OtherRequester } from './other-requester';
import type { PrincipalKind } from './principal-kind';
import { requestsOf } from './requests';
import { requestersIn, type Requesters, requestersOf } from './requesters';
import type { AllowedRow, Table } from './row';
import type { Setting } from './setting';
import { Vocabulary } from './vocabulary';

/** What a contract is put together from. */
export interface ContractParts<Fixtures, Kind extends string> extends Pick<Contract, 'sharedBoundary'> {
  /** Kinds of principals that a tenant has. */
  readonly kinds: readonly PrincipalKind<Kind>[];
  /**
   * Whoever else makes requests.
   * @default - nobody
   */
  readonly others?: readonly OtherRequester<Kind>[];
  readonly tables: readonly Table<Fixtures, Kind>[];
  /**
   * Reads off the templates what the requests of a tenant are made of.
   * @returns names that the templates do not give, if there are any
   */
  readonly settingOf: (
    known: TenantModel,
    tenant: string,
    requesters: Requesters<Kind>,
  ) => Setting<Fixtures> | { readonly missing: readonly string[] };
  /** The fixtures with the tenant's own names in the place of another tenant's. */
  readonly alone: (fixtures: Fixtures) => Fixtures;
}

/**
 * Puts a contract together from tables of rows.
 * @throws RangeError if a row is about a kind that there is not
 */
export function contractOfTables<Fixtures, Kind extends string>({
  kinds,
  others = [],
  tables,
  settingOf,
  alone,
  ...rest
}: ContractParts<Fixtures, Kind>): Contract {
  const vocabulary = new Vocabulary(kinds, others);
  const rows = tables.map((table) => ({
    allowed: Object.entries(table.allowed).map(([id, row]): Allowance<Fixtures, Kind> => {
      return { id, sentence: vocabulary.sentenceOf(row), row };
    }),
    denied: deniedRowsOf(table, vocabulary),
  }));
  return {
    ...rest,
    rows: {
      allowed: rows.flatMap(({ allowed }) => allowed.map(forPeople)),
      denied: rows.flatMap(({ denied }) => denied.map(forPeople)),
    },
    of: (known, tenant) => {
      const { requesters, absentKinds, unclassified } = requestersOf(kinds, others, known, tenant);
      const setting = settingOf(known, tenant, requesters);
      if ('missing' in setting) return setting;
      const operationsIn = (fixtures: Fixtures): Operation[] =>
        rows.flatMap(({ allowed, denied }) => [
          ...allowed.flatMap((row) => allowedOperations(row, tenant, { ...setting, fixtures }, requesters)),
          ...denied.flatMap((row) => deniedOperations(row, tenant, fixtures, requesters)),
        ]);
      return {
        // To tell forms apart, only the others are asked for.
        get operations() {
          return operationsIn(setting.fixtures);
        },
        operationsAlone: () => operationsIn(alone(setting.fixtures)),
        absentKinds,
        unclassified,
      };
    },
  };
}

interface Allowance<Fixtures, Kind extends string> extends ContractRow {
  readonly row: AllowedRow<Fixtures, Kind>;
}

function forPeople({ id, sentence }: ContractRow): ContractRow {
  return { id, sentence };
}

/** A row for one tenant, once for each principal that it is about. */
function allowedOperations<Fixtures, Kind extends string>(
  { id, sentence, row }: Allowance<Fixtures, Kind>,
  organization: string,
  { fixtures, isSuspended }: Setting<Fixtures>,
  requesters: Requesters<Kind>,
): Operation[] {
  const expected = isSuspended && row.evenSuspended !== true ? 'denied' : 'allowed';
  return requestersIn(row, requesters).map((requester) => ({
    row: id,
    sentence,
    organization,
    expected,
    requests: requestsOf(row, requester, fixtures),
  }));
}

/** A row for one tenant, once for each of its requests. */
function deniedOperations<Fixtures, Kind extends string>(
  { id, sentence, requests }: Denial<Fixtures, Kind>,
  organization: string,
  fixtures: Fixtures,
  requesters: Requesters<Kind>,
): Operation[] {
  return requests(fixtures, requesters).map((request) => ({
    row: id,
    sentence,
    organization,
    expected: 'denied',
    requests: [request],
  }));
}
