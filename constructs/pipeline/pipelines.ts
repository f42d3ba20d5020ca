import { Construct } from 'constructs';
import type { PipelinesConfig } from '../../config/pipelines-schema';
import type { OrganizationContext } from '../organization/organization-principal';
import { Arrivals } from './arrivals';
import { GlueSecurityConfiguration } from './glue-security-configuration';
import { PipelineLogs } from './pipeline-logs';
import { PipelineRole } from './pipeline-role';

export interface PipelinesProps extends OrganizationContext {
  readonly pipelines: PipelinesConfig;
  readonly logRetentionDays: number;
}

/** All that an organization's pipelines need: their role, what arrived, and where they log. */
export class Pipelines extends Construct {
  /** Names and addresses for whoever deploys pipelines. */
  readonly outputs: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: PipelinesProps) {
    super(scope, id);
    const { pipelines, logRetentionDays, ...context } = props;
    const names = context.naming.organization(context.slug);
    const { roleArn } = new PipelineRole(this, 'Role', { ...context, pipelines });
    const arrivals = new Arrivals(this, 'Arrivals', context);
    new PipelineLogs(this, 'Logs', { ...context, retentionDays: logRetentionDays });
    const tellsGlueTheKey = pipelines.glueSecurityConfiguration && pipelines.services.includes('glue');
    if (tellsGlueTheKey) new GlueSecurityConfiguration(this, 'Glue', context);
    this.outputs = {
      PipelineRoleArn: roleArn,
      PipelineLogGroup: names.pipelineLogGroup,
      ArrivalsQueueUrl: arrivals.queueUrl,
      ArrivalsDeadLetterQueueUrl: arrivals.deadLetterQueueUrl,
      ...(tellsGlueTheKey ? { PipelineSecurityConfiguration: names.pipelineSecurityConfiguration } : {}),
    };
  }
}
