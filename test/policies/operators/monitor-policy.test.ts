import { monitorPolicy } from '../../../policies/operators/monitor-policy';
import { policyDocument } from '../../../policies/statement';
import { NAMING } from '../../fixtures/environment';
import { FLEET_STATEMENTS } from './fleet-statements';

test('what the monitor may do', () => {
  expect(policyDocument(monitorPolicy(NAMING)).Statement).toEqual([
    ...FLEET_STATEMENTS,
    {
      Sid: 'SeeState',
      Effect: 'Allow',
      Action: [
        'cloudwatch:DescribeAlarmHistory',
        'cloudwatch:DescribeAlarms',
        'cloudwatch:DescribeAlarmsForMetric',
        'cloudwatch:GetDashboard',
        'cloudwatch:GetMetricData',
        'cloudwatch:GetMetricStatistics',
        'cloudwatch:ListDashboards',
        'cloudwatch:ListMetrics',
        'cloudformation:DescribeStackEvents',
        'cloudformation:DescribeStackResources',
        'cloudformation:DescribeStacks',
        'cloudformation:ListStackResources',
        'cloudformation:ListStacks',
        'sqs:GetQueueAttributes',
        'sqs:GetQueueUrl',
        'sqs:ListQueues',
        'logs:DescribeLogGroups',
        'logs:DescribeLogStreams',
        'events:DescribeRule',
        'events:ListRules',
        'events:ListTargetsByRule',
        'athena:GetWorkGroup',
        'athena:ListWorkGroups',
      ],
      Resource: '*',
    },
  ]);
});
