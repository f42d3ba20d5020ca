import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetQueryExecutionCommand,
  paginateGetQueryResults,
  type Row,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Naming } from '../../config/naming';
import type { OrgSlug } from '../../config/org-slug';
import { awsCallError, namesDeniedAction } from '../account/aws-call-error';
import { NotDeployedError } from '../account/errors';
import type { AuditClients } from './audit-clients';
import { AuditQueryError } from './errors';

/** One line of an answer: values by the names of columns, in their order, without those that are NULL. */
export type AnswerRow = Readonly<Record<string, string>>;

export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly AnswerRow[];
  readonly queryId: string;
  readonly bytesScanned: number;
}

const FIRST_WAIT = 200;
const LONGEST_WAIT = 2_000;

/**
 * Asks the trail, in the audit's workgroup, and waits for the answer.
 * @param tell is told how far Athena is.
 * @throws AuditQueryError if Athena ends the query in another way than with success, and AwsCallError if that is
 * because another service denies it.
 */
export async function askTrail(
  { athena }: Pick<AuditClients, 'athena'>,
  naming: Naming,
  sql: string,
  tell: (line: string) => void,
): Promise<Answer> {
  const { QueryExecutionId: queryId = '' } = await athena.send(
    new StartQueryExecutionCommand({
      QueryString: sql,
      WorkGroup: naming.shared.auditWorkgroup,
      QueryExecutionContext: { Database: naming.shared.auditDatabase },
    }),
  );
  const bytesScanned = await waitForEnd(athena, queryId, tell);
  const lines: Row[] = [];
  for await (const { ResultSet: results } of paginateGetQueryResults(
    { client: athena },
    { QueryExecutionId: queryId },
  )) {
    lines.push(...(results?.Rows ?? []));
  }
  // The first row of the first page is the header.
  const [header = [], ...data] = lines.map(({ Data: values = [] }) =>
    values.map(({ VarCharValue }) => VarCharValue),
  );
  const columns = header.map((name) => name ?? '');
  return { columns, rows: data.map((values) => rowOf(columns, values)), queryId, bytesScanned };
}

async function waitForEnd(
  athena: AuditClients['athena'],
  queryId: string,
  tell: (line: string) => void,
): Promise<number> {
  let told = '';
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    const { QueryExecution: execution } = await athena.send(
      new GetQueryExecutionCommand({ QueryExecutionId: queryId }),
    );
    const state = execution?.Status?.State ?? 'unknown';
    if (state === 'SUCCEEDED') return execution?.Statistics?.DataScannedInBytes ?? 0;
    if (state !== 'QUEUED' && state !== 'RUNNING') {
      throw endOf(queryId, state, execution?.Status?.StateChangeReason);
    }
    if (wait >= LONGEST_WAIT && state !== told) {
      told = state;
      tell(`query ${queryId} is ${state}`);
    }
    await sleep(wait);
  }
}

/** Athena asks other services in the caller's name, and repeats in its reason what one of them says who denies it. */
function endOf(queryId: string, state: string, reason: string | undefined): Error {
  if (reason === undefined || !namesDeniedAction(reason)) return new AuditQueryError(queryId, state, reason);
  const denied = Object.assign(new Error(reason), { name: 'AccessDenied' });
  return awsCallError({ action: 'athena:StartQueryExecution', resource: '', confidential: false }, denied);
}

function rowOf(columns: readonly string[], values: readonly (string | undefined)[]): AnswerRow {
  const pairs = columns.flatMap((column, index): [string, string][] => {
    const value = values[index];
    return value === undefined ? [] : [[column, value]];
  });
  return Object.fromEntries(pairs);
}

/**
 * The ARN of an organization's key, out of its stack: the one name of its own that nothing composes.
 * @throws NotDeployedError if the stack tells none.
 */
export async function organizationKeyArn(
  { cloudformation }: Pick<AuditClients, 'cloudformation'>,
  naming: Naming,
  slug: OrgSlug,
): Promise<string> {
  const { stack } = naming.organization(slug);
  const { Stacks: stacks = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName: stack }));
  const outputs = stacks[0]?.Outputs ?? [];
  const arn = outputs.find(({ OutputKey }) => OutputKey === 'KeyArn')?.OutputValue;
  if (arn === undefined) {
    throw new NotDeployedError(`key of organization ${slug}`, naming.environment.name, stack);
  }
  return arn;
}
