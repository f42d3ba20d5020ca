import type { CarriedRole, ResourceType } from '../resource-type';
import type { Flow } from '../described-flow';
import { arn } from '../text-template';

const FIREHOSE = 'firehose.amazonaws.com';
const DELIVERY = 'delivery of records';

/** What a delivery to S3 carries and sends. */
function s3Delivery(property: string): { readonly roles: CarriedRole[]; readonly destinations: Flow[] } {
  return {
    roles: [{ property: `${property}.RoleARN`, assumedBy: FIREHOSE, directs: DELIVERY }],
    destinations: [
      { property: `${property}.BucketARN`, form: 'arn', data: 'records' },
      {
        property: `${property}.CloudWatchLoggingOptions.LogGroupName`,
        form: 'log-group-name',
        data: 'errors of delivery',
      },
    ],
  };
}

const S3_DELIVERIES = [
  'S3DestinationConfiguration',
  'ExtendedS3DestinationConfiguration',
  'ExtendedS3DestinationConfiguration.S3BackupConfiguration',
];
const deliveries = S3_DELIVERIES.map(s3Delivery);

const UNSUPPORTED = [
  'AmazonOpenSearchServerlessDestinationConfiguration',
  'AmazonopensearchserviceDestinationConfiguration',
  'DatabaseSourceConfiguration',
  'DirectPutSourceConfiguration',
  'ElasticsearchDestinationConfiguration',
  'HttpEndpointDestinationConfiguration',
  'IcebergDestinationConfiguration',
  'MSKSourceConfiguration',
  'RedshiftDestinationConfiguration',
  'SnowflakeDestinationConfiguration',
  'SplunkDestinationConfiguration',
];

const deliveryStream: ResourceType = {
  type: 'AWS::KinesisFirehose::DeliveryStream',
  arn: arn('firehose', 'deliverystream/${DeliveryStreamName}'),
  ref: '${DeliveryStreamName}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  roles: [
    ...deliveries.flatMap(({ roles }) => roles),
    {
      property: 'KinesisStreamSourceConfiguration.RoleARN',
      assumedBy: FIREHOSE,
      directs: 'reading of records',
    },
    {
      property:
        'ExtendedS3DestinationConfiguration.DataFormatConversionConfiguration.SchemaConfiguration.RoleARN',
      assumedBy: FIREHOSE,
      directs: 'reading of the schema',
    },
  ],
  sources: [{ property: 'KinesisStreamSourceConfiguration.KinesisStreamARN', form: 'arn', data: 'records' }],
  destinations: [
    ...deliveries.flatMap(({ destinations }) => destinations),
    {
      property:
        'ExtendedS3DestinationConfiguration.ProcessingConfiguration.Processors.Parameters.ParameterValue',
      form: 'function',
      where: { ParameterName: ['LambdaArn'] },
      data: 'records that the function transforms',
    },
  ],
  undecided: Object.fromEntries(
    UNSUPPORTED.map((property) => [property, 'only deliveries from Kinesis to S3 are supported']),
  ),
  harmless: [
    {
      properties: S3_DELIVERIES.map((property) => `${property}.CloudWatchLoggingOptions.LogStreamName`),
      because: 'it is a part of the log group',
    },
  ],
  keys: [
    'DeliveryStreamEncryptionConfigurationInput.KeyARN',
    'ExtendedS3DestinationConfiguration.S3BackupConfiguration.EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN',
    'ExtendedS3DestinationConfiguration.EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN',
    'S3DestinationConfiguration.EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN',
  ],
  because: 'it takes records to its bucket under its role',
};

export const FIREHOSE_TYPES: readonly ResourceType[] = [deliveryStream];
