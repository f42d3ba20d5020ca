import type { Flow, ResourceType } from '../resource-type';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html */
const PROVIDER: Flow = {
  property: 'ServiceToken',
  form: 'arn',
  whole: 'shared',
  data: 'the properties of the custom resource',
};

const CALLS = 'it makes calls of AWS at deployment, whose effect no template shows';

/** Any `Custom::` type that is not described by itself. */
export const CUSTOM_RESOURCE: ResourceType = {
  type: 'AWS::CloudFormation::CustomResource',
  anyProperty: true,
  destinations: [PROVIDER],
  // Made by the CDK's AwsCustomResource, whatever its type is called: it always sets this property.
  undecided: { InstallLatestAwsSdk: CALLS },
  because: 'its provider acts under a role of its own, which is judged like any other role',
};

/** Made by the CDK for `bucket.addEventNotification`: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3.Bucket.html */
const bucketNotifications: ResourceType = {
  type: 'Custom::S3BucketNotifications',
  partOf: { BucketName: 'bucket-name' },
  sources: [{ property: 'BucketName', form: 'bucket-name', data: 'names of objects that are written' }],
  destinations: [
    PROVIDER,
    ...(
      [
        ['LambdaFunctionConfigurations.LambdaFunctionArn', 'function'],
        ['QueueConfigurations.QueueArn', 'arn'],
        ['TopicConfigurations.TopicArn', 'topic'],
      ] as const
    ).map(([target, form]) => ({
      property: `NotificationConfiguration.${target}`,
      form,
      data: 'names of objects that are written',
    })),
  ],
  because: 'it sets the notifications of its bucket',
};

/** Stands for the notifications of a stack, which the manifest of an assembly names; no template has it. */
export const STACK_NOTIFICATIONS = 'AWS::CDK::StackNotifications';

export const CLOUDFORMATION: readonly ResourceType[] = [
  CUSTOM_RESOURCE,
  bucketNotifications,
  {
    type: 'Custom::AWS',
    refused: CALLS,
    because: 'it is never judged',
  },
  {
    type: 'AWS::CloudFormation::Stack',
    tags: 'Tags',
    refused: 'nested stacks are not supported; make them stacks of the app',
    hidesResources: true,
    because: 'it is never judged',
  },
  {
    type: STACK_NOTIFICATIONS,
    destinations: [
      {
        property: 'notificationArns',
        form: 'topic',
        data: 'events of the stack, with names and properties of its resources,',
      },
    ],
    because: 'it names topics',
  },
  { type: 'AWS::CDK::Metadata', because: 'it says which constructs were used, to AWS' },
  { type: 'AWS::CloudFormation::WaitCondition', because: 'it waits' },
  { type: 'AWS::CloudFormation::WaitConditionHandle', because: 'it is an address that ends a wait' },
];
