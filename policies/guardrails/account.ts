import type { AuthorizationGuardrail } from './guardrail';
import { deploymentOf, exceptBy, type GuardrailInputs } from './spared';

/** Leaving is left to the management account, whoever asks. */
const LEAVING = [
  'account:CloseAccount',
  'account:DisableRegion',
  'account:EnableRegion',
  'account:StartPrimaryEmailUpdate',
  'organizations:LeaveOrganization',
];

/** What is recorded, and what looks for what is too open. */
const WATCHERS = [
  'access-analyzer:ApplyArchiveRule',
  'access-analyzer:CreateArchiveRule',
  'access-analyzer:DeleteAnalyzer',
  'access-analyzer:DeleteArchiveRule',
  'access-analyzer:TagResource',
  'access-analyzer:UntagResource',
  'access-analyzer:UpdateAnalyzer',
  'access-analyzer:UpdateArchiveRule',
  'access-analyzer:UpdateFindings',
  'cloudtrail:DeregisterOrganizationDelegatedAdmin',
  'cloudtrail:RegisterOrganizationDelegatedAdmin',
  'config:DeleteConfigurationRecorder',
  'config:DeleteDeliveryChannel',
  'config:PutConfigurationRecorder',
  'config:PutDeliveryChannel',
  'config:StopConfigurationRecorder',
];

/** Types and hooks of CloudFormation are code that runs with what it deploys. */
const TYPES_OF_STACKS = [
  'cloudformation:ActivateType',
  'cloudformation:CreateStackSet',
  'cloudformation:RegisterType',
  'cloudformation:SetTypeConfiguration',
  'cloudformation:SetTypeDefaultVersion',
];

/** Looking at trails, and asking event data stores. */
const VIEWS_OF_TRAILS = [
  'cloudtrail:CancelQuery',
  'cloudtrail:Describe*',
  'cloudtrail:GenerateQuery*',
  'cloudtrail:Get*',
  'cloudtrail:List*',
  'cloudtrail:LookupEvents',
  'cloudtrail:StartQuery',
];

const VIEWS_OF_STACKS = [
  'cloudformation:BatchDescribe*',
  'cloudformation:Describe*',
  'cloudformation:Detect*',
  'cloudformation:EstimateTemplateCost',
  'cloudformation:Get*',
  'cloudformation:List*',
  'cloudformation:ValidateTemplate',
];

/**
 * Services that answer in one Region for the whole world, whatever the environment's Region is.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html
 */
const GLOBAL_SERVICES = [
  'account:*',
  'artifact:*',
  'aws-portal:*',
  'billing:*',
  'budgets:*',
  'ce:*',
  'cloudfront:*',
  'consolidatedbilling:*',
  'cur:*',
  'freetier:*',
  'globalaccelerator:*',
  'health:*',
  'iam:*',
  'invoicing:*',
  'organizations:*',
  'payments:*',
  'route53:*',
  'route53domains:*',
  's3:GetAccountPublicAccessBlock',
  's3:ListAllMyBuckets',
  'shield:*',
  'sts:*',
  'support:*',
  'supportplans:*',
  'tax:*',
  'trustedadvisor:*',
  'waf:*',
];

/** Nobody stops what records, deploys beside the pipeline, leaves the organization, or works elsewhere. */
export function accountGuardrail(inputs: GuardrailInputs): AuthorizationGuardrail {
  const { arns, environment, exempt } = inputs;
  const deployment = deploymentOf(inputs);
  const { regions = [] } = environment.operations.guardrails ?? {};
  const { partition } = environment.region;
  return {
    id: 'scp-account',
    type: 'SERVICE_CONTROL_POLICY',
    description:
      'Only the deployment changes trails, analyzers and stacks; nobody leaves the organization, uses other Regions, or the root user.',
    statements: [
      {
        Sid: 'TrailsByDeployment',
        Effect: 'Deny',
        NotAction: VIEWS_OF_TRAILS,
        Resource: arns.everythingOf('cloudtrail'),
        wildcardReason: 'Every trail, and what else records: none is stopped, narrowed or deleted.',
        ...exceptBy(deployment),
      },
      {
        Sid: 'WatchersByDeployment',
        Effect: 'Deny',
        Action: WATCHERS,
        Resource: '*',
        wildcardReason: 'Some of these take no resource.',
        ...exceptBy(deployment),
      },
      {
        // An update of a stack works under the role that its creation was given, without anybody passing it again.
        Sid: 'StacksByDeployment',
        Effect: 'Deny',
        NotAction: VIEWS_OF_STACKS,
        Resource: arns.everythingOf('cloudformation'),
        wildcardReason: "Every stack and stack set: who may change one acts under CloudFormation's role.",
        ...exceptBy([...deployment, arns.bootstrapRoleArn('deploy')]),
      },
      {
        Sid: 'TypesOfStacksByDeployment',
        Effect: 'Deny',
        Action: TYPES_OF_STACKS,
        Resource: '*',
        wildcardReason: 'These actions take no resource.',
        ...exceptBy(deployment),
      },
      {
        Sid: 'NobodyLeaves',
        Effect: 'Deny',
        Action: LEAVING,
        Resource: '*',
        wildcardReason: 'These are about the account.',
      },
      {
        Sid: 'RegionsOfEnvironment',
        Effect: 'Deny',
        NotAction: GLOBAL_SERVICES,
        Resource: '*',
        wildcardReason: 'Whatever is offered elsewhere; services that have no Region are left out.',
        Condition: {
          StringNotEquals: { 'aws:RequestedRegion': [...new Set([environment.region.name, ...regions])] },
          ...exceptBy(exempt).Condition,
        },
      },
      {
        Sid: 'NoRootUser',
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        wildcardReason:
          'The root user has no work in the account; the management account can do what has to be done.',
        Condition: { ArnLike: { 'aws:PrincipalArn': `arn:${partition}:iam::*:root` } },
      },
    ],
  };
}
