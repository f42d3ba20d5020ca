import { CDK_HANDLERS, HANDLER } from './cdk-handlers';
import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html */
const PROVIDER: Flow = {
  property: 'ServiceToken',
  form: 'arn',
  data: 'the properties of the custom resource',
  whole: 'own',
};

/** Of the CDK's AwsCustomResource. */
const CALLS = ['Create', 'Update', 'Delete'];

/** Any `Custom::` type that is not described by itself. */
export const CUSTOM_RESOURCE: ResourceType = {
  type: 'AWS::CloudFormation::CustomResource',
  anyProperty: true,
  destinations: [PROVIDER],
  // Made by the CDK's AwsCustomResource, whatever its type is called: it always sets this property.
  calls: { properties: CALLS, if: 'InstallLatestAwsSdk' },
  because: 'its provider acts under a role of its own, which is judged like any other role',
};

/** Made by the CDK for `bucket.addEventNotification`: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3.Bucket.html */
const bucketNotifications: ResourceType = {
  type: 'Custom::S3BucketNotifications',
  partOf: { BucketName: 'bucket-name' },
  sources: [{ property: 'BucketName', form: 'bucket-name', data: 'names of objects that are written' }],
  destinations: [
    HANDLER,
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

/** A nested stack whose template is not among the files of the assembly. */
export const STACK = 'AWS::CloudFormation::Stack';

/** One whose template is judged as a stack of its own; no template has the type. */
export const NESTED_STACK = 'AWS::CDK::NestedStack';

const STACK_EVENTS = 'events of the stack, with names and properties of its resources,';

export const CLOUDFORMATION: readonly ResourceType[] = [
  CUSTOM_RESOURCE,
  bucketNotifications,
  ...CDK_HANDLERS,
  {
    type: 'Custom::AWS',
    anyProperty: true,
    destinations: [PROVIDER],
    calls: { properties: CALLS },
    because: 'its calls act under the role of its function, which is judged like any other role',
  },
  {
    type: STACK,
    tags: 'Tags',
    refused:
      'its template is not among the assets of the assembly; make it a NestedStack of the CDK, or a stack of the app',
    hidesResources: true,
    because: 'it is never judged',
  },
  {
    type: NESTED_STACK,
    tags: 'Tags',
    destinations: [{ property: 'NotificationARNs', form: 'topic', data: STACK_EVENTS }],
    because: 'its template is judged as a stack of its own, with the values of its parameters',
  },
  {
    type: STACK_NOTIFICATIONS,
    destinations: [{ property: 'notificationArns', form: 'topic', data: STACK_EVENTS }],
    because: 'it names topics',
  },
  { type: 'AWS::CDK::Metadata', because: 'it says which constructs were used, to AWS' },
  { type: 'AWS::CloudFormation::WaitCondition', because: 'it waits' },
  { type: 'AWS::CloudFormation::WaitConditionHandle', because: 'it is an address that ends a wait' },
];
