import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import type { EnvironmentConfig } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import { auditResultsBucketPolicy } from '../../policies/audit/results-bucket-policy';
import { retain } from '../retain';
import { SharedBucket } from '../shared/shared-bucket';
import { SavedQueries } from './saved-queries';
import { AuditTables } from './tables/audit-tables';

/**
 * A query that reads a year of a busy trail ends here rather than on the bill. Queries for a day or for one Region, which
 * the tables are cut into, stay far below.
 */
const BYTES_SCANNED_CUTOFF = 1_000_000_000_000;

export interface AuditQueriesProps {
  readonly naming: Naming;
  readonly environmentConfig: EnvironmentConfig;
  readonly keyArn: string;
  /** Name of the bucket of the trail, which may be in another account. */
  readonly trailBucket: string;
  /** Names of the buckets that S3 writes access logs of. */
  readonly loggedBuckets: readonly string[];
}

/** Where the auditor asks: a workgroup with its questions, the folder of its results, and the database with its tables. */
export class AuditQueries extends Construct {
  constructor(scope: Construct, id: string, props: AuditQueriesProps) {
    super(scope, id);
    const { naming, environmentConfig, keyArn } = props;
    const { auditResultsBucket, auditWorkgroup, auditDatabase, accessLogsBucket } = naming.shared;
    const { retentionDays } = environmentConfig;
    new SharedBucket(this, 'Results', {
      bucketName: auditResultsBucket,
      bucketPolicy: auditResultsBucketPolicy(naming),
      defaultEncryption: { keyArn },
      noncurrentVersionDays: retentionDays.noncurrentVersions,
      expireAfterDays: retentionDays.queryResults,
      accessLogBucketName: accessLogsBucket,
    });
    const workgroup = new CfnWorkGroup(this, 'Workgroup', {
      name: auditWorkgroup,
      description: 'Questions about the trail and the access logs',
      state: 'ENABLED',
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: BYTES_SCANNED_CUTOFF,
        resultConfiguration: {
          outputLocation: `s3://${auditResultsBucket}/`,
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: keyArn },
          expectedBucketOwner: naming.environment.account,
        },
      },
    });
    const database = new CfnDatabase(this, 'Database', {
      catalogId: naming.environment.account,
      databaseInput: { name: auditDatabase, description: 'The trail and the access logs, as tables' },
    });
    retain(database);
    // Both name the database by a text, from which CloudFormation cannot tell the order.
    new AuditTables(this, 'Tables', props).node.addDependency(database);
    new SavedQueries(this, 'Saved', props).node.addDependency(workgroup, database);
  }
}
