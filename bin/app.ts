import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { describeProblems, PlatformError } from '../config/errors';
import { firstDeploymentsOf } from '../config/first-deployment';
import { judgeAllOf } from '../config/judge-all';
import { selectFromContext } from '../config/selection';
import { buildApp } from '../lib/stacks/build-app';

const ENVIRONMENTS = join(__dirname, '..', 'environments');

try {
  const app = new App({ analyticsReporting: false });
  const context = app.node.getAllContext() as Record<string, unknown>;
  const selection = selectFromContext(context, ENVIRONMENTS);
  if (selection.notice !== undefined) console.error(selection.notice);
  if (selection.warnings !== undefined) console.error(describeProblems(selection.warnings, 'warning'));
  buildApp(app, selection, {
    firstDeployments: firstDeploymentsOf(context),
    judgeAll: judgeAllOf(context),
    // The variable that switches off the CDK's own validation.
    validateTemplates: process.env['CDK_VALIDATION'] !== 'false',
  });
  app.synth();
} catch (error) {
  if (!(error instanceof PlatformError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
