import { operationGuardrail } from '../../../policies/guardrails/operation';
import { guardrailInputs } from '../../../policies/guardrails/spared';
import { policyDocument } from '../../../policies/statement';
import { GUARDED } from '../../fixtures/guarded';

const EXECUTION = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-central-1';
const DELIVERY = 'arn:aws:iam::111122223333:role/delivery';
const HUB_OPERATOR = 'arn:aws:iam::111122223333:role/ts-test-hub-operator';
const HUB_REVOKER = 'arn:aws:iam::111122223333:role/ts-test-hub-revoker';
const SECRET_WRITER = 'arn:aws:iam::111122223333:role/ts-test-secret-writer';
const DEPLOYMENT = [EXECUTION, DELIVERY];

test('the guardrail about Data Hubs, nodes and pipelines', () => {
  const { statements } = operationGuardrail(guardrailInputs(GUARDED));
  expect(policyDocument(statements)).toEqual({ Version: '2012-10-17', Statement: [
  {
    "Sid": "IoTIdentitiesByDeployment",
    "Effect": "Deny",
    "Action": [
      "iot:CreateAuthorizer",
      "iot:CreateDomainConfiguration",
      "iot:CreateKeysAndCertificate",
      "iot:CreatePolicy",
      "iot:CreatePolicyVersion",
      "iot:CreateProvisioningClaim",
      "iot:CreateProvisioningTemplate",
      "iot:CreateProvisioningTemplateVersion",
      "iot:CreateRoleAlias",
      "iot:DeletePolicy",
      "iot:DeletePolicyVersion",
      "iot:DeleteRoleAlias",
      "iot:RegisterCACertificate",
      "iot:RegisterCertificate",
      "iot:RegisterCertificateWithoutCA",
      "iot:RegisterThing",
      "iot:SetDefaultAuthorizer",
      "iot:SetDefaultPolicyVersion",
      "iot:TagResource",
      "iot:TransferCertificate",
      "iot:UntagResource",
      "iot:UpdateAuthorizer",
      "iot:UpdateDomainConfiguration",
      "iot:UpdateProvisioningTemplate",
      "iot:UpdateRoleAlias"
    ],
    "Resource": "*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "HubsEnrolledByOperators",
    "Effect": "Deny",
    "Action": [
      "iot:AttachPolicy",
      "iot:AttachPrincipalPolicy",
      "iot:AttachThingPrincipal",
      "iot:CreateCertificateFromCsr"
    ],
    "Resource": "*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": [...DEPLOYMENT,
          HUB_OPERATOR
        ]
      }
    }
  },
  {
    "Sid": "CertificatesByOperators",
    "Effect": "Deny",
    "Action": "iot:UpdateCertificate",
    "Resource": "*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": [...DEPLOYMENT,
          HUB_OPERATOR,
          HUB_REVOKER
        ]
      }
    }
  },
  {
    "Sid": "NodesByOperators",
    "Effect": "Deny",
    "Action": "ssm:CreateActivation",
    "Resource": "*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": [...DEPLOYMENT,
          HUB_OPERATOR
        ]
      }
    }
  },
  {
    "Sid": "TagsOfNodesByDeployment",
    "Effect": "Deny",
    "Action": [
      "ssm:AddTagsToResource",
      "ssm:RemoveTagsFromResource"
    ],
    "NotResource": "arn:aws:ssm:*:111122223333:parameter/*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": [...DEPLOYMENT,
          HUB_OPERATOR
        ]
      }
    }
  },
  {
    "Sid": "TagsOfSecretsByOperators",
    "Effect": "Deny",
    "Action": [
      "ssm:AddTagsToResource",
      "ssm:RemoveTagsFromResource",
      "ssm:PutResourcePolicy"
    ],
    "Resource": "arn:aws:ssm:*:111122223333:parameter/*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": [...DEPLOYMENT,
          SECRET_WRITER
        ]
      }
    }
  },
  {
    "Sid": "NoCodeOnNodes",
    "Effect": "Deny",
    "Action": [
      "ssm:CreateAssociation",
      "ssm:CreateAssociationBatch",
      "ssm:CreateDocument",
      "ssm:ModifyDocumentPermission",
      "ssm:RegisterTaskWithMaintenanceWindow",
      "ssm:ResumeSession",
      "ssm:SendCommand",
      "ssm:StartAutomationExecution",
      "ssm:StartSession",
      "ssm:UpdateAssociation",
      "ssm:UpdateDocument",
      "ssm:UpdateDocumentDefaultVersion",
      "ssm:UpdateMaintenanceWindowTask",
      "ssm:UpdateManagedInstanceRole"
    ],
    "Resource": "*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "NoCodeOfOthersInPipelines",
    "Effect": "Deny",
    "Action": [
      "batch:SubmitJob",
      "batch:UpdateComputeEnvironment",
      "ecs:ExecuteCommand",
      "ecs:RunTask",
      "ecs:StartTask",
      "emr-serverless:StartJobRun",
      "glue:RunStatement",
      "glue:StartJobRun",
      "glue:UpdateDevEndpoint",
      "glue:UpdateJob",
      "glue:UpdateJobFromSourceControl",
      "glue:UpgradeJob",
      "lambda:PublishLayerVersion",
      "lambda:UpdateFunctionCode",
      "lambda:UpdateFunctionConfiguration",
      "states:UpdateStateMachine"
    ],
    "Resource": "*",
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
