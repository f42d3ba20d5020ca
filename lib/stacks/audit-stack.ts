import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import type { AuditConfig } from '../../config/operations';

export interface AuditStackProps extends StackProps {
  readonly environmentConfig: EnvironmentConfig;
  readonly naming: Naming;
  readonly audit: AuditConfig;
}

/** The trail of the account's calls, where it is kept, and what can be asked of it. */
export class AuditStack extends Stack {
  constructor(scope: Construct, id: string, props: AuditStackProps) {
    const { environmentConfig: _environment, naming: _naming, audit: _audit, ...stackProps } = props;
    super(scope, id, { terminationProtection: true, ...stackProps });
  }
}
