import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const NOTIFICATIONS: readonly Flow[] = (
  [
    ['LambdaConfigurations.Function', 'function'],
    ['QueueConfigurations.Queue', 'arn'],
    ['TopicConfigurations.Topic', 'topic'],
  ] as const
).map(([target, form]) => ({
  property: `NotificationConfiguration.${target}`,
  form,
  data: 'names of objects that are written',
}));

const TABLES: readonly Flow[] = [
  'MetadataConfiguration.Destination.TableBucketArn',
  'MetadataTableConfiguration.S3TablesDestination.TableBucketArn',
].map((property) => ({ property, form: 'arn', data: 'names and tags of objects' }));

const PUBLIC_ACCESS_BLOCK = 'the claim that nothing is public asks for all four settings';

const bucket: ResourceType = {
  type: 'AWS::S3::Bucket',
  arn: 'arn:${AWS::Partition}:s3:::${BucketName}',
  contents: ['${arn}/*'],
  ref: '${BucketName}',
  attributes: {
    Arn: '${arn}',
    DomainName: '${BucketName}.s3.${AWS::URLSuffix}',
    RegionalDomainName: '${BucketName}.s3.${AWS::Region}.${AWS::URLSuffix}',
  },
  tags: 'Tags',
  roles: [
    {
      property: 'ReplicationConfiguration.Role',
      assumedBy: 's3.amazonaws.com',
      directs: 'replication of objects',
    },
  ],
  destinations: [
    ...NOTIFICATIONS,
    ...TABLES,
    { property: 'ReplicationConfiguration.Rules.Destination.Bucket', form: 'arn', data: 'objects' },
    {
      property: 'InventoryConfigurations.Destination.BucketArn',
      form: 'arn',
      data: 'names of objects',
    },
    {
      property: 'AnalyticsConfigurations.StorageClassAnalysis.DataExport.Destination.BucketArn',
      form: 'arn',
      data: 'how objects are used',
    },
    { property: 'LoggingConfiguration.DestinationBucketName', form: 'bucket-name', data: 'logs of requests' },
  ],
  undecided: {
    'MetadataConfiguration.AnnotationTableConfiguration': 'tables of annotations are not supported',
  },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
  openings: [
    {
      property: 'AccessControl',
      unless: ['Private', 'BucketOwnerFullControl', 'BucketOwnerRead', 'LogDeliveryWrite'],
      opens: 'its access control list lets others in',
    },
    {
      property: 'WebsiteConfiguration',
      unless: [],
      opens: 'what its policy shows to anybody, browsers show as pages',
    },
    {
      property: 'ReplicationConfiguration.Rules.Destination.AccessControlTranslation.Owner',
      unless: [],
      opens: 'replicas belong to the account of the other bucket',
    },
  ],
  settings: [
    { property: 'VersioningConfiguration.Status', expected: 'Enabled', promises: 'objects can be recovered' },
    {
      property: 'BucketEncryption.ServerSideEncryptionConfiguration.BlockedEncryptionTypes.EncryptionType',
      expected: 'SSE-C',
      promises: 'nobody encrypts objects with a key of their own',
    },
  ],
  harmless: [
    {
      properties: [
        'AnalyticsConfigurations.StorageClassAnalysis.DataExport.Destination.BucketAccountId',
        'InventoryConfigurations.Destination.BucketAccountId',
        'ReplicationConfiguration.Rules.Destination.Account',
      ],
      because: 'it says who should own the other bucket',
    },
    { properties: ['BucketNamespace', 'BucketNamePrefix'], because: 'they are parts of its name' },
    { properties: ['MetricsConfigurations'], because: 'metrics stay in the account' },
    { properties: ['PublicAccessBlockConfiguration'], because: PUBLIC_ACCESS_BLOCK },
    {
      properties: [
        'MetadataConfiguration.Destination',
        'MetadataConfiguration.JournalTableConfiguration',
        'MetadataConfiguration.InventoryTableConfiguration',
        'MetadataTableConfiguration.S3TablesDestination',
      ],
      because: 'tables stand in the bucket for tables that is named beside them',
    },
  ],
  keys: [
    'BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.KMSMasterKeyID',
    'ReplicationConfiguration.Rules.Destination.EncryptionConfiguration.ReplicaKmsKeyID',
    'MetadataConfiguration.JournalTableConfiguration.EncryptionConfiguration.KmsKeyArn',
    'MetadataConfiguration.InventoryTableConfiguration.EncryptionConfiguration.KmsKeyArn',
  ],
  because: 'its policy is a resource of its own',
};

const bucketPolicy: ResourceType = {
  type: 'AWS::S3::BucketPolicy',
  policies: [{ document: 'PolicyDocument', of: { property: 'Bucket', form: 'bucket-name' } }],
  because: 'it is the policy of its bucket',
};

const accessPoint: ResourceType = {
  type: 'AWS::S3::AccessPoint',
  arn: arn('s3', 'accesspoint/${Name}'),
  contents: ['${arn}/object/*'],
  ref: '${Name}',
  attributes: { Arn: '${arn}', Name: '${Name}' },
  tags: 'Tags',
  policies: [{ document: 'Policy' }],
  sources: [{ property: 'Bucket', form: 'bucket-name', data: 'objects' }],
  harmless: [
    { properties: ['BucketAccountId'], because: 'it says who should own the bucket' },
    { properties: ['PublicAccessBlockConfiguration'], because: PUBLIC_ACCESS_BLOCK },
  ],
  because: 'its policy lets in whom the policy of the bucket lets in, too',
};

export const S3: readonly ResourceType[] = [bucket, bucketPolicy, accessPoint];
