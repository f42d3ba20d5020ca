import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn, globalArn } from '../text-template';

const ACTIONS: readonly Flow[] = ['AlarmActions', 'OKActions', 'InsufficientDataActions'].map((property) => ({
  property,
  form: 'arn',
  data: 'state changes of the alarm',
}));

const alarm: ResourceType = {
  type: 'AWS::CloudWatch::Alarm',
  arn: arn('cloudwatch', 'alarm:${AlarmName}'),
  ref: '${AlarmName}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  destinations: ACTIONS,
  harmless: [{ properties: ['Metrics'], because: 'whoever owns the metrics shares them, not the alarm' }],
  freeTexts: ['AlarmDescription'],
  because: 'it watches metrics, and tells of them only through its actions',
};

const compositeAlarm: ResourceType = {
  type: 'AWS::CloudWatch::CompositeAlarm',
  arn: arn('cloudwatch', 'alarm:${AlarmName}'),
  ref: '${AlarmName}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  destinations: ACTIONS,
  freeTexts: ['AlarmDescription'],
  because: 'it watches alarms, and tells of them only through its actions',
};

const dashboard: ResourceType = {
  type: 'AWS::CloudWatch::Dashboard',
  arn: globalArn('cloudwatch', 'dashboard/${DashboardName}'),
  ref: '${DashboardName}',
  tags: 'Tags',
  because: 'what it shows is read with the rights of whoever looks at it',
};

export const CLOUDWATCH: readonly ResourceType[] = [alarm, compositeAlarm, dashboard];
