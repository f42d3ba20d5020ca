import type { Construct } from 'constructs';
import type { PipelinesConfig } from '../../config/pipelines-schema';
import { pipelinePolicy } from '../../policies/pipeline/pipeline-policy';
import { pipelineTrust } from '../../policies/pipeline/trust';
import type { OrganizationContext } from '../organization/organization-principal';
import { OrganizationRole } from '../organization/organization-role';

export interface PipelineRoleProps extends OrganizationContext {
  readonly pipelines: PipelinesConfig;
}

/** The role under which whatever service runs an organization's pipelines. */
export class PipelineRole extends OrganizationRole {
  constructor(scope: Construct, id: string, { pipelines, ...context }: PipelineRoleProps) {
    const { naming, slug } = context;
    const names = naming.organization(slug);
    super(scope, id, {
      ...context,
      roleName: names.pipelineRole,
      policyName: names.pipelinePolicy,
      description: 'Pipelines: standardize raw data, and write tables',
      trust: pipelineTrust(naming, { slug, ...pipelines }),
      permissions: pipelinePolicy(naming, context, pipelines),
      boundaryArn: naming.managedPolicyArn(naming.shared.pipelineBoundary),
    });
  }
}
