import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { Naming } from '../../../config/naming';
import { askTrail } from '../../../lib/audit/ask-trail';
import { identity } from '../../config/identity';

const NAMING = new Naming(identity());

/** Athena, whose query takes these states, and whose result has these pages. */
function athena(
  states: readonly string[],
  pages: readonly (readonly (string | undefined)[])[][],
  reason = 'COLUMN_NOT_FOUND:\n line 1',
) {
  const left = [...states];
  const asked: unknown[] = [];
  const send = (command: unknown): Promise<unknown> => {
    if (command instanceof StartQueryExecutionCommand) {
      asked.push(command.input);
      return Promise.resolve({ QueryExecutionId: 'q-1' });
    }
    if (command instanceof GetQueryExecutionCommand) {
      const Status = { State: left.shift(), StateChangeReason: reason };
      return Promise.resolve({ QueryExecution: { Status, Statistics: { DataScannedInBytes: 12 } } });
    }
    if (!(command instanceof GetQueryResultsCommand)) throw new Error('nobody asks for that');
    const number = Number(command.input.NextToken ?? 0);
    const Rows = (pages[number] ?? []).map((row) => ({
      Data: row.map((value) => ({ VarCharValue: value })),
    }));
    const NextToken = number + 1 < pages.length ? String(number + 1) : undefined;
    return Promise.resolve({ ResultSet: { Rows }, NextToken });
  };
  const client = new AthenaClient({ region: 'eu-central-1' });
  Object.assign(client, { send });
  return { client, asked };
}

test('an answer is read to its last page, without the header and without NULL', async () => {
  const { client, asked } = athena(
    ['QUEUED', 'RUNNING', 'SUCCEEDED'],
    [
      [
        ['caller', 'person'],
        ['a', undefined],
      ],
      [['b', 'c']],
      [],
    ],
  );
  expect(await askTrail({ athena: client }, NAMING, 'SELECT 1', () => undefined)).toEqual({
    columns: ['caller', 'person'],
    rows: [{ caller: 'a' }, { caller: 'b', person: 'c' }],
    queryId: 'q-1',
    bytesScanned: 12,
  });
  expect(asked).toEqual([
    {
      QueryString: 'SELECT 1',
      WorkGroup: 'ts-dev--audit',
      QueryExecutionContext: { Database: 'ts_dev__audit' },
    },
  ]);
});

test.each(['FAILED', 'CANCELLED'])('a query that is %s is an error of one line', async (state) => {
  const { client } = athena(['RUNNING', state], []);
  await expect(askTrail({ athena: client }, NAMING, 'SELECT 1', () => undefined)).rejects.toThrow(
    `query q-1 ended as ${state}: COLUMN_NOT_FOUND: line 1`,
  );
});

test('a query that is denied what it reads is a denied call, so that the role is named that may', async () => {
  const reason =
    'Permission denied on S3 path: s3://trail/: User: arn:aws:iam::1:root is not authorized to perform: s3:ListBucket ' +
    'on resource: "arn:aws:s3:::trail" with an explicit deny in a resource-based policy (Service: Amazon S3)';
  const { client } = athena(['FAILED'], [], reason);
  await expect(askTrail({ athena: client }, NAMING, 'SELECT 1', () => undefined)).rejects.toMatchObject({
    code: 'AWS_DENIED',
    message: expect.stringMatching(/^AWS denies s3:ListBucket on arn:aws:s3:::trail; /) as string,
  });
});
