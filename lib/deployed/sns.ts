import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import { resourceReader, unlessDefault } from './resource-reader';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const topicReader = resourceReader({
  type: 'AWS::SNS::Topic',
  comparisons: {
    DisplayName: 'value',
    KmsMasterKeyId: 'value',
    SignatureVersion: 'value',
    Tags: 'tags',
    TopicName: 'value',
    TracingConfig: 'value',
  },
  read: async ({ physicalId: TopicArn, clients: { sns } }) => {
    const [attributes, { Tags }] = await Promise.all([
      attributesOf(sns, TopicArn),
      sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn })),
    ]);
    return {
      DisplayName: unlessDefault(attributes['DisplayName'], ''),
      KmsMasterKeyId: attributes['KmsMasterKeyId'],
      SignatureVersion: attributes['SignatureVersion'],
      Tags,
      TopicName: nameOf(TopicArn),
      TracingConfig: attributes['TracingConfig'],
    };
  },
  attributes: ({ physicalId: TopicArn }) => Promise.resolve({ TopicArn, TopicName: nameOf(TopicArn) }),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html */
export const topicPolicyReader = resourceReader({
  type: 'AWS::SNS::TopicPolicy',
  comparisons: { PolicyDocument: 'json', Topics: 'set' },
  // The id is a name that CloudFormation made up; which topics have the policy is in the template alone.
  read: async ({ properties, clients: { sns } }) => {
    const arns = Array.isArray(properties?.['Topics']) ? (properties['Topics'] as string[]) : [];
    const policies = await Promise.all(arns.map(async (arn) => (await attributesOf(sns, arn))['Policy']));
    const [first, ...others] = policies;
    return {
      PolicyDocument: others.every((policy) => policy === first) ? first : policies,
      Topics: arns.filter((_arn, index) => policies[index] !== undefined),
    };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicinlinepolicy.html */
export const topicInlinePolicyReader = resourceReader({
  type: 'AWS::SNS::TopicInlinePolicy',
  comparisons: { PolicyDocument: 'json', TopicArn: 'value' },
  // A topic has one policy, whose id is the topic's ARN.
  read: async ({ physicalId: TopicArn, clients: { sns } }) => {
    const { Policy } = await attributesOf(sns, TopicArn);
    return { PolicyDocument: Policy, TopicArn };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export const subscriptionReader = resourceReader({
  type: 'AWS::SNS::Subscription',
  comparisons: {
    Endpoint: 'value',
    FilterPolicy: 'json',
    FilterPolicyScope: 'value',
    Protocol: 'value',
    RawMessageDelivery: 'value',
    TopicArn: 'value',
  },
  read: async ({ physicalId: SubscriptionArn, clients: { sns } }) => {
    const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    // A filter that nobody set has neither text nor scope.
    const filter = unlessDefault(Attributes?.['FilterPolicy'], '');
    return {
      Endpoint: Attributes?.['Endpoint'],
      FilterPolicy: filter,
      FilterPolicyScope: filter === undefined ? undefined : Attributes?.['FilterPolicyScope'],
      Protocol: Attributes?.['Protocol'],
      RawMessageDelivery: unlessDefault(Attributes?.['RawMessageDelivery'] === 'true', false),
      TopicArn: Attributes?.['TopicArn'],
    };
  },
});

async function attributesOf(sns: SNSClient, TopicArn: string): Promise<Readonly<Record<string, string>>> {
  const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
  return Attributes ?? {};
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
