import type { ConcreteRequest } from '../../../packages/isolation-proof/src/decide/request';
import type { CallerClients } from '../caller-clients';
import type { Calls } from './call';
import { CATALOG_CALLS } from './catalog-calls';
import { LOG_CALLS } from './log-calls';
import { PARAMETER_CALLS } from './parameter-calls';
import { QUERY_CALLS } from './query-calls';
import { QUEUE_CALLS } from './queue-calls';
import { S3_CALLS } from './s3-calls';

/** How the AWS SDK makes the requests of the contract that a client can make by itself. */
const CALLS: Calls = {
  ...S3_CALLS,
  ...PARAMETER_CALLS,
  ...QUERY_CALLS,
  ...CATALOG_CALLS,
  ...QUEUE_CALLS,
  ...LOG_CALLS,
};

/** Context that a client sets by what it sends. Whatever else a request says would have to be pretended. */
const SENT: ReadonlySet<string> = new Set([
  'aws:securetransport',
  's3:prefix',
  's3:tlsversion',
  's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  's3:x-amz-server-side-encryption-customer-algorithm',
]);

/**
 * How to make a request of the contract with the AWS SDK.
 * @param text puts in the names that a deployment gave
 * @returns undefined if no client can make it: it is a service's, or says what only a pretended session has
 */
export function realCall(
  request: ConcreteRequest,
  clients: CallerClients,
  text: (value: string) => string,
): (() => Promise<unknown>) | undefined {
  const { action, resource, context } = request;
  const call = CALLS[action];
  if (call === undefined || !isSendable(request)) return undefined;
  const [, , , , account = '', ...rest] = text(resource).split(':');
  const name = rest.join(':');
  const [bucket = '', ...key] = name.split('/');
  const value = (contextKey: string): string | undefined => {
    const found = context.get(contextKey);
    return typeof found === 'string' ? text(found) : undefined;
  };
  const s3 = isOverHttp(request) ? clients.s3OverHttp : clients.s3;
  return () => call({ bucket, key: key.join('/'), account, name, value, s3, clients });
}

function isSendable(request: ConcreteRequest): boolean {
  const { action, resource, context } = request;
  // Old versions of TLS have no test here: this machine's TLS library need not have them.
  const isThisTls = (context.get('s3:tlsversion') ?? '1.3') === '1.3';
  // Of the clients, only those of S3 are there over plain HTTP, too.
  const hasClient = !isOverHttp(request) || action.startsWith('s3:');
  // Glue asks for every level above what a request is about, and no request is about those levels alone.
  const isWhole = !action.startsWith('glue:') || resource.includes(levelOf(action));
  return isThisTls && hasClient && isWhole && [...context.keys()].every((key) => SENT.has(key));
}

/** What a request to Glue names. */
function levelOf(action: string): string {
  return action === 'glue:GetDatabase' ? ':database/' : ':table/';
}

function isOverHttp({ context }: ConcreteRequest): boolean {
  return context.get('aws:securetransport') === 'false';
}
