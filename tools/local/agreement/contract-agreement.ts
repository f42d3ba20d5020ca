import { decide } from '../../../packages/isolation-proof/src/decide/decide';
import { type ConcreteRequest, nameOf } from '../../../packages/isolation-proof/src/decide/request';
import type { Operation } from '../../../packages/isolation-proof/src/contract/contract';
import type { Model } from '../../../packages/isolation-proof/src/model/model';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import type { Progress } from '../steps';
import { contractOf } from './contract-of';
import type { EmulatorDecision } from './emulator-decision';

/** A request on which the contract, the prover and the emulator are not of one mind. */
export interface Disagreement {
  readonly row: string;
  readonly organization: string;
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly prover: string;
  readonly emulator: EmulatorDecision;
}

export interface Agreement {
  /** Rows of the contract, each for every principal that it is about. */
  readonly operations: number;
  readonly requests: number;
  readonly disagreements: readonly Disagreement[];
}

/** Decides a request in the emulated account. */
type Ask = (request: ConcreteRequest, organization: string) => Promise<EmulatorDecision>;

/** Operations that are asked about together, so that the emulator decides on one core while the prover does on another. */
const AT_ONCE = 16;

/**
 * Asks the prover and the emulator about every request of the contract. They share no code: the one reads
 * templates, the other evaluates what is deployed.
 */
export async function contractAgreement(
  stacks: readonly StackTemplate[],
  ask: Ask,
  progress: Progress = () => undefined,
): Promise<Agreement> {
  const { model, operations } = contractOf(stacks);
  const disagreements: Disagreement[] = [];
  for (let start = 0; start < operations.length; start += AT_ONCE) {
    const some = operations.slice(start, start + AT_ONCE);
    progress(`${start + some.length}/${operations.length} ${some[0]?.row ?? ''}`);
    const found = await Promise.all(some.map((operation) => disagreementsOn(operation, model, ask)));
    disagreements.push(...found.flat());
  }
  const requests = operations.reduce((sum, operation) => sum + operation.requests.length, 0);
  return { operations: operations.length, requests, disagreements };
}

async function disagreementsOn(
  { row, organization, expected, requests }: Operation,
  model: Model,
  ask: Ask,
): Promise<Disagreement[]> {
  const decided = await Promise.all(
    requests.map(async (request) => {
      const answer = ask(request, organization);
      return { request, prover: decide(model, request).outcome, emulator: await answer };
    }),
  );
  // All requests of what is possible are allowed; what is impossible has at least one that is denied.
  const isKept = (expected === 'denied') === decided.some(({ emulator }) => emulator.decision === 'denied');
  return decided.flatMap(({ request, prover, emulator }) => {
    if (isKept && prover === emulator.decision) return [];
    const { action, resource } = request;
    return [{ row, organization, principal: nameOf(request.requester), action, resource, prover, emulator }];
  });
}

/** One line about a disagreement. */
export function describeDisagreement(disagreement: Disagreement): string {
  const { row, organization, principal, action, resource, prover, emulator } = disagreement;
  return (
    `${organization}, row ${row}: ${principal} does ${action} on ${resource}: ` +
    `the prover says ${prover}, the emulator ${emulator.decision} (${emulator.reason})`
  );
}
