import { identitiesGuardrail } from '../../../policies/guardrails/identities';
import { guardrailInputs } from '../../../policies/guardrails/spared';
import { policyDocument } from '../../../policies/statement';
import { GUARDED } from '../../fixtures/guarded';

const EXECUTION = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-central-1';
const DEPLOY = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-deploy-role-111122223333-eu-central-1';
const FILES = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-file-publishing-role-111122223333-eu-central-1';
const IMAGES = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-image-publishing-role-111122223333-eu-central-1';
const DELIVERY = 'arn:aws:iam::111122223333:role/delivery';
const HUB_ROLES = 'arn:aws:iam::111122223333:role/ts-test-*-data-hub';
const NODE_ROLES = 'arn:aws:iam::111122223333:role/ts-test-*-hybrid-node';
const HUB_OPERATOR = 'arn:aws:iam::111122223333:role/ts-test-hub-operator';
const HUB_REVOKER = 'arn:aws:iam::111122223333:role/ts-test-hub-revoker';
const BREAK_GLASS = 'arn:aws:iam::111122223333:role/ts-test-break-glass';
const DEPLOYMENT = [EXECUTION, DELIVERY];

test('the guardrail about who there is, what they carry and who passes roles', () => {
  const { statements } = identitiesGuardrail(guardrailInputs(GUARDED));
  expect(policyDocument(statements)).toEqual({ Version: '2012-10-17', Statement: [
  {
    "Sid": "IdentitiesByDeployment",
    "Effect": "Deny",
    "NotAction": [
      "iam:Generate*",
      "iam:Get*",
      "iam:List*",
      "iam:Simulate*",
      "sts:*",
      "iam:PassRole",
      "iam:PutRolePolicy"
    ],
    "Resource": "arn:aws:iam::111122223333:*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "AccountSettingsByDeployment",
    "Effect": "Deny",
    "Action": [
      "iam:CreateAccountAlias",
      "iam:DeleteAccountAlias",
      "iam:DeleteAccountPasswordPolicy",
      "iam:DisableOutboundWebIdentityFederation",
      "iam:EnableOutboundWebIdentityFederation",
      "iam:SetSTSRegionalEndpointStatus",
      "iam:SetSecurityTokenServicePreferences",
      "iam:UpdateAccountEmailAddress",
      "iam:UpdateAccountName",
      "iam:UpdateAccountPasswordPolicy"
    ],
    "Resource": "*",
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "InlinePoliciesByDeployment",
    "Effect": "Deny",
    "Action": "iam:PutRolePolicy",
    "NotResource": HUB_ROLES,
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "RevocationsByOperators",
    "Effect": "Deny",
    "Action": "iam:PutRolePolicy",
    "Resource": HUB_ROLES,
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": [...DEPLOYMENT,
          HUB_REVOKER
        ]
      }
    }
  },
  {
    "Sid": "RolesPassedByDeployment",
    "Effect": "Deny",
    "Action": "iam:PassRole",
    "NotResource": [
      EXECUTION,
      NODE_ROLES
    ],
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": DEPLOYMENT
      }
    }
  },
  {
    "Sid": "NodeRolesPassedByOperators",
    "Effect": "Deny",
    "Action": "iam:PassRole",
    "Resource": NODE_ROLES,
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": [...DEPLOYMENT,
          HUB_OPERATOR
        ]
      }
    }
  },
  {
    "Sid": "ExecutionRolePassedByDeployRole",
    "Effect": "Deny",
    "Action": "iam:PassRole",
    "Resource": EXECUTION,
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": [...DEPLOYMENT,
          DEPLOY
        ]
      }
    }
  },
  {
    "Sid": "DeploymentAssumedByExempt",
    "Effect": "Deny",
    "Action": "sts:AssumeRole",
    "Resource": [
      EXECUTION,
      DEPLOY,
      FILES,
      IMAGES,
      DELIVERY
    ],
    "Condition": {
      "ArnNotEquals": {
        "aws:PrincipalArn": [
          DELIVERY
        ]
      }
    }
  },
  {
    "Sid": "NobodyBringsTagsOfOrganizations",
    "Effect": "Deny",
    "Action": [
      "sts:AssumeRole",
      "sts:GetFederationToken",
      "sts:TagSession"
    ],
    "NotResource": BREAK_GLASS,
    "Condition": {
      "ForAnyValue:StringEqualsIgnoreCase": {
        "aws:TagKeys": [
          "orgSlug",
          "orgKeyArn",
          "orgDatabase"
        ]
      }
    }
  }
] });
});
