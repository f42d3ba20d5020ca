import { readFileSync } from 'node:fs';
import {
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  type PolicyViolation,
} from 'aws-cdk-lib';
import { type EnvironmentIdentity, ORG_SLUG_TAG } from '../../config/naming';
import type { Violation } from '../../packages/isolation-proof/src/claims/claim';
import { UndecidedError, type Unknown } from '../../packages/isolation-proof/src/templates/errors';
import type { Json } from '../../packages/isolation-proof/src/templates/json';
import type { ContractFailure } from '../../packages/isolation-proof/src/contract/contract-failure';
import { failureText } from '../../packages/isolation-proof/src/report/contract-report';
import { violationText } from '../../packages/isolation-proof/src/report/report';
import { verify } from '../isolation/proof';
import { readTemplate, type StackTemplate } from '../../packages/isolation-proof/src/templates/template';

/** A template as it was synthesized, with the name of its stack. */
export interface NamedTemplate {
  readonly name: string;
  readonly template: Json;
}

/**
 * Makes the synth fail unless the isolation of the organizations is proved from the templates. Judges all
 * stacks of the app, and the shared stack where it is not among them.
 *
 * It knows from the configuration which organizations the templates have to hold. So an environment without
 * any can be deployed for the first time, as far as the claims about what is shared hold; and one whose
 * templates show fewer, or others, than its configuration is undecided.
 */
export class IsolationProof implements IPolicyValidationPlugin {
  readonly name = 'IsolationProof';

  /**
   * @param environment where all stacks are deployed to
   * @param organizations slugs of the organizations whose stacks are in the app
   * @param sharedTemplates templates that the stacks of the app refer to by name and that are not in the app
   */
  constructor(
    private readonly environment: EnvironmentIdentity,
    private readonly organizations: readonly string[],
    private readonly sharedTemplates: () => readonly NamedTemplate[],
  ) {}

  validate({ stackTemplates }: IPolicyValidationContext): PolicyValidationPluginReport {
    try {
      const own = stackTemplates.map(({ stackConstructPath: name, templatePath }) => ({
        name,
        template: JSON.parse(readFileSync(templatePath, 'utf8')) as Json,
      }));
      const { proof, contract, slugs } = verify(
        [...own, ...this.sharedTemplates()].map((named) => this.stackOf(named)),
      );
      const violations = [
        ...this.otherOrganizations(slugs),
        // Without organizations, there is nobody to isolate yet; that is for the configuration to say.
        ...(this.organizations.length === 0 ? [] : proof.undecided).map(undecided),
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
        violations: error.unknowns.map(undecided),
      };
    }
  }

  /** Organizations of the configuration that no template is tagged with, and the other way round. */
  private otherOrganizations(found: readonly string[]): PolicyViolation[] {
    const missing = this.organizations.filter((slug) => !found.includes(slug));
    const unexpected = found.filter((slug) => !this.organizations.includes(slug));
    return [
      ...missing.map((slug) => ({
        place: slug,
        reason: `the configuration has this organization, and no resource carries the tag ${ORG_SLUG_TAG}=${slug}`,
      })),
      ...unexpected.map((slug) => ({
        place: slug,
        reason: `resources carry the tag ${ORG_SLUG_TAG}=${slug}, and the configuration has no such organization`,
      })),
    ].map(undecided);
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
    description: `Claim violated: ${title}\n${violationText(violation)}`,
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
    description: `A request does not come out as expected:\n${failureText(failure)}`,
    severity: 'error',
    violatingResources:
      resources.length > 0 ? resources : [{ constructPath: path ?? organization, locations: [] }],
  };
}

function undecided({ place, reason }: Unknown): PolicyViolation {
  return {
    ruleName: 'isolation/undecided',
    description: `Cannot prove isolation: ${place}: ${reason}`,
    severity: 'error',
    violatingResources: [{ constructPath: place, locations: [] }],
  };
}
