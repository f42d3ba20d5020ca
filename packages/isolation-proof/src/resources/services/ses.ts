import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const NEWS = 'news of mail that was sent';
const MAIL = 'mail';

const configurationSet: ResourceType = {
  type: 'AWS::SES::ConfigurationSet',
  arn: arn('ses', 'configuration-set/${Name}'),
  ref: '${Name}',
  tags: 'Tags',
  undecided: { ArchivingOptions: 'archives of mail are not supported' },
  harmless: [
    {
      properties: ['TrackingOptions.HttpsPolicy', 'DeliveryOptions.TlsPolicy'],
      because: 'it says when TLS is used',
    },
  ],
  because: 'its destinations are resources of their own',
};

const eventDestination: ResourceType = {
  type: 'AWS::SES::ConfigurationSetEventDestination',
  sources: [{ property: 'ConfigurationSetName', form: 'ref', data: NEWS, whole: 'own' }],
  roles: [
    {
      property: 'EventDestination.KinesisFirehoseDestination.IAMRoleARN',
      assumedBy: 'ses.amazonaws.com',
      directs: NEWS,
    },
  ],
  destinations: [
    'EventBridgeDestination.EventBusArn',
    'KinesisFirehoseDestination.DeliveryStreamARN',
    'SnsDestination.TopicARN',
  ].map((name): Flow => ({ property: `EventDestination.${name}`, form: 'arn', data: NEWS })),
  because: 'it says where news of mail go',
};

const identity: ResourceType = {
  type: 'AWS::SES::EmailIdentity',
  arn: arn('ses', 'identity/${EmailIdentity}'),
  ref: '${EmailIdentity}',
  tags: 'Tags',
  sources: [
    {
      property: 'ConfigurationSetAttributes.ConfigurationSetName',
      form: 'ref',
      data: 'settings of mail',
      whole: 'shared',
    },
  ],
  because: 'who sends mail as it, policies of principals say',
};

const ACTIONS = ['BounceAction', 'LambdaAction', 'S3Action', 'SNSAction', 'StopAction'];

const receiptRule: ResourceType = {
  type: 'AWS::SES::ReceiptRule',
  ref: '${id}',
  sources: [{ property: 'RuleSetName', form: 'ref', data: MAIL, whole: 'shared' }],
  roles: [{ property: 'Rule.Actions.S3Action.IamRoleArn', assumedBy: 'ses.amazonaws.com', directs: MAIL }],
  destinations: [
    ...ACTIONS.map((action): Flow => ({
      property: `Rule.Actions.${action}.TopicArn`,
      form: 'arn',
      data: MAIL,
    })),
    { property: 'Rule.Actions.LambdaAction.FunctionArn', form: 'function', data: MAIL },
    { property: 'Rule.Actions.S3Action.BucketName', form: 'bucket-name', data: MAIL },
  ],
  keys: ['Rule.Actions.S3Action.KmsKeyArn'],
  undecided: {
    'Rule.Actions.ConnectAction': 'Amazon Connect is not supported',
    'Rule.Actions.WorkmailAction': 'WorkMail is not supported',
  },
  harmless: [{ properties: ['Rule.TlsPolicy'], because: 'it says when TLS is used' }],
  because: 'it says what becomes of mail',
};

export const SES: readonly ResourceType[] = [
  configurationSet,
  eventDestination,
  identity,
  receiptRule,
  {
    type: 'AWS::SES::DedicatedIpPool',
    ref: '${PoolName}',
    tags: 'Tags',
    because: 'it says from which addresses mail is sent',
  },
  {
    type: 'AWS::SES::ReceiptFilter',
    ref: '${id}',
    harmless: [{ properties: ['Filter.IpFilter.Policy'], because: 'it says from where mail is taken' }],
    because: 'it keeps mail out',
  },
  {
    type: 'AWS::SES::ReceiptRuleSet',
    ref: '${RuleSetName}',
    because: 'its rules are resources of their own',
  },
  { type: 'AWS::SES::Template', ref: '${id}', tags: 'Tags', because: 'it is a text of mail' },
];
