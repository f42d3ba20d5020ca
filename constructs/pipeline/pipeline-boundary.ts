import type { Construct } from 'constructs';
import type { Naming } from '../../config/naming';
import type { PipelinesConfig } from '../../config/pipelines-schema';
import { pipelineBoundary } from '../../policies/pipeline/pipeline-policy';
import { ManagedPolicy } from '../managed-policy';

export interface PipelineBoundaryProps extends Pick<PipelinesConfig, 'connectorSecrets'> {
  readonly naming: Naming;
}

/** The one permissions boundary of all organizations' pipeline roles; organization stacks find it by name. */
export class PipelineBoundary extends ManagedPolicy {
  constructor(scope: Construct, id: string, { naming, ...options }: PipelineBoundaryProps) {
    super(scope, id, {
      managedPolicyName: naming.shared.pipelineBoundary,
      description: 'Ceiling of what the pipelines of any organization can do',
      statements: pipelineBoundary(naming, options),
    });
  }
}
