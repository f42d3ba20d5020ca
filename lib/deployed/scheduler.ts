import {
  GetScheduleCommand,
  GetScheduleGroupCommand,
  type GetScheduleOutput,
  ListTagsForResourceCommand,
  type SchedulerClient,
  type Target,
} from '@aws-sdk/client-scheduler';
import { isJsonObject, type JsonObject } from './json-value';
import { type ReadTarget, resourceReader, unlessAssumed } from './resource-reader';

const DEFAULT_GROUP = 'default';
/** What a schedule has that says nothing of retries. */
const DEFAULT_RETRIES = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 };

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedulegroup.html */
export const scheduleGroupReader = resourceReader({
  type: 'AWS::Scheduler::ScheduleGroup',
  comparisons: { Name: 'value', Tags: 'tags' },
  read: async ({ physicalId, clients: { scheduler } }) => {
    const { Arn, Name } = await scheduler.send(new GetScheduleGroupCommand({ Name: physicalId }));
    const { Tags } = await scheduler.send(new ListTagsForResourceCommand({ ResourceArn: Arn }));
    return { Name, Tags };
  },
  attributes: async ({ physicalId: Name, clients: { scheduler } }) => {
    const { Arn } = await scheduler.send(new GetScheduleGroupCommand({ Name }));
    return Arn === undefined ? {} : { Arn };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html */
export const scheduleReader = resourceReader({
  type: 'AWS::Scheduler::Schedule',
  comparisons: {
    Description: 'value',
    FlexibleTimeWindow: 'value',
    GroupName: 'value',
    KmsKeyArn: 'value',
    Name: 'value',
    ScheduleExpression: 'value',
    ScheduleExpressionTimezone: 'value',
    State: 'value',
    Target: 'value',
  },
  read: async (target) => {
    const schedule = await scheduleOf(target.clients.scheduler, target);
    return {
      Description: schedule.Description,
      FlexibleTimeWindow: schedule.FlexibleTimeWindow,
      GroupName: schedule.GroupName,
      KmsKeyArn: schedule.KmsKeyArn,
      Name: schedule.Name,
      ScheduleExpression: schedule.ScheduleExpression,
      ScheduleExpressionTimezone: unlessAssumed(
        schedule.ScheduleExpressionTimezone,
        target.properties?.['ScheduleExpressionTimezone'],
        'UTC',
      ),
      State: schedule.State,
      Target: schedule.Target === undefined ? undefined : targetOf(schedule.Target, target.properties),
    };
  },
});

/** The id of a schedule is its name, and its group is in the template alone. */
function scheduleOf(
  scheduler: SchedulerClient,
  { physicalId: Name, properties }: ReadTarget,
): Promise<GetScheduleOutput> {
  const group = properties?.['GroupName'];
  const GroupName = typeof group === 'string' ? group : DEFAULT_GROUP;
  return scheduler.send(new GetScheduleCommand({ GroupName, Name }));
}

/** Scheduler fills in what a target does not say of retries. */
function targetOf({ RetryPolicy, ...target }: Target, properties: JsonObject | undefined): object {
  const said = part(part(properties, 'Target'), 'RetryPolicy');
  const retries = {
    MaximumEventAgeInSeconds: unlessAssumed(
      RetryPolicy?.MaximumEventAgeInSeconds,
      said?.['MaximumEventAgeInSeconds'],
      DEFAULT_RETRIES.MaximumEventAgeInSeconds,
    ),
    MaximumRetryAttempts: unlessAssumed(
      RetryPolicy?.MaximumRetryAttempts,
      said?.['MaximumRetryAttempts'],
      DEFAULT_RETRIES.MaximumRetryAttempts,
    ),
  };
  const isSaid = said !== undefined || Object.values(retries).some((value) => value !== undefined);
  return { ...target, RetryPolicy: isSaid ? retries : undefined };
}

function part(value: JsonObject | undefined, name: string): JsonObject | undefined {
  const found = value?.[name];
  return isJsonObject(found) ? found : undefined;
}
