import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import type { OperatorSignIn } from '../../config/operations';

export interface OperationsStackProps extends StackProps {
  readonly environmentConfig: EnvironmentConfig;
  readonly naming: Naming;
  readonly signIn: OperatorSignIn;
}

/** The roles of operators, one for each use. */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    const { environmentConfig: _environment, naming: _naming, signIn: _signIn, ...stackProps } = props;
    super(scope, id, { terminationProtection: true, ...stackProps });
  }
}
