import { z } from 'zod';
import type { Facts } from '../../../packages/isolation-proof/src/policies/facts';
import { type ConcreteRequest, isOutsider } from '../../../packages/isolation-proof/src/decide/request';
import type { LocalEndpoint } from '../endpoint';
import { askEmulator } from '../emulator-api';
import { type PhysicalIds, withPhysicalIds } from './physical-ids';

/** What the emulator's own evaluation of the deployed policies says of a request. */
const decisionSchema = z.object({
  decision: z.enum(['allowed', 'denied']),
  reason: z.string(),
});

export type EmulatorDecision = z.output<typeof decisionSchema>;

/** Whom the emulator knows under another name than the prover. */
export type StandIns = ReadonlyMap<string, string>;

export interface AskEmulator {
  readonly endpoint: LocalEndpoint;
  readonly ids: PhysicalIds;
  /** ARNs of the account, by the ARN in the prover's request. */
  readonly standIns: StandIns;
}

/**
 * Has the emulator decide a request of the contract.
 * @throws EmulatorError if it cannot
 */
export async function emulatorDecision(
  request: ConcreteRequest,
  { endpoint, ids, standIns }: AskEmulator,
): Promise<EmulatorDecision> {
  const { requester, action, resource, context } = request;
  const text = (value: string): string => withPhysicalIds(value, ids);
  const values = [...sessionKeys(request), ...context].map(([key, value]): [string, unknown] => [
    key,
    value === undefined ? null : typeof value === 'string' ? text(value) : value.map(text),
  ]);
  return askEmulator(endpoint, ['POST', 'decide'], decisionSchema, {
    principal: isOutsider(requester) ? requester : principalOf(requester.arn, standIns),
    action,
    resource: text(resource),
    context: Object.fromEntries(values),
  });
}

/** A certificate is whoever has its IoT policy. */
function principalOf(arn: string, standIns: StandIns): unknown {
  const [, certificatePolicy] = /:policy\/([^/]+)$/.exec(arn) ?? [];
  return certificatePolicy !== undefined && arn.includes(':iot:')
    ? { certificatePolicy }
    : (standIns.get(arn) ?? arn);
}

/** What is in a hub's session, and not in its role. */
function sessionKeys({ requester }: ConcreteRequest): [string, string][] {
  const facts: Facts = isOutsider(requester) ? new Map() : requester.facts;
  return [...facts].flatMap(([key, fact]): [string, string][] =>
    key.startsWith('credentials-iot:') && fact.kind === 'text' ? [[key, fact.text]] : [],
  );
}
