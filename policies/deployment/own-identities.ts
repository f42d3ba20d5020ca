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
      of: 'Operators',
      roleArns: arns(
        shared.hubOperatorRole,
        shared.hubRevokerRole,
        shared.secretWriterRole,
        shared.monitorRole,
        shared.auditorRole,
      ),
      boundaryArn: naming.managedPolicyArn(shared.operatorBoundary),
    },
  ];
}

/** The roles that have no boundary, each by its name. */
export function unboundRoleArns(naming: Naming): string[] {
  const { enrolmentRole, breakGlassRole } = naming.shared;
  return [enrolmentRole, breakGlassRole].map((name) => naming.roleArn(name));
}

export function ownRoleArns(naming: Naming): string[] {
  return [...boundRoles(naming).flatMap(({ roleArns }) => roleArns), ...unboundRoleArns(naming)];
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
    shared.enrolmentPolicy,
    shared.hubOperatorRole,
    shared.hubRevokerRole,
    shared.secretWriterRole,
    shared.monitorRole,
    shared.auditorRole,
    shared.breakGlassRole,
  ].map((name) => naming.managedPolicyArn(name));
}

/** Every managed policy that the app makes, its boundaries among them, but those of the deployment. */
export function ownPolicyArns(naming: Naming): string[] {
  const { organizationBoundary, pipelineBoundary, operatorBoundary } = naming.shared;
  return [
    ...attachablePolicyArns(naming),
    ...[organizationBoundary, pipelineBoundary, operatorBoundary].map((name) =>
      naming.managedPolicyArn(name),
    ),
  ];
}

/** Users that the app makes. */
export function ownUserArns(naming: Naming): string[] {
  return [naming.userArn(naming.ofAnyOrganization.athenaUser)];
}

/** Identity providers of the app. */
export function ownProviderArns(naming: Naming, issuers: readonly string[]): string[] {
  const { analystSamlProvider, operatorSamlProvider } = naming.shared;
  return [
    ...[analystSamlProvider, operatorSamlProvider].map((name) => naming.samlProviderArn(name)),
    ...issuers.map((issuer) => naming.oidcProviderArn(issuer)),
  ];
}

/** The policies and the boundary of the deployment itself. Two hyphens: no organization's policy is called so. */
export function deploymentPoliciesArn(naming: Naming): string {
  return naming.managedPolicyArn(naming.anyDeploymentPolicy);
}
