import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';
import type { DeploymentInputs } from './deployment-inputs';
import { ANY_USER } from './identities-policy';
import { keyCeiling } from './key-ceiling';
import {
  athenaPolicyArn,
  boundRoles,
  deploymentPoliciesArn,
  OF_EVERY_ORGANIZATION,
  enrolmentRoleArn,
  ownUserArns,
} from './own-identities';
import { passedRolesTogether } from './passed-roles';
import { ATTACHING_ACTIONS, BOUND_ACTIONS, OWN_ACTIONS, UNNAMED_ACTIONS } from './ceiling-actions';
import { repositoryArns } from './storage-policy';
import { leaveToAdministrators } from './administrators-statement';

/**
 * The ceiling of CloudFormation's role, whatever policies it is given: resources of the app by their names, roles under
 * a boundary of the app, keys without their use, and nothing of what is kept in them. It holds by itself, as the
 * policies do, which are more exact; neither can be changed by the role. It is one document, in which there is room for
 * little: it knows actions by beginnings and ends of their names, and buckets by what their names have in common.
 * https://docs.aws.amazon.com/cdk/v2/guide/customize-permissions-boundaries.html
 */
export function deploymentBoundary(inputs: DeploymentInputs): Statement[] {
  const { naming, issuers, bootstrapVersionParameter } = inputs;
  const { anyNameOfEnvironment: named } = naming;
  const wildcardReason = OF_EVERY_ORGANIZATION;
  const policies = [naming.managedPolicyArn(named), athenaPolicyArn(naming)];
  return [
    {
      Sid: 'SetUp',
      Effect: 'Allow',
      Action: OWN_ACTIONS,
      Resource: [
        ...whatTheAppMakes(naming),
        ...ownIdentities(naming, issuers),
        naming.parameterArn(bootstrapVersionParameter),
      ],
      wildcardReason,
    },
    {
      Sid: 'NoName',
      Effect: 'Allow',
      Action: UNNAMED_ACTIONS,
      Resource: '*',
      wildcardReason: 'These take no resource, or one of the account: settings, and lists of names.',
    },
    ...keyCeiling(naming),
    {
      Sid: 'Bound',
      Effect: 'Allow',
      Action: BOUND_ACTIONS,
      Resource: [naming.roleArn(named), ...ownUserArns(naming)],
      wildcardReason,
      Condition: {
        StringEquals: {
          'iam:PermissionsBoundary': boundRoles(naming).map(({ boundaryArn }) => boundaryArn),
        },
      },
    },
    {
      Sid: 'Enrolment',
      Effect: 'Allow',
      Action: 'iam:CreateRole',
      Resource: enrolmentRoleArn(naming),
    },
    {
      Sid: 'Attach',
      Effect: 'Allow',
      Action: ATTACHING_ACTIONS,
      Resource: [naming.roleArn(named), naming.userArn('*')],
      wildcardReason: ANY_USER,
      Condition: { ArnLike: { 'iam:PolicyARN': policies } },
    },
    passedRolesTogether(naming),
    leaveToAdministrators(
      naming,
      ...naming.anyAuditBuckets.map((name) => naming.bucketArn(name)),
      deploymentPoliciesArn(naming),
    ),
  ];
}

function whatTheAppMakes(naming: Naming): string[] {
  const { anyNameOfEnvironment: named, ofAnyOrganization: any, shared } = naming;
  return [
    naming.bucketArn(naming.anyBucket),
    ...repositoryArns(naming),
    naming.workgroupArn(named),
    naming.eventRuleArn(any.arrivalsRule),
    naming.glueArn(any.database),
    naming.catalogArn(),
    naming.databaseArn('default'),
    // Tables and functions: Glue asks for them before it deletes their database.
    naming.glueArn('default/*'),
    naming.iotArn(named),
    naming.keyAliasArn(any.keyAlias),
    naming.logGroupArn(`${any.pipelineLogGroup}*`),
    naming.scheduleArn(shared.auditScheduleGroup, '*'),
    ...[any.arrivalsQueue, any.arrivalsDeadLetterQueue].map((name) => naming.queueArn(name)),
  ];
}

function ownIdentities(naming: Naming, issuers: readonly string[]): string[] {
  const { anyNameOfEnvironment: named } = naming;
  return [
    naming.roleArn(named),
    naming.managedPolicyArn(named),
    athenaPolicyArn(naming),
    ...ownUserArns(naming),
    naming.samlProviderArn(naming.shared.analystSamlProvider),
    // Addresses of issuers are long, and the policies name them.
    ...(issuers.length > 0 ? [naming.oidcProviderArn('*')] : []),
  ];
}
