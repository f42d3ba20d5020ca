import {
  GetDataCatalogCommand,
  GetWorkGroupCommand,
  ListQueryExecutionsCommand,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import type { Calls } from './call';

/** Requests to Athena. Those about a query name it by its id, and there is none here to name. */
export const QUERY_CALLS: Calls = {
  'athena:StartQueryExecution': ({ clients: { athena }, name }) =>
    athena.send(new StartQueryExecutionCommand({ QueryString: 'SELECT 1', WorkGroup: last(name) })),
  'athena:ListQueryExecutions': ({ clients: { athena }, name }) =>
    athena.send(new ListQueryExecutionsCommand({ WorkGroup: last(name) })),
  'athena:GetWorkGroup': ({ clients: { athena }, name }) =>
    athena.send(new GetWorkGroupCommand({ WorkGroup: last(name) })),
  'athena:GetDataCatalog': ({ clients: { athena }, name }) =>
    athena.send(new GetDataCatalogCommand({ Name: last(name) })),
};

/** Of `workgroup/<name>` or `datacatalog/<name>`. */
function last(name: string): string {
  return name.replace(/^[^/]*\//, '');
}
