import type { ResourceType } from '../resource-type';

const SETTINGS = 'settings of resources';

const rule: ResourceType = {
  type: 'AWS::Config::ConfigRule',
  ref: '${ConfigRuleName}',
  // https://docs.aws.amazon.com/config/latest/APIReference/API_Scope.html
  sources: [
    {
      property: 'Scope.ComplianceResourceId',
      form: 'ref',
      data: SETTINGS,
      absent: 'everything',
      whole: 'own',
    },
  ],
  destinations: [
    {
      property: 'Source.SourceIdentifier',
      form: 'function',
      where: { Owner: ['CUSTOM_LAMBDA'] },
      data: SETTINGS,
    },
  ],
  harmless: [
    { properties: ['Source.CustomPolicyDetails'], because: 'it is a rule of Guard, which grants nothing' },
  ],
  because: 'it judges settings of resources and changes none',
};

const recorder: ResourceType = {
  type: 'AWS::Config::ConfigurationRecorder',
  ref: '${Name}',
  roles: [{ property: 'RoleARN', assumedBy: 'config.amazonaws.com', directs: 'reading of settings' }],
  accountWide: SETTINGS,
  because: 'it records settings under its role',
};

const deliveryChannel: ResourceType = {
  type: 'AWS::Config::DeliveryChannel',
  ref: '${Name}',
  destinations: [
    { property: 'S3BucketName', form: 'bucket-name', data: SETTINGS },
    { property: 'SnsTopicARN', form: 'topic', data: SETTINGS },
  ],
  accountWide: SETTINGS,
  keys: ['S3KmsKeyArn'],
  because: 'it sends what is recorded to its destinations',
};

const authorization: ResourceType = {
  type: 'AWS::Config::AggregationAuthorization',
  tags: 'Tags',
  openings: [
    { property: 'AuthorizedAccountId', unless: [], opens: 'that account reads settings of resources' },
  ],
  because: 'it lets one account in',
};

export const CONFIG: readonly ResourceType[] = [rule, recorder, deliveryChannel, authorization];
