import {
  DescribeRuleCommand,
  type EventBridgeClient,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { resourceReader } from './resource-reader';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const ruleReader = resourceReader({
  type: 'AWS::Events::Rule',
  comparisons: {
    Description: 'value',
    EventBusName: 'value',
    EventPattern: 'json',
    Name: 'value',
    State: 'value',
    Tags: 'tags',
    Targets: 'value',
  },
  // The id of a rule on the default bus is its name.
  read: async ({ physicalId: Name, clients: { events } }) => {
    const rule = await events.send(new DescribeRuleCommand({ Name }));
    const [targets, { Tags }] = await Promise.all([
      targetsOf(events, Name),
      events.send(new ListTagsForResourceCommand({ ResourceARN: rule.Arn })),
    ]);
    return {
      Description: rule.Description,
      EventBusName: rule.EventBusName,
      EventPattern: rule.EventPattern,
      Name: rule.Name,
      State: rule.State,
      Tags,
      Targets: targets,
    };
  },
  attributes: async ({ physicalId: Name, clients: { events } }) => {
    const { Arn } = await events.send(new DescribeRuleCommand({ Name }));
    return Arn === undefined ? {} : { Arn };
  },
});

/** Every page; the client has no paginator for this operation. */
async function targetsOf(events: EventBridgeClient, Rule: string): Promise<Target[]> {
  const all: Target[] = [];
  let NextToken: string | undefined;
  do {
    const page = await events.send(new ListTargetsByRuleCommand({ Rule, NextToken }));
    all.push(...(page.Targets ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return all;
}
