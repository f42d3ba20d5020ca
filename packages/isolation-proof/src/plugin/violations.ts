import type { PolicyViolation } from 'aws-cdk-lib/core';
import type { Violation } from '../claims/claim';
import type { ContractFailure } from '../contract/contract-failure';
import type { Statement } from '../policies/statement';
import { failureText } from '../report/contract-report';
import { violationText } from '../report/report';
import type { UnknownReason } from '../templates/errors';

/** The CDK lets an acknowledgement silence what is less: a proof that does not hold is mended, or the app is not deployed. */
const SEVERITY = 'fatal';

/** A claim that does not hold, as the CDK reports it. */
export function violatedClaim(claim: string, title: string, violation: Violation): PolicyViolation {
  return {
    ruleName: `isolation/${claim}`,
    description: `Claim violated: ${title}\n${violationText(violation)}`,
    severity: SEVERITY,
    violatingResources: resourcesOf(violation.statements, violation.path ?? claim),
  };
}

/** A request that does not come out as the contract says. */
export function brokenContract(failure: ContractFailure): PolicyViolation {
  const { row, organization, statements, path } = failure;
  return {
    ruleName: `isolation/contract/${row}`,
    description: `A request does not come out as expected:\n${failureText(failure)}`,
    severity: SEVERITY,
    violatingResources: resourcesOf(statements, path ?? organization),
  };
}

/** Something that is not understood, or that is missing. */
export function undecided({ places, reason }: UnknownReason): PolicyViolation {
  return {
    ruleName: 'isolation/undecided',
    description: `Cannot prove isolation: ${places.join(', ')}: ${reason}`,
    severity: SEVERITY,
    violatingResources: places.map((constructPath) => ({ constructPath, locations: [] })),
  };
}

/**
 * Says that there are findings, and of what. The CDK CLI leaves out findings in stacks that were not selected, and takes
 * the proof for successful if that were all; a finding without a place it always shows. What is deployed is proved by
 * all stacks together, so that a finding in one counts for each.
 */
export function notProved(violations: readonly PolicyViolation[]): PolicyViolation {
  const findings = violations.map(({ ruleName, violatingResources }) => {
    const places = new Set(violatingResources.flatMap(({ constructPath }) => constructPath ?? []));
    return `  ${ruleName}${places.size === 0 ? '' : `: ${[...places].join(', ')}`}`;
  });
  return {
    ruleName: 'isolation/not-proved',
    description: `Isolation is not proved: ${violations.length === 1 ? 'one finding' : `${violations.length} findings`}\n${[...new Set(findings)].join('\n')}`,
    severity: SEVERITY,
    violatingResources: [{ locations: [] }],
  };
}

/**
 * The same, naming constructs of the app's stacks only. The CDK CLI leaves out a finding of which it knows no construct,
 * such as one in a template that is not synthesized here, or about an organization: that has to be without a place.
 */
export function placedIn(stacks: readonly string[], violation: PolicyViolation): PolicyViolation {
  const isOurs = (path: string): boolean =>
    stacks.some((stack) => path === stack || path.startsWith(`${stack}/`));
  const ours = violation.violatingResources.filter(({ constructPath = '' }) => isOurs(constructPath));
  const others = violation.violatingResources.flatMap(({ constructPath = '' }) =>
    isOurs(constructPath) ? [] : [constructPath],
  );
  if (others.length === 0) return violation;
  const unsaid = [...new Set(others)].filter((path) => !violation.description.includes(path));
  return {
    ...violation,
    description: [violation.description, ...unsaid.map((path) => `at: ${path}`)].join('\n'),
    violatingResources: ours.length === 0 ? [{ locations: [] }] : ours,
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
