import { outsidersGuardrail } from '../../../policies/guardrails/outsiders';
import { guardrailInputs } from '../../../policies/guardrails/spared';
import { policyDocument } from '../../../policies/statement';
import { GUARDED } from '../../fixtures/guarded';

const EXECUTION = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-central-1';
const DEPLOY = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-deploy-role-111122223333-eu-central-1';
const FILES = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-file-publishing-role-111122223333-eu-central-1';
const IMAGES = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-image-publishing-role-111122223333-eu-central-1';
const BREAK_GLASS = 'arn:aws:iam::111122223333:role/ts-test-break-glass';

test('the guardrail about who of other accounts gets in', () => {
  const { statements } = outsidersGuardrail(guardrailInputs(GUARDED));
  expect(policyDocument(statements)).toEqual({ Version: '2012-10-17', Statement: [
  {
    "Sid": "OnlyPrincipalsOfAccount",
    "Effect": "Deny",
    "Principal": "*",
    "Action": [
      "ecr:*",
      "kms:*",
      "logs:*",
      "s3:*",
      "secretsmanager:*",
      "sqs:*"
    ],
    "Resource": "*",
    "Condition": {
      "StringNotEqualsIfExists": {
        "aws:PrincipalAccount": "111122223333"
      },
      "BoolIfExists": {
        "aws:PrincipalIsAWSService": "false"
      }
    }
  },
  {
    "Sid": "OnlyNamedOutsidersAssumeRoles",
    "Effect": "Deny",
    "Principal": "*",
    "Action": "sts:AssumeRole",
    "Resource": [
      "arn:aws:iam::111122223333:role/ts-test-*",
      EXECUTION,
      DEPLOY,
      FILES,
      IMAGES
    ],
    "Condition": {
      "StringNotEqualsIfExists": {
        "aws:PrincipalAccount": "111122223333"
      },
      "ArnNotEqualsIfExists": {
        "aws:PrincipalArn": [
          "arn:aws:iam::444455556666:role/auditors"
        ]
      },
      "BoolIfExists": {
        "aws:PrincipalIsAWSService": "false"
      }
    }
  },
  {
    "Sid": "OnlyAnalystsBringTagsOfOrganizations",
    "Effect": "Deny",
    "Principal": "*",
    "Action": [
      "sts:AssumeRole",
      "sts:AssumeRoleWithSAML",
      "sts:AssumeRoleWithWebIdentity",
      "sts:TagSession"
    ],
    "NotResource": [
      "arn:aws:iam::111122223333:role/ts-test-*-analyst",
      BREAK_GLASS
    ],
    "Condition": {
      "ForAnyValue:StringEqualsIgnoreCase": {
        "aws:TagKeys": [
          "orgSlug",
          "orgKeyArn",
          "orgDatabase"
        ]
      }
    }
  },
  {
    "Sid": "OnlyServicesForAccount",
    "Effect": "Deny",
    "Principal": "*",
    "Action": [
      "ecr:*",
      "kms:*",
      "logs:*",
      "s3:*",
      "secretsmanager:*",
      "sqs:*",
      "sts:AssumeRole"
    ],
    "Resource": "*",
    "Condition": {
      "Bool": {
        "aws:PrincipalIsAWSService": "true"
      },
      "Null": {
        "aws:SourceAccount": "false"
      },
      "StringNotEquals": {
        "aws:SourceAccount": "111122223333"
      }
    }
  }
] });
});
