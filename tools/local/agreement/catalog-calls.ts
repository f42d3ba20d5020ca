import {
  BatchCreatePartitionCommand,
  BatchDeletePartitionCommand,
  BatchGetPartitionCommand,
  CreatePartitionCommand,
  CreateTableCommand,
  DeletePartitionCommand,
  DeleteTableCommand,
  GetDatabaseCommand,
  GetPartitionCommand,
  GetPartitionsCommand,
  GetTableCommand,
  GetTablesCommand,
  UpdatePartitionCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-glue';
import type { Call, Calls } from './call';

const Values = ['example'];

/** Requests to the Data Catalog. */
export const CATALOG_CALLS: Calls = {
  'glue:GetDatabase': ({ clients: { glue }, name }) =>
    glue.send(new GetDatabaseCommand({ Name: tableIn(name).DatabaseName })),
  'glue:GetTable': on(({ glue }, { DatabaseName, TableName }) =>
    glue.send(new GetTableCommand({ DatabaseName, Name: TableName })),
  ),
  'glue:GetTables': on(({ glue }, { DatabaseName }) => glue.send(new GetTablesCommand({ DatabaseName }))),
  'glue:GetPartition': on(({ glue }, table) =>
    glue.send(new GetPartitionCommand({ ...table, PartitionValues: Values })),
  ),
  'glue:GetPartitions': on(({ glue }, table) => glue.send(new GetPartitionsCommand(table))),
  'glue:BatchGetPartition': on(({ glue }, table) =>
    glue.send(new BatchGetPartitionCommand({ ...table, PartitionsToGet: [{ Values }] })),
  ),
  'glue:CreateTable': on(({ glue }, { DatabaseName, TableName }) =>
    glue.send(new CreateTableCommand({ DatabaseName, TableInput: { Name: TableName } })),
  ),
  'glue:UpdateTable': on(({ glue }, { DatabaseName, TableName }) =>
    glue.send(new UpdateTableCommand({ DatabaseName, TableInput: { Name: TableName } })),
  ),
  'glue:DeleteTable': on(({ glue }, { DatabaseName, TableName }) =>
    glue.send(new DeleteTableCommand({ DatabaseName, Name: TableName })),
  ),
  'glue:CreatePartition': on(({ glue }, table) =>
    glue.send(new CreatePartitionCommand({ ...table, PartitionInput: { Values } })),
  ),
  'glue:UpdatePartition': on(({ glue }, table) =>
    glue.send(
      new UpdatePartitionCommand({ ...table, PartitionValueList: Values, PartitionInput: { Values } }),
    ),
  ),
  'glue:DeletePartition': on(({ glue }, table) =>
    glue.send(new DeletePartitionCommand({ ...table, PartitionValues: Values })),
  ),
  'glue:BatchCreatePartition': on(({ glue }, table) =>
    glue.send(new BatchCreatePartitionCommand({ ...table, PartitionInputList: [{ Values }] })),
  ),
  'glue:BatchDeletePartition': on(({ glue }, table) =>
    glue.send(new BatchDeletePartitionCommand({ ...table, PartitionsToDelete: [{ Values }] })),
  ),
};

interface Table {
  readonly DatabaseName: string;
  readonly TableName: string;
}

function on(send: (clients: Call['clients'], table: Table) => Promise<unknown>): Calls[string] {
  return ({ clients, name }) => send(clients, tableIn(name));
}

/** Of `table/<database>/<table>` or `database/<database>`. */
function tableIn(name: string): Table {
  const [, DatabaseName = '', TableName = ''] = name.split('/');
  return { DatabaseName, TableName };
}
