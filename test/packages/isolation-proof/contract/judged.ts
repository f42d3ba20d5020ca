import type {
  Contract,
  Operation,
  TenantContract,
} from '../../../../packages/isolation-proof/src/contract/contract';
import {
  type ContractVerdict,
  judgeContract,
} from '../../../../packages/isolation-proof/src/contract/judge-contract';
import { readModel } from '../../../../packages/isolation-proof/src/model/model';
import type { Principal } from '../../../../packages/isolation-proof/src/model/principal';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { inlinePolicy, roleOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

export const TOPIC = `arn:aws:sns:eu-central-1:${ACCOUNT}:`;
export const allow = (Sid: string, resource: string, more: JsonObject = {}): JsonObject => ({
  Sid,
  Effect: 'Allow',
  Action: 'sns:*',
  Resource: `${TOPIC}${resource}`,
  ...more,
});
/** Of acme, whose role may publish to a topic, and more. */
export const MODEL = readModel(
  twoOrganizations({
    Role: roleOf(
      'acme',
      inlinePolicy(
        allow('Own', 'own'),
        allow('Deny', 'denied', { Effect: 'Deny' }),
        allow('Open', 'open${aws:PrincipalTag/none}'),
        allow('Unknown', 'unknown', { Condition: { StringEquals: { 'aws:SourceVpc': 'x' } } }),
        allow('Unheard', 'unheard', { Condition: { StringEquals: { 'aws:SourceVpce': 'x' } } }),
      ),
    ),
  }),
  { tags: TAGS },
);
export const ROLE = roleIn(MODEL);

/** The verdict on these operations of acme. */
export function judge(
  operations: readonly Operation[],
  { sharedBoundary, ...tenant }: Partial<TenantContract> & Pick<Contract, 'sharedBoundary'> = {},
  model = MODEL,
): ContractVerdict {
  const row = (id: string) => ({ id, sentence: id });
  const contract: Contract = {
    rows: { allowed: [row('kept'), row('other')], denied: [row('never')] },
    of: () => ({ operations, operationsAlone: () => [], absentKinds: [], unclassified: [], ...tenant }),
    ...(sharedBoundary === undefined ? {} : { sharedBoundary }),
  };
  return judgeContract(contract, { model, tenancy: undefined as never }, ['acme']);
}

function roleIn({ principals: [role] }: typeof MODEL): Principal {
  if (role === undefined) throw new Error('there is no role');
  return role;
}
