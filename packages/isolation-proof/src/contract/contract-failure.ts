import type { Decision } from '../decide/decide';
import { type ConcreteRequest, nameOf } from '../decide/request';
import type { Statement } from '../policies/statement';
import type { Operation } from './contract';

/** A row that does not come out as it has to, or an organization that rows cannot be asked of. */
export interface ContractFailure {
  /** Id of the row; `names` or `principals` where an organization has not what every row needs. */
  readonly row: string;
  readonly sentence: string;
  readonly organization: string;
  readonly expected: 'allowed' | 'denied';
  /** `open` if it depends on what AWS does not document. */
  readonly actual: Decision['outcome'];
  /** The request that came out wrong; absent where there is none. */
  readonly request?: FailedRequest;
  /** Why it came out so, as the end of a sentence. */
  readonly because: string;
  /** The statements that decided it. */
  readonly statements: readonly Statement[];
  /** Construct path or stack of what is wrong, where it is no statement. */
  readonly path?: string;
  readonly remedy: string;
}

export interface FailedRequest {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** The failure of a row of which a request is decided otherwise than expected. */
export function failureOf(
  row: Omit<Operation, 'requests'>,
  { requester, action, resource, context }: ConcreteRequest,
  decision: Decision,
): ContractFailure {
  const { outcome: actual, because, statements } = decision;
  const principal = nameOf(requester);
  const values = [...context].map(([key, value = '(absent)']): [string, string] => [
    key,
    [value].flat().join(', '),
  ]);
  return {
    ...row,
    actual,
    request: { principal, action, resource, context: Object.fromEntries(values) },
    because,
    statements,
    remedy: remedyFor(row.expected, decision, `${action} on ${resource} to ${principal}`),
  };
}

function remedyFor(
  expected: ContractFailure['expected'],
  { outcome, because, statements }: Decision,
  what: string,
): string {
  const named = statements.map(({ name, source }) => `${name} of ${source.path}`).join(' and ');
  if (outcome === 'open')
    return `Decide callers without the variable before ${named}, with a Null condition.`;
  if (expected === 'denied') return `Narrow ${named}, or deny the request in the policy of the resource.`;
  return statements.length === 0 ? `Allow ${what}: ${because}.` : `Take the request out of ${named}.`;
}
