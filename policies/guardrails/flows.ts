import type { AuthorizationGuardrail } from './guardrail';
import { deploymentOf, exceptBy, type GuardrailInputs } from './spared';

/** Settings of the account or of resources of any name that send what is recorded somewhere. */
const DELIVERIES = [
  'events:PutPermission',
  'events:RemovePermission',
  'iot:CreateTopicRule',
  'iot:CreateTopicRuleDestination',
  'iot:ReplaceTopicRule',
  'logs:CreateDelivery',
  'logs:CreateExportTask',
  'logs:PutAccountPolicy',
  'logs:PutDeliveryDestination',
  'logs:PutDeliveryDestinationPolicy',
  'logs:PutDeliverySource',
  'logs:PutDestination',
  'logs:PutDestinationPolicy',
  'logs:PutResourcePolicy',
  'logs:DeleteResourcePolicy',
  'pipes:CreatePipe',
  'pipes:UpdatePipe',
  'sns:SetSubscriptionAttributes',
  'sns:Unsubscribe',
];

/** Only the deployment says what leads where: events, schedules, topics, and what log groups keep and send. */
export function flowsGuardrail(inputs: GuardrailInputs): AuthorizationGuardrail {
  const { arns } = inputs;
  const deployment = exceptBy(deploymentOf(inputs));
  return {
    id: 'scp-flows',
    type: 'SERVICE_CONTROL_POLICY',
    description:
      'Only the deployment changes rules and targets of events, schedules, topics, log groups and where they send.',
    statements: [
      {
        Sid: 'EventsByDeployment',
        Effect: 'Deny',
        NotAction: ['events:Describe*', 'events:List*', 'events:PutEvents', 'events:TestEventPattern'],
        Resource: arns.everythingOf('events'),
        wildcardReason: 'A rule of any name could take events of uploads to its maker.',
        ...deployment,
      },
      {
        Sid: 'SchedulesByDeployment',
        Effect: 'Deny',
        NotAction: ['scheduler:Get*', 'scheduler:List*'],
        Resource: arns.everythingOf('scheduler'),
        wildcardReason: 'A schedule of any name runs under a role.',
        ...deployment,
      },
      {
        Sid: 'DeliveriesByDeployment',
        Effect: 'Deny',
        Action: DELIVERIES,
        Resource: '*',
        wildcardReason: 'Some of these take no resource, and the others may have any name.',
        ...deployment,
      },
      {
        Sid: 'TopicsByDeployment',
        Effect: 'Deny',
        NotAction: ['sns:Get*', 'sns:List*', 'sns:Publish'],
        Resource: arns.someOf('sns', arns.anyNameOfEnvironment),
        wildcardReason: 'The topics of the environment: alarms go there.',
        ...deployment,
      },
      {
        Sid: 'LogGroupsByDeployment',
        Effect: 'Deny',
        Action: [
          'logs:AssociateKmsKey',
          'logs:DeleteDataProtectionPolicy',
          'logs:DeleteLogGroup',
          'logs:DeleteLogStream',
          'logs:DeleteRetentionPolicy',
          'logs:DisassociateKmsKey',
          'logs:PutDataProtectionPolicy',
          'logs:PutRetentionPolicy',
          'logs:PutSubscriptionFilter',
        ],
        Resource: arns.ownLogGroupsArns,
        wildcardReason: 'The log groups of the environment, records of incidents among them.',
        ...deployment,
      },
    ],
  };
}
