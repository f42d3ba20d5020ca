import { readFileSync } from 'node:fs';
import {
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  type PolicyViolation,
} from 'aws-cdk-lib';
import type { EnvironmentIdentity } from '../../config/naming';
import type { Violation } from '../isolation/claims/claim';
import { UndecidedError } from '../isolation/errors';
import type { Json } from '../isolation/json';
import type { ContractFailure } from '../isolation/contract/judge-contract';
import { failureText } from '../isolation/contract-report';
import { violationText } from '../isolation/report';
import { verify } from '../isolation/verify';
import { readTemplate, type StackTemplate } from '../isolation/template';

/** A template as it was synthesized, with the name of its stack. */
export interface NamedTemplate {
  readonly name: string;
  readonly template: Json;
}

/**
 * Makes the synth fail unless the isolation of the organizations is proved from the templates. Judges all
 * stacks of the app, and the shared stack where it is not among them.
 */
export class IsolationProof implements IPolicyValidationPlugin {
  readonly name = 'IsolationProof';

  /**
   * @param environment where all stacks are deployed to
   * @param sharedTemplates templates that the stacks of the app refer to by name and that are not in the app
   */
  constructor(
    private readonly environment: EnvironmentIdentity,
    private readonly sharedTemplates: () => readonly NamedTemplate[],
  ) {}

  validate({ stackTemplates }: IPolicyValidationContext): PolicyValidationPluginReport {
    try {
      const own = stackTemplates.map(({ stackConstructPath: name, templatePath }) => ({
        name,
        template: JSON.parse(readFileSync(templatePath, 'utf8')) as Json,
      }));
      const { proof, contract } = verify(
        [...own, ...this.sharedTemplates()].map((named) => this.stackOf(named)),
      );
      const violations = [
        ...proof.claims.flatMap(({ id, title, violations: found }) =>
          found.map((violation) => policyViolation(id, title, violation)),
        ),
        ...contract.failures.map(brokenContract),
      ];
      return { success: violations.length === 0, violations };
    } catch (error) {
      if (!(error instanceof UndecidedError)) throw error;
      return {
        success: false,
        violations: error.unknowns.map(({ place, reason }) => undecided(place, reason)),
      };
    }
  }

  private stackOf({ name, template }: NamedTemplate): StackTemplate {
    const { account, region } = this.environment;
    const stack = readTemplate(name, template, {
      account,
      region: region.name,
      partition: region.partition,
      dnsSuffix: region.dnsSuffix,
    });
    if (typeof stack === 'string') throw new UndecidedError([{ place: name, reason: stack }]);
    return stack;
  }
}

function policyViolation(claim: string, title: string, violation: Violation): PolicyViolation {
  const resources = violation.statements.map(({ name, source }) => ({
    constructPath: source.path,
    resourceLogicalId: source.logicalId,
    locations: [`statement ${name}`],
  }));
  return {
    ruleName: `isolation/${claim}`,
    description: `${title}. Not so:\n${violationText(violation)}`,
    severity: 'error',
    // A violation without a resource would not fail the synth.
    violatingResources:
      resources.length > 0 ? resources : [{ constructPath: violation.path ?? claim, locations: [] }],
  };
}

function brokenContract(failure: ContractFailure): PolicyViolation {
  const { row, organization, statements, path } = failure;
  const resources = statements.map(({ name, source }) => ({
    constructPath: source.path,
    resourceLogicalId: source.logicalId,
    locations: [`statement ${name}`],
  }));
  return {
    ruleName: `isolation/contract/${row}`,
    description: `A request does not come out as it has to:\n${failureText(failure)}`,
    severity: 'error',
    violatingResources:
      resources.length > 0 ? resources : [{ constructPath: path ?? organization, locations: [] }],
  };
}

function undecided(place: string, reason: string): PolicyViolation {
  return {
    ruleName: 'isolation/undecided',
    description: `${place}: ${reason}. What is not understood is not proved.`,
    severity: 'error',
    violatingResources: [{ constructPath: place, locations: [] }],
  };
}
