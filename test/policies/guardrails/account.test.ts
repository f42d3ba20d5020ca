import { accountGuardrail } from '../../../policies/guardrails/account';
import { guardrailInputs } from '../../../policies/guardrails/spared';
import { policyDocument } from '../../../policies/statement';
import { GUARDED } from '../../fixtures/guarded';

const EXECUTION = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-central-1';
const DEPLOY = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-deploy-role-111122223333-eu-central-1';
const DELIVERY = 'arn:aws:iam::111122223333:role/delivery';
const DEPLOYMENT = [EXECUTION, DELIVERY];

test('the guardrail about trails, stacks, Regions and the account itself', () => {
  const { statements } = accountGuardrail(guardrailInputs(GUARDED));
  expect(policyDocument(statements)).toEqual({ Version: '2012-10-17', Statement: [
  {
    "Sid": "TrailsByDeployment",
    "Effect": "Deny",
    "NotAction": [
      "cloudtrail:CancelQuery",
      "cloudtrail:Describe*",
      "cloudtrail:GenerateQuery*",
      "cloudtrail:Get*",
      "cloudtrail:List*",
      "cloudtrail:LookupEvents",
      "cloudtrail:StartQuery"
    ],
    "Resource": "arn:aws:cloudtrail:*:111122223333:*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "WatchersByDeployment",
    "Effect": "Deny",
    "Action": [
      "access-analyzer:ApplyArchiveRule",
      "access-analyzer:CreateArchiveRule",
      "access-analyzer:DeleteAnalyzer",
      "access-analyzer:DeleteArchiveRule",
      "access-analyzer:TagResource",
      "access-analyzer:UntagResource",
      "access-analyzer:UpdateAnalyzer",
      "access-analyzer:UpdateArchiveRule",
      "access-analyzer:UpdateFindings",
      "cloudtrail:DeregisterOrganizationDelegatedAdmin",
      "cloudtrail:RegisterOrganizationDelegatedAdmin",
      "config:DeleteConfigurationRecorder",
      "config:DeleteDeliveryChannel",
      "config:PutConfigurationRecorder",
      "config:PutDeliveryChannel",
      "config:StopConfigurationRecorder"
    ],
    "Resource": "*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "StacksByDeployment",
    "Effect": "Deny",
    "NotAction": [
      "cloudformation:BatchDescribe*",
      "cloudformation:Describe*",
      "cloudformation:Detect*",
      "cloudformation:EstimateTemplateCost",
      "cloudformation:Get*",
      "cloudformation:List*",
      "cloudformation:ValidateTemplate"
    ],
    "Resource": "arn:aws:cloudformation:*:111122223333:*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": [...DEPLOYMENT,
          DEPLOY
        ]
      }
    }
  },
  {
    "Sid": "TypesOfStacksByDeployment",
    "Effect": "Deny",
    "Action": [
      "cloudformation:ActivateType",
      "cloudformation:CreateStackSet",
      "cloudformation:RegisterType",
      "cloudformation:SetTypeConfiguration",
      "cloudformation:SetTypeDefaultVersion"
    ],
    "Resource": "*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "NobodyLeaves",
    "Effect": "Deny",
    "Action": [
      "account:CloseAccount",
      "account:DisableRegion",
      "account:EnableRegion",
      "account:StartPrimaryEmailUpdate",
      "organizations:LeaveOrganization"
    ],
    "Resource": "*"
  },
  {
    "Sid": "RegionsOfEnvironment",
    "Effect": "Deny",
    "NotAction": [
      "account:*",
      "artifact:*",
      "aws-portal:*",
      "billing:*",
      "budgets:*",
      "ce:*",
      "cloudfront:*",
      "consolidatedbilling:*",
      "cur:*",
      "freetier:*",
      "globalaccelerator:*",
      "health:*",
      "iam:*",
      "invoicing:*",
      "organizations:*",
      "payments:*",
      "route53:*",
      "route53domains:*",
      "s3:GetAccountPublicAccessBlock",
      "s3:ListAllMyBuckets",
      "shield:*",
      "sts:*",
      "support:*",
      "supportplans:*",
      "tax:*",
      "trustedadvisor:*",
      "waf:*"
    ],
    "Resource": "*",
    "Condition": {
      "StringNotEquals": {
        "aws:RequestedRegion": [
          "eu-central-1",
          "eu-west-1"
        ]
      },
      "ArnNotEquals": {
        "aws:PrincipalArn": [
          DELIVERY
        ]
      }
    }
  },
  {
    "Sid": "NoRootUser",
    "Effect": "Deny",
    "Action": "*",
    "Resource": "*",
    "Condition": {
      "ArnLike": {
        "aws:PrincipalArn": "arn:aws:iam::*:root"
      }
    }
  }
] });
});
