import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import { BreakGlassRole } from '../../constructs/operators/break-glass-role';
import { Incidents } from '../../constructs/operators/incidents';
import type { OperatorSignIn } from '../../config/operations';

export interface OperationsStackProps extends StackProps {
  readonly environmentConfig: EnvironmentConfig;
  readonly naming: Naming;
  readonly signIn: OperatorSignIn;
}

/** The roles of operators, one for each use. */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    const { environmentConfig, naming, signIn, ...stackProps } = props;
    super(scope, id, { terminationProtection: true, ...stackProps });
    const { breakGlass } = environmentConfig.operations;
    if (breakGlass !== undefined) {
      const incidents = new Incidents(this, 'Incidents', { naming, notify: breakGlass.notify });
      // Nobody opens anything before somebody is told of it.
      new BreakGlassRole(this, 'BreakGlass', { naming, signIn }).node.addDependency(incidents);
    }
  }
}
