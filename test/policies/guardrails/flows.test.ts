import { flowsGuardrail } from '../../../policies/guardrails/flows';
import { guardrailInputs } from '../../../policies/guardrails/spared';
import { policyDocument } from '../../../policies/statement';
import { GUARDED } from '../../fixtures/guarded';

const EXECUTION = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-central-1';
const DELIVERY = 'arn:aws:iam::111122223333:role/delivery';
const DEPLOYMENT = [EXECUTION, DELIVERY];

test('the guardrail about what leads where', () => {
  const { statements } = flowsGuardrail(guardrailInputs(GUARDED));
  expect(policyDocument(statements)).toEqual({ Version: '2012-10-17', Statement: [
  {
    "Sid": "EventsByDeployment",
    "Effect": "Deny",
    "NotAction": [
      "events:Describe*",
      "events:List*",
      "events:PutEvents",
      "events:TestEventPattern"
    ],
    "Resource": "arn:aws:events:*:111122223333:*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "SchedulesByDeployment",
    "Effect": "Deny",
    "NotAction": [
      "scheduler:Get*",
      "scheduler:List*"
    ],
    "Resource": "arn:aws:scheduler:*:111122223333:*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "DeliveriesByDeployment",
    "Effect": "Deny",
    "Action": [
      "events:PutPermission",
      "events:RemovePermission",
      "iot:CreateTopicRule",
      "iot:CreateTopicRuleDestination",
      "iot:ReplaceTopicRule",
      "logs:CreateDelivery",
      "logs:CreateExportTask",
      "logs:PutAccountPolicy",
      "logs:PutDeliveryDestination",
      "logs:PutDeliveryDestinationPolicy",
      "logs:PutDeliverySource",
      "logs:PutDestination",
      "logs:PutDestinationPolicy",
      "logs:PutResourcePolicy",
      "logs:DeleteResourcePolicy",
      "pipes:CreatePipe",
      "pipes:UpdatePipe",
      "sns:SetSubscriptionAttributes",
      "sns:Unsubscribe"
    ],
    "Resource": "*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "TopicsByDeployment",
    "Effect": "Deny",
    "NotAction": [
      "sns:Get*",
      "sns:List*",
      "sns:Publish"
    ],
    "Resource": "arn:aws:sns:*:111122223333:ts-test-*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "LogGroupsByDeployment",
    "Effect": "Deny",
    "Action": [
      "logs:AssociateKmsKey",
      "logs:DeleteDataProtectionPolicy",
      "logs:DeleteLogGroup",
      "logs:DeleteLogStream",
      "logs:DeleteRetentionPolicy",
      "logs:DisassociateKmsKey",
      "logs:PutDataProtectionPolicy",
      "logs:PutRetentionPolicy",
      "logs:PutSubscriptionFilter"
    ],
    "Resource": "arn:aws:logs:*:111122223333:log-group:/ts/test/*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  }
] });
});
