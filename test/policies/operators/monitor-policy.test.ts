import { monitorPolicy } from '../../../policies/operators/monitor-policy';
import { policyDocument } from '../../../policies/statement';
import { NAMING } from '../../fixtures/environment';

test('what the monitor may do', () => {
  expect(policyDocument(monitorPolicy(NAMING)).Statement).toEqual([
    {
      Sid: 'ListHubs',
      Effect: 'Allow',
      Action: [
        'iot:DescribeEndpoint',
        'iot:ListThings',
        'ssm:DescribeActivations',
        'ssm:DescribeInstanceInformation',
      ],
      Resource: '*',
    },
    {
      Sid: 'ReadHubs',
      Effect: 'Allow',
      Action: ['iot:DescribeThing', 'iot:GetThingShadow', 'iot:ListThingPrincipals'],
      Resource: 'arn:aws:iot:eu-central-1:111122223333:thing/*--*',
    },
    {
      Sid: 'ReadCertificates',
      Effect: 'Allow',
      Action: 'iot:DescribeCertificate',
      Resource: 'arn:aws:iot:eu-central-1:111122223333:cert/*',
    },
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
