import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { OrganizationContext } from '../organization/organization-principal';
import { retain } from '../retain';

export interface PipelineLogsProps extends Pick<OrganizationContext, 'naming' | 'slug' | 'keyArn'> {
  readonly retentionDays: number;
}

/** The log group of an organization's pipelines, under its key. */
export class PipelineLogs extends Construct {
  constructor(scope: Construct, id: string, { naming, slug, keyArn, retentionDays }: PipelineLogsProps) {
    super(scope, id);
    const group = new CfnLogGroup(this, 'LogGroup', {
      logGroupName: naming.organization(slug).pipelineLogGroup,
      kmsKeyId: keyArn,
      retentionInDays: retentionDays,
    });
    retain(group);
  }
}
