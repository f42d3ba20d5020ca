import {
  GetScheduleCommand,
  GetScheduleGroupCommand,
  type GetScheduleOutput,
  ListTagsForResourceCommand,
  type SchedulerClient,
  type Target,
} from '@aws-sdk/client-scheduler';
import { type ReadTarget, resourceReader, unlessDefault } from './resource-reader';

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
      ScheduleExpressionTimezone: unlessDefault(schedule.ScheduleExpressionTimezone, 'UTC'),
      State: schedule.State,
      Target: schedule.Target === undefined ? undefined : targetOf(schedule.Target),
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

function targetOf({ RetryPolicy, ...target }: Target): object {
  const retries = { ...DEFAULT_RETRIES, ...RetryPolicy };
  const isDefault =
    retries.MaximumEventAgeInSeconds === DEFAULT_RETRIES.MaximumEventAgeInSeconds &&
    retries.MaximumRetryAttempts === DEFAULT_RETRIES.MaximumRetryAttempts;
  return { ...target, RetryPolicy: isDefault ? undefined : RetryPolicy };
}
