import { dataGuardrail } from '../../../policies/guardrails/data';
import { guardrailInputs } from '../../../policies/guardrails/spared';
import { policyDocument } from '../../../policies/statement';
import { GUARDED } from '../../fixtures/guarded';

const EXECUTION = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-central-1';
const FILES = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-file-publishing-role-111122223333-eu-central-1';
const DELIVERY = 'arn:aws:iam::111122223333:role/delivery';
const DEPLOYMENT = [EXECUTION, DELIVERY];

test('the guardrail about what guards data', () => {
  const { statements } = dataGuardrail(guardrailInputs(GUARDED));
  expect(policyDocument(statements)).toEqual({ Version: '2012-10-17', Statement: [
  {
    "Sid": "BucketsByDeployment",
    "Effect": "Deny",
    "NotAction": [
      "s3:AbortMultipartUpload",
      "s3:DeleteObject",
      "s3:Describe*",
      "s3:Get*",
      "s3:List*",
      "s3:PutObject"
    ],
    "Resource": "arn:aws:s3:::ts-test-*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "TemplatesByDeployment",
    "Effect": "Deny",
    "NotAction": [
      "s3:Get*",
      "s3:List*"
    ],
    "Resource": [
      "arn:aws:s3:::cdk-hnb659fds-assets-111122223333-eu-central-1",
      "arn:aws:s3:::cdk-hnb659fds-assets-111122223333-eu-central-1/*"
    ],
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": [...DEPLOYMENT,
          FILES
        ]
      }
    }
  },
  {
    "Sid": "NoOtherWaysToBuckets",
    "Effect": "Deny",
    "Action": [
      "s3:AssociateAccessGrantsIdentityCenter",
      "s3:CreateAccessGrant",
      "s3:CreateAccessGrantsInstance",
      "s3:CreateAccessGrantsLocation",
      "s3:CreateAccessPoint",
      "s3:CreateAccessPointForObjectLambda",
      "s3:CreateJob",
      "s3:CreateMultiRegionAccessPoint",
      "s3:PutAccessGrantsInstanceResourcePolicy",
      "s3:PutAccessPointConfigurationForObjectLambda",
      "s3:PutAccessPointPolicy",
      "s3:PutAccessPointPolicyForObjectLambda",
      "s3:PutAccessPointPublicAccessBlock",
      "s3:PutAccountPublicAccessBlock",
      "s3:PutMultiRegionAccessPointPolicy",
      "s3:PutStorageLensConfiguration",
      "s3:UpdateAccessGrantsLocation"
    ],
    "Resource": "*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "KeysByDeployment",
    "Effect": "Deny",
    "NotAction": [
      "kms:Decrypt",
      "kms:DeriveSharedSecret",
      "kms:Describe*",
      "kms:Encrypt",
      "kms:Generate*",
      "kms:Get*",
      "kms:List*",
      "kms:ReEncrypt*",
      "kms:Sign",
      "kms:Verify*"
    ],
    "Resource": "arn:aws:kms:*:111122223333:*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "QueuesByDeployment",
    "Effect": "Deny",
    "NotAction": [
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:Get*",
      "sqs:List*",
      "sqs:ReceiveMessage",
      "sqs:SendMessage"
    ],
    "Resource": "arn:aws:sqs:*:111122223333:ts-test-*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "WorkgroupsByDeployment",
    "Effect": "Deny",
    "Action": [
      "athena:CreateWorkGroup",
      "athena:DeleteWorkGroup",
      "athena:TagResource",
      "athena:UntagResource",
      "athena:UpdateWorkGroup"
    ],
    "Resource": "arn:aws:athena:*:111122223333:workgroup/ts-test-*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "RepositoriesByDeployment",
    "Effect": "Deny",
    "Action": [
      "ecr:DeleteRegistryPolicy",
      "ecr:DeleteRepository",
      "ecr:DeleteRepositoryPolicy",
      "ecr:PutImageTagMutability",
      "ecr:PutRegistryPolicy",
      "ecr:PutReplicationConfiguration",
      "ecr:SetRepositoryPolicy"
    ],
    "Resource": "*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "CatalogByDeployment",
    "Effect": "Deny",
    "Action": [
      "glue:DeleteResourcePolicy",
      "glue:PutDataCatalogEncryptionSettings",
      "glue:PutResourcePolicy",
      "lakeformation:AddLFTagsToResource",
      "lakeformation:BatchGrantPermissions",
      "lakeformation:BatchRevokePermissions",
      "lakeformation:CreateLakeFormationOptIn",
      "lakeformation:DeregisterResource",
      "lakeformation:GrantPermissions",
      "lakeformation:PutDataLakeSettings",
      "lakeformation:RegisterResource",
      "lakeformation:RevokePermissions",
      "lakeformation:UpdateResource"
    ],
    "Resource": "*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "PipelineLogsAreOrganizations",
    "Effect": "Deny",
    "Action": [
      "logs:FilterLogEvents",
      "logs:GetLogEvents",
      "logs:GetLogRecord",
      "logs:StartLiveTail",
      "logs:StartQuery",
      "logs:Unmask"
    ],
    "Resource": "arn:aws:logs:*:111122223333:log-group:/ts/test/*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      },
      "Null": {
        "aws:PrincipalTag/orgSlug": "true"
      }
    }
  }
] });
});
