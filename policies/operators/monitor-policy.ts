import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';
import { readFleet } from './fleet-reading';

const METRICS = [
  'cloudwatch:DescribeAlarmHistory',
  'cloudwatch:DescribeAlarms',
  'cloudwatch:DescribeAlarmsForMetric',
  'cloudwatch:GetDashboard',
  'cloudwatch:GetMetricData',
  'cloudwatch:GetMetricStatistics',
  'cloudwatch:ListDashboards',
  'cloudwatch:ListMetrics',
] as const;

const STACKS = [
  'cloudformation:DescribeStackEvents',
  'cloudformation:DescribeStackResources',
  'cloudformation:DescribeStacks',
  'cloudformation:ListStackResources',
  'cloudformation:ListStacks',
] as const;

/** How many messages wait. A message is read with sqs:ReceiveMessage, which is not here. */
const QUEUES = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ListQueues'] as const;

/** Which groups and streams there are, and their sizes. Events are read with other actions. */
const LOGS = ['logs:DescribeLogGroups', 'logs:DescribeLogStreams'] as const;

const RULES = ['events:DescribeRule', 'events:ListRules', 'events:ListTargetsByRule'] as const;

/**
 * Settings of workgroups. Of queries there are metrics: athena:GetQueryExecution returns a query's text with its state,
 * and IAM cannot part them.
 */
const WORKGROUPS = ['athena:GetWorkGroup', 'athena:ListWorkGroups'] as const;

/**
 * What shows how the platform is doing: metrics and alarms, the state of stacks, queues and hubs, names of log groups.
 * Names of organizations are in all of it, because alarms and stacks are theirs; contents are in none of it.
 */
export function monitorPolicy(naming: Naming): Statement[] {
  return [
    ...readFleet(naming),
    {
      Sid: 'SeeState',
      Effect: 'Allow',
      Action: [...METRICS, ...STACKS, ...QUEUES, ...LOGS, ...RULES, ...WORKGROUPS],
      Resource: '*',
      wildcardReason:
        'Several of these take no resource, and the rest is asked about every organization. They show states, names and numbers, and no messages, log events, queries or results.',
    },
  ];
}
