import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const schedule: ResourceType = {
  type: 'AWS::Scheduler::Schedule',
  // Its group takes tags; in the group `default`, whose role it has.
  partOf: { GroupName: 'ref', 'Target.RoleArn': 'arn' },
  arn: arn('scheduler', 'schedule/${GroupName:-default}/${Name}'),
  ref: '${Name}',
  attributes: { Arn: '${arn}' },
  givenTags: ['Target.EcsParameters.Tags'],
  roles: [
    { property: 'Target.RoleArn', assumedBy: 'scheduler.amazonaws.com', directs: 'calls of the target' },
  ],
  sources: groupsJoined('Target.EcsParameters.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups'),
  destinations: [
    {
      property: 'Target.Arn',
      form: 'arn',
      data: 'the input of the schedule',
      runsIn: ['AWS::ECS::Cluster'],
    },
    { property: 'Target.DeadLetterConfig.Arn', form: 'arn', data: 'inputs that the target did not take' },
    { property: 'Target.EcsParameters.TaskDefinitionArn', form: 'arn', data: 'start of the task' },
  ],
  harmless: [
    { properties: ['Target.EcsParameters.NetworkConfiguration'], because: 'it places the task in a network' },
  ],
  freeTexts: ['Description', 'ScheduleExpression', 'Target.Input'],
  keys: ['KmsKeyArn'],
  because: 'it calls its target under its role, with an input that stands in the template',
};

const scheduleGroup: ResourceType = {
  type: 'AWS::Scheduler::ScheduleGroup',
  arn: arn('scheduler', 'schedule-group/${Name}'),
  ref: '${Name}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  because: 'it holds schedules, which say themselves what they do',
};

export const SCHEDULER: readonly ResourceType[] = [schedule, scheduleGroup];
