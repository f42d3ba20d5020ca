import { type App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks } from 'cdk-nag';
import type { CompliancePack } from '../../config/compliance-packs';

const PACKS: Readonly<Record<CompliancePack, (app: App) => IPolicyValidationPlugin>> = {
  AwsSolutions: (app) => new AwsSolutionsChecks(app),
  'HIPAA.Security': (app) => new HIPAASecurityChecks(app),
  'NIST.800.53.R5': (app) => new NIST80053R5Checks(app),
};

/** Makes the app's synth fail on any unacknowledged finding of these rule packs. */
export function addCompliancePacks(app: App, packs: readonly CompliancePack[]): void {
  Validations.of(app).addPlugins(...packs.map((pack) => PACKS[pack](app)));
}
