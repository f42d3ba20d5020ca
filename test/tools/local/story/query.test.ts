import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { mockClient } from 'aws-sdk-client-mock';
import { QueryFailedError, runQuery } from '../../../../tools/local/story/query';

const client = new AthenaClient({ region: 'eu-central-1' });
const athena = mockClient(client);
const QUERY = { sql: 'SELECT 1', workgroup: 'ts-local-acme', database: 'ts_local_acme' };

const row = (...values: string[]) => ({ Data: values.map((VarCharValue) => ({ VarCharValue })) });
const state = (State: 'RUNNING' | 'SUCCEEDED' | 'FAILED', StateChangeReason?: string) => ({
  QueryExecution: {
    Status: { State, StateChangeReason },
    ResultConfiguration: { OutputLocation: 's3://results/acme/1.csv' },
  },
});

beforeEach(() => {
  athena.reset();
  athena.on(StartQueryExecutionCommand).resolves({ QueryExecutionId: '1' });
});

test('a query is waited for, and its rows are those of all pages without the header', async () => {
  athena
    .on(GetQueryExecutionCommand)
    .resolvesOnce(state('RUNNING'))
    .resolves(state('SUCCEEDED'))
    .on(GetQueryResultsCommand)
    .resolvesOnce({ ResultSet: { Rows: [row('instrument'), row('probe-1')] }, NextToken: 'more' })
    .resolves({ ResultSet: { Rows: [row('probe-2')] } });
  await expect(runQuery(client, QUERY)).resolves.toEqual({
    rows: [['probe-1'], ['probe-2']],
    output: 's3://results/acme/1.csv',
  });
  expect(athena.commandCalls(StartQueryExecutionCommand)[0]?.args[0].input).toEqual({
    QueryString: 'SELECT 1',
    WorkGroup: 'ts-local-acme',
    QueryExecutionContext: { Database: 'ts_local_acme' },
  });
});

test('a query that fails is an error with the reason of Athena', async () => {
  athena.on(GetQueryExecutionCommand).resolves(state('FAILED', 'SYNTAX_ERROR: line 1:1'));
  await expect(runQuery(client, QUERY)).rejects.toThrow(new QueryFailedError('SYNTAX_ERROR: line 1:1'));
});
