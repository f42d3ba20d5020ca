import { setTimeout } from 'node:timers/promises';
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  paginateGetQueryResults,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { PlatformError } from '../../../config/errors';
import { everyPage } from '../../../lib/account/every-page';

/** A query that did not succeed; the message is Athena's reason. */
export class QueryFailedError extends PlatformError {
  readonly code = 'QUERY_FAILED';

  constructor(message: string) {
    super(message);
    this.name = 'QueryFailedError';
  }
}

export interface Query {
  readonly sql: string;
  readonly workgroup: string;
  /** Where table names without a database are looked up. */
  readonly database: string;
}

export interface QueryResult {
  /** Rows without the header; null is the empty text. */
  readonly rows: readonly (readonly string[])[];
  /** URI of the result's object. */
  readonly output: string;
}

const POLL_MS = 100;
const RUNNING: readonly (string | undefined)[] = ['QUEUED', 'RUNNING'];

/**
 * Runs a SELECT to its end.
 * @throws QueryFailedError if it fails, and the service's error if it may not be started
 */
export async function runQuery(
  athena: AthenaClient,
  { sql, workgroup, database }: Query,
  signal?: AbortSignal,
): Promise<QueryResult> {
  const { QueryExecutionId } = await athena.send(
    new StartQueryExecutionCommand({
      QueryString: sql,
      WorkGroup: workgroup,
      QueryExecutionContext: { Database: database },
    }),
  );
  for (;;) {
    const { QueryExecution: execution } = await athena.send(
      new GetQueryExecutionCommand({ QueryExecutionId }),
    );
    const { State, StateChangeReason } = execution?.Status ?? {};
    if (State === 'SUCCEEDED') {
      const output = execution?.ResultConfiguration?.OutputLocation ?? '';
      return { rows: await rowsOf(athena, QueryExecutionId), output };
    }
    if (!RUNNING.includes(State))
      throw new QueryFailedError(StateChangeReason ?? `the query is ${String(State)}`);
    await setTimeout(POLL_MS, undefined, { signal });
  }
}

/** The first row of the first page has the names of the columns. */
async function rowsOf(client: AthenaClient, QueryExecutionId: string | undefined): Promise<string[][]> {
  const rows = await everyPage(
    paginateGetQueryResults({ client }, { QueryExecutionId }),
    ({ ResultSet }) => ResultSet?.Rows,
  );
  return rows.slice(1).map(({ Data = [] }) => Data.map(({ VarCharValue = '' }) => VarCharValue));
}
