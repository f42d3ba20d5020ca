import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';
import type { Naming } from '../../config/naming';
import { acknowledgeInEachPack } from '../acknowledge';

/**
 * What organizations' principals do besides S3, as far as CloudTrail offers it as data events. Requests to KMS, Athena,
 * Glue and Parameter Store are management events, which are recorded all.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
const RECORDED_TYPES = [
  'AWS::IoT::Certificate',
  'AWS::IoT::Thing',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::SSM::ManagedNode',
] as const;

export interface TrailProps {
  readonly naming: Naming;
  readonly bucketName: string;
  readonly keyArn: string;
  /** ARNs of the buckets of which every read and write of an object is recorded. */
  readonly dataBucketArns: readonly string[];
  /** ARNs of the buckets of which reads are recorded, and what CloudTrail and S3 deliver there is not. */
  readonly recordBucketArns: readonly string[];
}

/**
 * The trail of the account: every management event of every Region, and every access to an object of the data buckets.
 * Its size does not depend on organizations, because it selects whole buckets: the values of all selectors together
 * are 500 at most, and cannot be raised.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 */
export class Trail extends Construct {
  readonly trail: CfnTrail;

  constructor(scope: Construct, id: string, props: TrailProps) {
    super(scope, id);
    this.trail = new CfnTrail(this, 'Trail', {
      trailName: props.naming.shared.trail,
      isLogging: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      s3BucketName: props.bucketName,
      kmsKeyId: props.keyArn,
      advancedEventSelectors: [
        selector('Management events', { field: 'eventCategory', equalTo: ['Management'] }),
        objects('Objects of the data buckets', props.dataBucketArns),
        objects('Reading of records', props.recordBucketArns, { field: 'readOnly', equalTo: ['true'] }),
        ...RECORDED_TYPES.map((type) => selector(type, ...dataEventsOf(type))),
      ],
    });
    acknowledgeInEachPack(
      this.trail,
      'CloudTrailCloudWatchLogsEnabled',
      'A log group would hold the lines of all organizations a second time, where whoever reads logs could read ' +
        'them and whoever administers logs could delete them. What matters at once goes through EventBridge.',
    );
  }
}

interface Field {
  readonly field: string;
  readonly equalTo?: string[];
  readonly startsWith?: string[];
}

function selector(name: string, ...fieldSelectors: Field[]): { name: string; fieldSelectors: Field[] } {
  return { name, fieldSelectors };
}

function dataEventsOf(type: string): Field[] {
  return [
    { field: 'eventCategory', equalTo: ['Data'] },
    { field: 'resources.type', equalTo: [type] },
  ];
}

/** With its slash, so that a bucket of a longer name is not meant. */
function objects(
  name: string,
  bucketArns: readonly string[],
  ...more: Field[]
): { name: string; fieldSelectors: Field[] } {
  const startsWith = bucketArns.map((arn) => `${arn}/`);
  return selector(name, ...dataEventsOf('AWS::S3::Object'), { field: 'resources.ARN', startsWith }, ...more);
}
