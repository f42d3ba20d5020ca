import type { PolicyViolation } from 'aws-cdk-lib';
import type { Violation } from '../claims/claim';
import type { ContractFailure } from '../contract/contract-failure';
import type { Statement } from '../policies/statement';
import { failureText } from '../report/contract-report';
import { violationText } from '../report/report';
import type { UnknownReason } from '../templates/errors';

/** A claim that does not hold, as the CDK reports it. */
export function violatedClaim(claim: string, title: string, violation: Violation): PolicyViolation {
  return {
    ruleName: `isolation/${claim}`,
    description: `Claim violated: ${title}\n${violationText(violation)}`,
    severity: 'error',
    violatingResources: resourcesOf(violation.statements, violation.path ?? claim),
  };
}

/** A request that does not come out as the contract says. */
export function brokenContract(failure: ContractFailure): PolicyViolation {
  const { row, organization, statements, path } = failure;
  return {
    ruleName: `isolation/contract/${row}`,
    description: `A request does not come out as expected:\n${failureText(failure)}`,
    severity: 'error',
    violatingResources: resourcesOf(statements, path ?? organization),
  };
}

/** Something that is not understood, or that is missing. */
export function undecided({ places, reason }: UnknownReason): PolicyViolation {
  return {
    ruleName: 'isolation/undecided',
    description: `Cannot prove isolation: ${places.join(', ')}: ${reason}`,
    severity: 'error',
    violatingResources: places.map((constructPath) => ({ constructPath, locations: [] })),
  };
}

/** @param place what is named where no statement is: a violation without a resource would not fail the synth */
function resourcesOf(statements: readonly Statement[], place: string): PolicyViolation['violatingResources'] {
  if (statements.length === 0) return [{ constructPath: place, locations: [] }];
  return statements.map(({ name, source }) => ({
    constructPath: source.path,
    resourceLogicalId: source.logicalId,
    locations: [`statement ${name}`],
  }));
}
