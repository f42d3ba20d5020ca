import { ORG_DATABASE_TAG, ORG_KEY_ARN_TAG, ORG_SLUG_TAG } from '../../config/naming';
import type { AuthorizationGuardrail } from './guardrail';
import { BRINGS_TAG_OF_ORGANIZATION, deploymentOf, exceptBy, type GuardrailInputs } from './spared';

/** Tags by which policies tell organizations apart. */
export const TAGS_OF_ORGANIZATIONS = [ORG_SLUG_TAG, ORG_KEY_ARN_TAG, ORG_DATABASE_TAG];

/**
 * Looking at identities changes nothing. Whatever else IAM offers, or will, is a change, and so is left to the
 * deployment; the actions that other statements are about are left to them.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
const NO_CHANGE_OF_IDENTITIES = ['iam:Generate*', 'iam:Get*', 'iam:List*', 'iam:Simulate*', 'sts:*'];

/** Settings of the whole account: these actions take no resource. */
const ACCOUNT_SETTINGS = [
  'iam:CreateAccountAlias',
  'iam:DeleteAccountAlias',
  'iam:DeleteAccountPasswordPolicy',
  'iam:DisableOutboundWebIdentityFederation',
  'iam:EnableOutboundWebIdentityFederation',
  'iam:SetSTSRegionalEndpointStatus',
  'iam:SetSecurityTokenServicePreferences',
  'iam:UpdateAccountEmailAddress',
  'iam:UpdateAccountName',
  'iam:UpdateAccountPasswordPolicy',
];

/** Only the deployment changes who there is, who may become whom, and what they carry. */
export function identitiesGuardrail(inputs: GuardrailInputs): AuthorizationGuardrail {
  const { arns, exempt, operators } = inputs;
  const deployment = deploymentOf(inputs);
  const hubRoles = arns.everyOrganizationsRoleArn('dataHubRole');
  const nodeRoles = arns.everyOrganizationsRoleArn('hybridNodeRole');
  const executionRole = arns.bootstrapRoleArn('cfn-exec');
  const breakGlass = operators['break-glass'];
  return {
    id: 'scp-identities',
    type: 'SERVICE_CONTROL_POLICY',
    description:
      'Only the deployment changes roles, users, policies, boundaries, trust and tags of principals, and passes roles.',
    statements: [
      {
        Sid: 'IdentitiesByDeployment',
        Effect: 'Deny',
        NotAction: [...NO_CHANGE_OF_IDENTITIES, 'iam:PassRole', 'iam:PutRolePolicy'],
        Resource: arns.everythingOf('iam'),
        wildcardReason:
          'Every identity, also one that is made later: a role of any name could be given tags.',
        ...exceptBy(deployment),
      },
      {
        Sid: 'AccountSettingsByDeployment',
        Effect: 'Deny',
        Action: ACCOUNT_SETTINGS,
        Resource: '*',
        wildcardReason: 'These actions take no resource.',
        ...exceptBy(deployment),
      },
      {
        Sid: 'InlinePoliciesByDeployment',
        Effect: 'Deny',
        Action: 'iam:PutRolePolicy',
        NotResource: hubRoles,
        wildcardReason: 'Of all organizations: revocations are inline policies of the roles of Data Hubs.',
        ...exceptBy(deployment),
      },
      {
        Sid: 'RevocationsByOperators',
        Effect: 'Deny',
        Action: 'iam:PutRolePolicy',
        Resource: hubRoles,
        wildcardReason: 'Of all organizations.',
        ...exceptBy([...deployment, operators['hub-revoker']]),
      },
      {
        Sid: 'RolesPassedByDeployment',
        Effect: 'Deny',
        Action: 'iam:PassRole',
        NotResource: [executionRole, nodeRoles],
        wildcardReason: 'Of all organizations: the two statements below are about these roles.',
        ...exceptBy(deployment),
      },
      {
        Sid: 'NodeRolesPassedByOperators',
        Effect: 'Deny',
        Action: 'iam:PassRole',
        Resource: nodeRoles,
        wildcardReason: 'Of all organizations.',
        ...exceptBy([...deployment, operators['hub-operator']]),
      },
      {
        Sid: 'ExecutionRolePassedByDeployRole',
        Effect: 'Deny',
        Action: 'iam:PassRole',
        Resource: executionRole,
        ...exceptBy([...deployment, arns.bootstrapRoleArn('deploy')]),
      },
      {
        Sid: 'DeploymentAssumedByExempt',
        Effect: 'Deny',
        Action: 'sts:AssumeRole',
        Resource: [
          executionRole,
          arns.bootstrapRoleArn('deploy'),
          arns.bootstrapRoleArn('file-publishing'),
          arns.bootstrapRoleArn('image-publishing'),
          ...exempt,
        ],
        ...exceptBy(exempt),
      },
      {
        Sid: 'NobodyBringsTagsOfOrganizations',
        Effect: 'Deny',
        Action: ['sts:AssumeRole', 'sts:GetFederationToken', 'sts:TagSession'],
        ...(breakGlass === undefined ? { Resource: '*' } : { NotResource: breakGlass }),
        ...(breakGlass === undefined
          ? { wildcardReason: "A session of any role: with such a tag it would be an organization's." }
          : {}),
        Condition: BRINGS_TAG_OF_ORGANIZATION(TAGS_OF_ORGANIZATIONS),
      },
    ],
  };
}
