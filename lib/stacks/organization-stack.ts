import { ORGANIZATION_AUDIT_TABLE } from '../../config/audit-tables';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentConfig, OrganizationConfig } from '../../config/environment-config';
import { type Naming, ORG_KEY_ARN_TAG, ORG_SLUG_TAG } from '../../config/naming';
import { DataHubIdentity } from '../../constructs/data-hub/data-hub-identity';
import { HybridNodeRole } from '../../constructs/data-hub/hybrid-node-role';
import { OrganizationKey } from '../../constructs/organization/organization-key';
import { OrganizationAudit } from '../../constructs/audit/organization-audit';
import { AnalystRole } from '../../constructs/analyst/analyst-role';
import { Pipelines } from '../../constructs/pipeline/pipelines';
import { QueryAccess } from '../../constructs/analyst/query-access';
import {
  ORGANIZATION_METADATA,
  organizationMetadata,
} from '../../packages/isolation-proof/src/provenance/organization-records';

export interface OrganizationStackProps extends StackProps {
  readonly environmentConfig: EnvironmentConfig;
  readonly naming: Naming;
  readonly organization: OrganizationConfig;
}

/**
 * Everything that is one organization's. Finds what is shared by name, so that it can be made, changed and
 * removed without any other stack.
 */
export class OrganizationStack extends Stack {
  constructor(scope: Construct, id: string, props: OrganizationStackProps) {
    const { environmentConfig, naming, organization, ...stackProps } = props;
    super(scope, id, { terminationProtection: true, ...stackProps });
    const { slug, displayName, status } = organization;
    const suspended = status === 'suspended';
    // For whoever reads the assembly. It is in no template: a name that changes is no deployment.
    this.node.addMetadata(ORGANIZATION_METADATA, organizationMetadata({ slug, displayName, status }));

    const { pipelines, retentionDays } = environmentConfig;
    const hasPipelines = pipelines.services.length > 0;
    const { keyArn } = new OrganizationKey(this, 'OrganizationKey', {
      naming,
      slug,
      suspended,
      pipelines: hasPipelines,
    });
    const context = { naming, slug, keyArn, suspended };
    const { audit } = environmentConfig.operations;
    const hasAudit = organization.audit && audit?.organizations === true;
    const { roleArn } = new DataHubIdentity(this, 'DataHub', {
      ...context,
      trust: environmentConfig.dataHubTrust,
      folders: environmentConfig.dataHubFolders,
    });
    new HybridNodeRole(this, 'HybridNode', context);
    const queries = new QueryAccess(this, 'Queries', {
      ...context,
      users: organization.athenaUsers,
      createUser: environmentConfig.athenaCreateIamUser,
      bytesScannedCutoff: environmentConfig.athenaBytesScannedCutoff,
      audit: hasAudit,
    });
    const ofPipelines = hasPipelines
      ? new Pipelines(this, 'Pipelines', {
          ...context,
          pipelines,
          logRetentionDays: retentionDays.pipelineLogs,
        }).outputs
      : {};

    const { analysts } = environmentConfig;
    const analystRole =
      analysts === undefined
        ? undefined
        : new AnalystRole(this, 'Analysts', { ...context, access: analysts, audit: hasAudit });
    if (audit !== undefined && hasAudit) {
      const table = new OrganizationAudit(this, 'Audit', {
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
    for (const [outputId, value] of Object.entries(outputs)) new CfnOutput(this, outputId, { value });
    organization.athenaUsers.forEach((user, index) => {
      new CfnOutput(this, `TagAthenaUser${index + 1}`, {
        description:
          'CloudFormation cannot tag an existing user: run this once, or the user is denied all data',
        value: `aws iam tag-user --user-name ${user} --tags Key=${ORG_SLUG_TAG},Value=${slug} Key=${ORG_KEY_ARN_TAG},Value=${keyArn}`,
      });
    });
  }
}
