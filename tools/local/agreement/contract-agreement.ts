import { decide } from '../../../packages/isolation-proof/src/decide/decide';
import { type ConcreteRequest, nameOf } from '../../../packages/isolation-proof/src/decide/request';
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

/**
 * Asks the prover and the emulator about every request of the contract. They share no code: the one reads
 * templates, the other evaluates what is deployed.
 * @param ask decides a request in the emulated account
 */
export async function contractAgreement(
  stacks: readonly StackTemplate[],
  ask: (request: ConcreteRequest, organization: string) => Promise<EmulatorDecision>,
  progress: Progress = () => undefined,
): Promise<Agreement> {
  const { model, operations } = contractOf(stacks);
  const disagreements: Disagreement[] = [];
  let requests = 0;
  for (const [index, { row, organization, expected, requests: all }] of operations.entries()) {
    progress(`${index + 1}/${operations.length} ${row}`);
    const decided: { request: ConcreteRequest; prover: string; emulator: EmulatorDecision }[] = [];
    for (const request of all) {
      requests += 1;
      decided.push({
        request,
        prover: decide(model, request).outcome,
        emulator: await ask(request, organization),
      });
    }
    // All requests of what is possible are allowed; what is impossible has at least one that is denied.
    const isKept = (expected === 'denied') === decided.some(({ emulator }) => emulator.decision === 'denied');
    for (const { request, prover, emulator } of decided) {
      if (isKept && prover === emulator.decision) continue;
      const { action, resource } = request;
      const principal = nameOf(request.requester);
      disagreements.push({ row, organization, principal, action, resource, prover, emulator });
    }
  }
  return { operations: operations.length, requests, disagreements };
}

/** One line about a disagreement. */
export function describeDisagreement(disagreement: Disagreement): string {
  const { row, organization, principal, action, resource, prover, emulator } = disagreement;
  return (
    `${organization}, row ${row}: ${principal} does ${action} on ${resource}: ` +
    `the prover says ${prover}, the emulator ${emulator.decision} (${emulator.reason})`
  );
}
