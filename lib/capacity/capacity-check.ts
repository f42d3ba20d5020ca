import { readFileSync } from 'node:fs';
import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib';
import type { EnvironmentConfig } from '../../config/environment-config';
import { advice, useText } from './advice';
import { capacityOfUses, type QuotaUse } from './capacity';
import type { CapacityStack } from './capacity-stack';
import { readUses } from './read-uses';

/**
 * Warns at synth once 80 % of a quota is used, and makes the synth fail where all of it is: CloudFormation would find
 * out in the middle of a deployment. Quotas that follow from plans only warn.
 */
export class CapacityCheck implements IPolicyValidationPlugin {
  readonly name = 'Capacity';

  /**
   * @param elsewhere templates that the deployed environment has, and this synth does not make
   */
  constructor(
    private readonly environment: EnvironmentConfig,
    private readonly elsewhere: () => readonly CapacityStack[],
  ) {}

  validate({ stackTemplates }: IPolicyValidationContext): PolicyValidationPluginReport {
    const own = stackTemplates.map(({ stackConstructPath: name, templatePath }) => ({
      name,
      text: readFileSync(templatePath, 'utf8'),
    }));
    const other = this.elsewhere().map(({ name, template }) => ({ name, text: JSON.stringify(template) }));
    const { quotas } = capacityOfUses(readUses([...own, ...other], this.environment), this.environment);
    const names = own.map(({ name }) => name);
    const violations = quotas
      .filter(({ level }) => level !== 'enough')
      .map((use) => violationOf(use, this.environment.name, names));
    return { success: violations.every(({ severity }) => severity !== 'error'), violations };
  }
}

/** @param stacks those that are synthesized: the CDK CLI leaves out a finding that is placed in another one */
function violationOf(use: QuotaUse, environment: string, stacks: readonly string[]): PolicyViolation {
  const { key, level, basis } = use;
  const fails = level === 'reached' && basis === 'templates';
  const text = useText(use);
  const [place] = use.place?.split('/') ?? [];
  return {
    ruleName: `capacity/${key}`,
    description:
      basis === 'plan'
        ? `${text}, by what the environment plans for`
        : fails
          ? `No room is left: ${text}`
          : `Little room is left: ${text}`,
    fix: advice(use, environment),
    severity: fails ? 'error' : 'warning',
    violatingResources: [
      place !== undefined && stacks.includes(place)
        ? { constructPath: place, locations: [] }
        : { locations: [] },
    ],
  };
}
