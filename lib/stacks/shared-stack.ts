import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../../config/environment-config';
import { type Naming } from '../../config/naming';
import { operatorAudiences } from '../../config/operations';
import { AnalystIdentityProvider } from '../../constructs/analyst/analyst-identity-provider';
import { EnrolmentIdentity } from '../../constructs/data-hub/enrolment-identity';
import { DataCatalog } from '../../constructs/pipeline/data-catalog';
import { PipelineBoundary } from '../../constructs/pipeline/pipeline-boundary';
import { loggedAuditBuckets } from '../../constructs/audit/logged-buckets';
import { AccessAnalyzers } from '../../constructs/shared/access-analyzers';
import { ImageRepository } from '../../constructs/shared/image-repository';
import { OrganizationBoundary } from '../../constructs/organization/organization-boundary';
import { PlatformKey } from '../../constructs/shared/platform-key';
import { SharedBucket } from '../../constructs/shared/shared-bucket';
import { accessLogBucketPolicy } from '../../policies/shared/access-log-bucket-policy';
import { dataBucketPolicy } from '../../policies/shared/data-bucket-policy';

export interface SharedStackProps extends StackProps {
  readonly environmentConfig: EnvironmentConfig;
  readonly naming: Naming;
}

/**
 * What all organizations share: buckets, repositories, the permissions boundaries, the identity of hubs that enrol. Nothing in it
 * depends on which organizations there are, or how many.
 */
export class SharedStack extends Stack {
  constructor(scope: Construct, id: string, { environmentConfig, naming, ...props }: SharedStackProps) {
    super(scope, id, { terminationProtection: true, ...props });
    const {
      retentionDays,
      accessLogEncryption,
      dataHubFolders,
      dataHubTrust,
      pipelines,
      analysts,
      operations,
    } = environmentConfig;
    const hasPipelines = pipelines.services.length > 0;
    const names = naming.shared;
    const encryptsAccessLogs = accessLogEncryption === 'SSE-KMS';
    const { keyArn } = new PlatformKey(this, 'PlatformKey', { naming, encryptsAccessLogs });

    const dataBuckets = [
      {
        id: 'Raw',
        bucketName: names.rawBucket,
        onlyReaders: [
          ...(hasPipelines ? [naming.pipelineRoleArnOfCaller] : []),
          ...(operations.breakGlass === undefined ? [] : [naming.roleArn(names.breakGlassRole)]),
        ],
        sendsEvents: hasPipelines,
      },
      { id: 'Standardized', bucketName: names.standardizedBucket },
      { id: 'PipelineArtifacts', bucketName: names.pipelineArtifactsBucket },
      {
        id: 'AthenaResults',
        bucketName: names.athenaResultsBucket,
        expireAfterDays: retentionDays.queryResults,
      },
    ];
    const accessLogs = new SharedBucket(this, 'AccessLogs', {
      bucketName: names.accessLogsBucket,
      bucketPolicy: accessLogBucketPolicy({
        bucketArn: naming.bucketArn(names.accessLogsBucket),
        account: naming.environment.account,
        sourceBucketArns: [
          ...dataBuckets.map(({ bucketName }) => bucketName),
          ...loggedAuditBuckets(naming, environmentConfig.operations.audit),
        ].map((bucketName) => naming.bucketArn(bucketName)),
      }),
      defaultEncryption: encryptsAccessLogs ? { keyArn } : 'SSE-S3',
      noncurrentVersionDays: retentionDays.noncurrentVersions,
      expireAfterDays: retentionDays.accessLogs,
    });

    for (const { id: bucketId, bucketName, onlyReaders, ...rest } of dataBuckets) {
      const bucket = new SharedBucket(this, bucketId, {
        bucketName,
        bucketPolicy: dataBucketPolicy({
          bucketArn: naming.bucketArn(bucketName),
          ...(onlyReaders === undefined ? {} : { onlyReaders }),
        }),
        defaultEncryption: { keyArn },
        noncurrentVersionDays: retentionDays.noncurrentVersions,
        accessLogBucketName: names.accessLogsBucket,
        ...rest,
      });
      // S3 checks at once that it may deliver.
      bucket.node.addDependency(accessLogs);
      new CfnOutput(this, `${bucketId}BucketName`, { value: bucketName });
    }

    const repositories = [
      ...environmentConfig.dataConnectorRepositories.map((name) => ({
        id: `Connector-${name}`,
        repositoryName: naming.connectorRepository(name),
      })),
      ...environmentConfig.pipelineRepositories.map((name) => ({
        id: `Pipeline-${name}`,
        repositoryName: naming.pipelineRepository(name),
      })),
    ];
    for (const { id: repositoryId, repositoryName } of repositories) {
      const repository = new ImageRepository(this, repositoryId, { naming, repositoryName, keyArn });
      new CfnOutput(repository, 'Uri', { value: repository.uri });
    }

    new OrganizationBoundary(this, 'OrganizationBoundary', {
      naming,
      folders: dataHubFolders,
      audit: environmentConfig.operations.audit?.organizations === true,
    });
    if (hasPipelines) {
      new PipelineBoundary(this, 'PipelineBoundary', { naming, ...pipelines });
      new DataCatalog(this, 'DataCatalog', { naming, ...pipelines });
    }
    new EnrolmentIdentity(this, 'Enrolment', { naming, trust: dataHubTrust });
    if (operations.guardrails?.accessAnalyzer === true) {
      new AccessAnalyzers(this, 'AccessAnalyzers', { naming });
    }
    if (analysts !== undefined) {
      const { signIn } = environmentConfig.operations;
      const issuer = 'oidc' in analysts ? analysts.oidc.issuer : undefined;
      new AnalystIdentityProvider(this, 'AnalystIdentityProvider', {
        naming,
        access: analysts,
        operatorAudiences:
          signIn !== undefined && 'oidc' in signIn && signIn.oidc.issuer === issuer
            ? operatorAudiences(signIn)
            : [],
      });
    }
  }
}
