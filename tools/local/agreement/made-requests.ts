import type { Operation } from '../../../packages/isolation-proof/src/contract/contract';
import {
  type ConcreteRequest,
  isOutsider,
  nameOf,
} from '../../../packages/isolation-proof/src/decide/request';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import type { CallerClients } from '../caller-clients';
import { isRefusal } from '../refusal';
import type { Progress } from '../steps';
import { contractOf } from './contract-of';
import { realCall } from './real-calls';

/** What came of making requests of the contract. */
export interface MadeRequests {
  /** Rows that were made as requests, of all {@link rows}. */
  readonly made: number;
  readonly rows: number;
  /** A line for each row that did not come out as the contract says. */
  readonly wrong: readonly string[];
}

export interface Callers {
  /** Clients of a principal of the contract, by its ARN; undefined for one that nobody can be here. */
  readonly clientsOf: (arn: string, organization: string) => CallerClients | undefined;
  /** Puts the names that a deployment gave into a text of a request. */
  readonly text: (value: string) => string;
}

/**
 * Makes the requests of the contract with the AWS SDK, wherever a client can make them by itself.
 * An error that is no refusal means that the request was let through: what it asked for may not exist.
 */
export async function makeRequests(
  stacks: readonly StackTemplate[],
  callers: Callers,
  progress: Progress = () => undefined,
): Promise<MadeRequests> {
  const { operations } = contractOf(stacks);
  const organizations = [...new Set(operations.map(({ organization }) => organization))];
  let made = 0;
  const wrongOf = async (slug: string): Promise<string[]> => {
    const wrong: string[] = [];
    for (const operation of operations.filter(({ organization }) => organization === slug)) {
      const calls = callsOf(operation, callers);
      if (calls.length > 0) made += 1;
      progress(`${made} of ${operations.length} rows: ${operation.row}`);
      wrong.push(...(await unexpectedOutcomes(operation, calls)));
    }
    return wrong;
  };
  // One organization's requests in their order, since what one makes another may ask for; beside the others'.
  const wrong = await Promise.all(organizations.map(wrongOf));
  return { made, rows: operations.length, wrong: wrong.flat() };
}

interface RequestCall {
  readonly request: ConcreteRequest;
  readonly call: () => Promise<unknown>;
}

function callsOf(operation: Operation, callers: Callers): RequestCall[] {
  return operation.requests.flatMap((request) => {
    const call = callOf(request, operation, callers);
    return call === undefined ? [] : [{ request, call }];
  });
}

/** Makes the requests of one row; a line for each that does not come out as the contract says. */
async function unexpectedOutcomes(
  { row, organization, expected }: Operation,
  calls: readonly RequestCall[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { request, call } of calls) {
    const { requester, action, resource } = request;
    const outcome = await outcomeOf(action, call);
    if (outcome === expected) continue;
    wrong.push(
      `${organization}, row ${row}: ${nameOf(requester)} does ${action} on ${resource}: ` +
        `expected ${expected}, got ${outcome}`,
    );
  }
  return wrong;
}

function callOf(
  request: ConcreteRequest,
  { organization }: Operation,
  { clientsOf, text }: Callers,
): (() => Promise<unknown>) | undefined {
  const { requester } = request;
  const clients = isOutsider(requester) ? undefined : clientsOf(requester.arn, organization);
  return clients === undefined ? undefined : realCall(request, clients, text);
}

async function outcomeOf(action: string, call: () => Promise<unknown>): Promise<Operation['expected']> {
  try {
    await call();
  } catch (error) {
    if (isRefusal(error)) return isAboutAbsence(action, error) ? 'allowed' : 'denied';
    if (!isAnswer(error)) throw error;
  }
  return 'allowed';
}

/**
 * Whether S3 lets somebody read an object that is not there, and does not tell them so: whoever may not list the
 * bucket is refused, in these words.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
function isAboutAbsence(action: string, { message }: Error): boolean {
  return action.startsWith('s3:GetObject') && message.includes('not authorized to perform: s3:ListBucket ');
}

/** Whether a service answered, and had no doubt about who asked: then the request was let through. */
function isAnswer(error: unknown): boolean {
  if (!(error instanceof Error) || !('$metadata' in error)) return false;
  const { httpStatusCode = 500 } = error.$metadata as { httpStatusCode?: number };
  return httpStatusCode < 500 && httpStatusCode !== 401 && httpStatusCode !== 403;
}
