import { CfnOutput, type Stack } from 'aws-cdk-lib';
import { ORGANIZATION_AUDIT_TABLE } from '../../config/audit-tables';
import type { EnvironmentConfig, OrganizationConfig } from '../../config/environment-config';
import { type Naming, ORG_KEY_ARN_TAG, ORG_SLUG_TAG } from '../../config/naming';
import { AnalystRole } from '../../constructs/analyst/analyst-role';
import { QueryAccess } from '../../constructs/analyst/query-access';
import { OrganizationAudit } from '../../constructs/audit/organization-audit';
import { DataHubIdentity } from '../../constructs/data-hub/data-hub-identity';
import { HybridNodeRole } from '../../constructs/data-hub/hybrid-node-role';
import { OrganizationKey } from '../../constructs/organization/organization-key';
import { Pipelines } from '../../constructs/pipeline/pipelines';

export interface OrganizationResourcesProps {
  readonly environmentConfig: EnvironmentConfig;
  readonly naming: Naming;
  readonly organization: OrganizationConfig;
}

/**
 * Adds everything that is one organization's to its stack. Of the slug, and of names of users, nothing but whole names
 * may depend: organizations of one form are written from one template (docs/decisions/0050).
 */
export function addOrganizationResources(
  stack: Stack,
  { environmentConfig, naming, organization }: OrganizationResourcesProps,
): void {
  const { slug, status } = organization;
  const suspended = status === 'suspended';
  const { pipelines, retentionDays } = environmentConfig;
  const hasPipelines = pipelines.services.length > 0;
  const { keyArn } = new OrganizationKey(stack, 'OrganizationKey', {
    naming,
    slug,
    suspended,
    pipelines: hasPipelines,
  });
  const context = { naming, slug, keyArn, suspended };
  const { audit } = environmentConfig.operations;
  const hasAudit = organization.audit && audit?.organizations === true;
  const { roleArn } = new DataHubIdentity(stack, 'DataHub', {
    ...context,
    trust: environmentConfig.dataHubTrust,
    folders: environmentConfig.dataHubFolders,
  });
  new HybridNodeRole(stack, 'HybridNode', context);
  const queries = new QueryAccess(stack, 'Queries', {
    ...context,
    users: organization.athenaUsers,
    createUser: environmentConfig.athenaCreateIamUser,
    bytesScannedCutoff: environmentConfig.athenaBytesScannedCutoff,
    audit: hasAudit,
  });
  const ofPipelines = hasPipelines
    ? new Pipelines(stack, 'Pipelines', {
        ...context,
        pipelines,
        logRetentionDays: retentionDays.pipelineLogs,
      }).outputs
    : {};

  const { analysts } = environmentConfig;
  const analystRole =
    analysts === undefined
      ? undefined
      : new AnalystRole(stack, 'Analysts', { ...context, access: analysts, audit: hasAudit });
  if (audit !== undefined && hasAudit) {
    const table = new OrganizationAudit(stack, 'Audit', {
      ...context,
      audit,
      athenaUsers: organization.athenaUsers,
    });
    // The database that the table is in, and the workgroup that the query runs in.
    table.node.addDependency(queries);
  }

  const names = naming.organization(slug);
  const outputs = {
    KeyArn: keyArn,
    UploadLocation: naming.dataUri(naming.shared.rawBucket, slug),
    DataHubRoleArn: roleArn,
    DataHubRoleAlias: names.dataHubRoleAlias,
    DataHubIotPolicy: names.dataHubIotPolicy,
    DataHubThingType: names.dataHubThingType,
    HybridNodeRole: names.hybridNodeRole,
    ConnectorParameterPath: naming.connectorParameterPath(slug),
    AthenaWorkgroup: names.workgroup,
    GlueDatabase: names.database,
    AthenaPolicyArn: queries.policyArn,
    ...(analystRole === undefined ? {} : { AnalystRoleArn: analystRole.roleArn }),
    ...(hasAudit ? { AuditTable: `${names.database}.${ORGANIZATION_AUDIT_TABLE}` } : {}),
    ...ofPipelines,
  };
  for (const [outputId, value] of Object.entries(outputs)) new CfnOutput(stack, outputId, { value });
  organization.athenaUsers.forEach((user, index) => {
    new CfnOutput(stack, `TagAthenaUser${index + 1}`, {
      description:
        'CloudFormation cannot tag an existing user: run this once, or the user is denied all data',
      value: `aws iam tag-user --user-name ${user} --tags Key=${ORG_SLUG_TAG},Value=${slug} Key=${ORG_KEY_ARN_TAG},Value=${keyArn}`,
    });
  });
}
