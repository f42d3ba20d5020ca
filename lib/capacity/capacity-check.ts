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
    const place = own[0]?.name ?? this.environment.name;
    const violations = quotas
      .filter(({ level }) => level !== 'enough')
      .map((use) => violationOf(use, this.environment.name, place));
    return { success: violations.every(({ severity }) => severity !== 'error'), violations };
  }
}

function violationOf(use: QuotaUse, environment: string, stack: string): PolicyViolation {
  const { key, level, basis } = use;
  const fails = level === 'reached' && basis === 'templates';
  const text = useText(use);
  const [place = stack] = use.place?.split('/') ?? [];
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
    violatingResources: [{ constructPath: place, locations: [] }],
  };
}
