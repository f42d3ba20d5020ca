import type { Naming } from '../../config/naming';

/** Some roles of the app, and the one permissions boundary that they may have. */
export interface BoundRoles {
  /** For the Sid. */
  readonly of: string;
  readonly roleArns: readonly string[];
  readonly boundaryArn: string;
  /** Where their names have a wildcard. */
  readonly wildcardReason?: string;
}

/** Why names have a `*` where a slug stands. */
export const OF_EVERY_ORGANIZATION =
  'One document for every organization there is or will be; the ending stays, and no other kind of name has it.';

export function organizationBoundaryArn(naming: Naming): string {
  return naming.managedPolicyArn(naming.shared.organizationBoundary);
}

/** The policies that organizations give to users that exist. */
export function athenaPolicyArn(naming: Naming): string {
  return naming.managedPolicyArn(naming.ofAnyOrganization.athenaPolicy);
}

/** Every role of the app that works under a permissions boundary, sorted by the boundary. */
export function boundRoles(naming: Naming): BoundRoles[] {
  const { shared, ofAnyOrganization: any } = naming;
  const arns = (...names: readonly string[]): string[] => names.map((name) => naming.roleArn(name));
  return [
    {
      of: 'Organizations',
      roleArns: arns(any.dataHubRole, any.hybridNodeRole, any.analystRole),
      boundaryArn: organizationBoundaryArn(naming),
      wildcardReason: OF_EVERY_ORGANIZATION,
    },
    {
      of: 'Pipelines',
      roleArns: arns(any.pipelineRole),
      boundaryArn: naming.managedPolicyArn(shared.pipelineBoundary),
      wildcardReason: OF_EVERY_ORGANIZATION,
    },
    {
      of: 'Deliveries',
      roleArns: arns(any.auditDeliveryRole),
      boundaryArn: naming.managedPolicyArn(shared.auditDeliveryBoundary),
      wildcardReason: OF_EVERY_ORGANIZATION,
    },
  ];
}

/** The one role that has no boundary: whoever enrols becomes it, for an hour. */
export function enrolmentRoleArn(naming: Naming): string {
  return naming.roleArn(naming.shared.enrolmentRole);
}

export function ownRoleArns(naming: Naming): string[] {
  return [...boundRoles(naming).flatMap(({ roleArns }) => roleArns), enrolmentRoleArn(naming)];
}

/** Policies that the app attaches to roles and users of its own. Those of the deployment are none of them. */
export function attachablePolicyArns(naming: Naming): string[] {
  const { shared, ofAnyOrganization: any } = naming;
  return [
    any.dataHubPolicy,
    any.hybridNodePolicy,
    any.analystPolicy,
    any.pipelinePolicy,
    any.athenaPolicy,
    any.auditDeliveryPolicy,
    shared.enrolmentPolicy,
  ].map((name) => naming.managedPolicyArn(name));
}

/** Every managed policy that CloudFormation makes for the app, two boundaries among them. */
export function ownPolicyArns(naming: Naming): string[] {
  const { organizationBoundary, pipelineBoundary } = naming.shared;
  return [
    ...attachablePolicyArns(naming),
    ...[organizationBoundary, pipelineBoundary].map((name) => naming.managedPolicyArn(name)),
  ];
}

/** Users that the app makes. */
export function ownUserArns(naming: Naming): string[] {
  return [naming.userArn(naming.ofAnyOrganization.athenaUser)];
}

/** Identity providers of the app: those of analysts. */
export function ownProviderArns(naming: Naming, issuers: readonly string[]): string[] {
  return [
    naming.samlProviderArn(naming.shared.analystSamlProvider),
    ...issuers.map((issuer) => naming.oidcProviderArn(issuer)),
  ];
}

/** The policies and the boundary of the deployment itself. Two hyphens: no organization's policy is called so. */
export function deploymentPoliciesArn(naming: Naming): string {
  return naming.managedPolicyArn(naming.anyDeploymentPolicy);
}
