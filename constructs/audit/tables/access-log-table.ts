import { ACCESS_LOG_TABLE } from '../../../config/audit-tables';
import { CfnTable } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import type { Naming } from '../../../config/naming';
import { ACCESS_LOG_COLUMNS, ACCESS_LOG_PATTERN } from './access-log-columns';

export interface AccessLogTableProps {
  readonly naming: Naming;
  /** Names of the buckets whose access is logged, each below a prefix of its name. */
  readonly loggedBuckets: readonly string[];
}

/**
 * The table over S3's access logs, one partition a bucket. S3 puts the time into names and not into folders, so that a
 * query reads all that is kept of a bucket: `retentionDays.accessLogs` bounds it.
 */
export class AccessLogTable extends Construct {
  constructor(scope: Construct, id: string, { naming, loggedBuckets }: AccessLogTableProps) {
    super(scope, id);
    const location = `s3://${naming.shared.accessLogsBucket}/`;
    new CfnTable(this, 'Table', {
      catalogId: naming.environment.account,
      databaseName: naming.shared.auditDatabase,
      tableInput: {
        name: ACCESS_LOG_TABLE,
        description: 'Every request for an object, by its bucket',
        tableType: 'EXTERNAL_TABLE',
        partitionKeys: [{ name: 'source', type: 'string', comment: 'name of the bucket' }],
        parameters: {
          EXTERNAL: 'TRUE',
          'projection.enabled': 'true',
          'projection.source.type': 'enum',
          'projection.source.values': loggedBuckets.join(','),
          'storage.location.template': `${location}\${source}/`,
        },
        storageDescriptor: {
          columns: [...ACCESS_LOG_COLUMNS],
          location,
          inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
          serdeInfo: {
            serializationLibrary: 'org.apache.hadoop.hive.serde2.RegexSerDe',
            parameters: { 'serialization.format': '1', 'input.regex': ACCESS_LOG_PATTERN },
          },
        },
      },
    });
  }
}
