import { Match } from 'aws-cdk-lib/assertions';
import { Incidents } from '../../../constructs/operators/incidents';
import { templateOf } from '../../fixtures/cdk-app';
import { NAMING } from '../../fixtures/environment';

const incidents = (...notify: string[]): ReturnType<typeof templateOf> =>
  templateOf((scope) => new Incidents(scope, 'Incidents', { naming: NAMING, notify }));

test('whoever asks for break-glass raises an alarm and leaves a record, and neither gets lost', () => {
  const undelivered = { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Undelivered'), 'Arn'] } };
  incidents().hasResourceProperties('AWS::Events::Rule', {
    State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    EventPattern: {
      source: ['aws.sts'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: {
        eventSource: ['sts.amazonaws.com'],
        eventName: ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'],
        requestParameters: { roleArn: [NAMING.roleArn(NAMING.shared.breakGlassRole)] },
      },
    },
    Targets: [
      {
        Id: 'Alarm',
        Arn: { Ref: Match.stringLikeRegexp('Topic') },
        DeadLetterConfig: undelivered,
        InputTransformer: {
          InputTemplate: Match.stringLikeRegexp(
            'Owner: the operators on call. Runbook: docs/operator/break-glass.md',
          ),
        },
      },
      {
        Id: 'Record',
        Arn: NAMING.logGroupArn(NAMING.shared.incidentLogGroup),
        DeadLetterConfig: undelivered,
      },
    ],
  });
});

test('topic, record and what was not delivered are encrypted, and the record has no end', () => {
  const template = incidents();
  const key = { 'Fn::GetAtt': [Match.stringLikeRegexp('Key'), 'Arn'] };
  template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: key });
  template.hasResourceProperties('AWS::SQS::Queue', { KmsMasterKeyId: key });
  template.hasResource('AWS::Logs::LogGroup', {
    DeletionPolicy: 'RetainExceptOnCreate',
    Properties: { KmsKeyId: key, RetentionInDays: Match.absent() },
  });
});

test('each address is told', () => {
  const template = incidents('security@example.com', 'on-call@example.com');
  for (const Endpoint of ['security@example.com', 'on-call@example.com']) {
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint });
  }
  incidents().resourceCountIs('AWS::SNS::Subscription', 0);
});
