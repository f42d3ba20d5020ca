import { TRAIL_TABLE } from '../../../config/audit-tables';
import { CfnTable } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import type { Naming } from '../../../config/naming';
import { regionsOfPartition } from '../../../config/region';
import { TRAIL_COLUMNS } from './trail-columns';

/** Longer than any trail is kept. To list a day in which nothing was delivered costs one request, if a query asks for it. */
const YEARS = 11;

export interface TrailTableProps {
  readonly naming: Naming;
  /** Name of the bucket that CloudTrail delivers to, which may be in another account. */
  readonly trailBucket: string;
}

/** The table over the trail's log files, one partition a Region and day. No partition is ever to be added. */
export class TrailTable extends Construct {
  constructor(scope: Construct, id: string, { naming, trailBucket }: TrailTableProps) {
    super(scope, id);
    new CfnTable(this, 'Table', trailTable(naming, trailBucket));
  }
}

/**
 * The table as CloudFormation takes it. CloudTrail names folders by the day of delivery, in UTC.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-find-log-files.html
 * https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 */
function trailTable(naming: Naming, trailBucket: string) {
  const { account, region } = naming.environment;
  const location = `s3://${trailBucket}/AWSLogs/${account}/CloudTrail/`;
  return {
    catalogId: account,
    databaseName: naming.shared.auditDatabase,
    tableInput: {
      name: TRAIL_TABLE,
      description: 'Every call that the trail records',
      tableType: 'EXTERNAL_TABLE',
      partitionKeys: [
        { name: 'region', type: 'string' },
        { name: 'day', type: 'string', comment: 'of delivery, like 2026/11/20' },
      ],
      parameters: {
        EXTERNAL: 'TRUE',
        classification: 'cloudtrail',
        'projection.enabled': 'true',
        'projection.region.type': 'enum',
        'projection.region.values': regionsOfPartition(region.partition).join(','),
        'projection.day.type': 'date',
        'projection.day.format': 'yyyy/MM/dd',
        'projection.day.range': `NOW-${YEARS}YEARS,NOW`,
        'projection.day.interval': '1',
        'projection.day.interval.unit': 'DAYS',
        'storage.location.template': `${location}\${region}/\${day}/`,
      },
      storageDescriptor: {
        columns: [...TRAIL_COLUMNS],
        location,
        inputFormat: 'com.amazon.emr.cloudtrail.CloudTrailInputFormat',
        outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
        serdeInfo: { serializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe' },
      },
    },
  };
}
