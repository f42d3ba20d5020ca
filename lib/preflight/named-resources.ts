import type { EnvironmentConfig } from '../../config/environment-config';
import { issuerWithoutScheme } from '../../config/identity-issuer';
import type { OrganizationNames } from '../../config/name-patterns';
import type { Naming } from '../../config/naming';
import { operatorRoleName } from '../../config/operator-role-name';
import type { Selection } from '../../config/selection';
import { operatorBoundaries } from '../../policies/operators/operator-boundaries';
import { operatorPolicies } from '../../policies/operators/operator-policies';
import type { StackResource } from './account-stacks';
import { KINDS, type ResourceKind } from './names-in-use';

/** A resource that a stack of ours makes under a name that the account, Region or partition has only once. */
export interface NamedResource {
  readonly stack: string;
  readonly kind: ResourceKind;
  readonly name: string;
}

/** Every such resource of a selection's stacks. */
export function namedResources(
  { shared, organizations, environment }: Selection,
  naming: Naming,
): NamedResource[] {
  return [
    ...(shared
      ? [
          ...sharedResources(naming, environment),
          ...operatorResources(naming, environment),
          ...auditResources(naming, environment),
        ]
      : []),
    ...organizations.flatMap(({ slug, audit }): NamedResource[] => {
      const names = naming.organization(slug);
      const of = (kind: ResourceKind, ...all: string[]): NamedResource[] =>
        all.map((name) => ({ stack: names.stack, kind, name }));
      return [
        ...of('KMS alias', names.keyAlias),
        ...of('role', names.dataHubRole, names.hybridNodeRole),
        ...of('managed policy', names.dataHubPolicy, names.hybridNodePolicy, names.athenaPolicy),
        ...(environment.athenaCreateIamUser ? of('user', names.athenaUser) : []),
        ...of('IoT policy', names.dataHubIotPolicy),
        ...of('role alias', names.dataHubRoleAlias),
        ...of('thing type', names.dataHubThingType),
        ...of('workgroup', names.workgroup),
        ...of('database', names.database),
        ...pipelineResources(environment, names),
        ...analystResources(environment, names),
        ...(audit && environment.operations.audit?.organizations === true
          ? [...of('role', names.auditDeliveryRole), ...of('managed policy', names.auditDeliveryPolicy)]
          : []),
      ];
    }),
  ];
}

/** Those of the shared stack. */
export function sharedResources(naming: Naming, environment: EnvironmentConfig): NamedResource[] {
  const { shared } = naming;
  const of = (kind: ResourceKind, ...all: string[]): NamedResource[] =>
    all.map((name) => ({ stack: shared.sharedStack, kind, name }));
  return [
    ...of('KMS alias', shared.platformKeyAlias),
    ...of(
      'bucket',
      shared.rawBucket,
      shared.standardizedBucket,
      shared.pipelineArtifactsBucket,
      shared.athenaResultsBucket,
      shared.accessLogsBucket,
    ),
    ...of(
      'repository',
      ...environment.dataConnectorRepositories.map((connector) => naming.connectorRepository(connector)),
      ...environment.pipelineRepositories.map((pipeline) => naming.pipelineRepository(pipeline)),
    ),
    ...of('managed policy', shared.organizationBoundary, shared.enrolmentPolicy),
    ...of('role', shared.enrolmentRole),
    ...of('IoT policy', shared.enrolmentIotPolicy),
    ...of('role alias', shared.enrolmentRoleAlias),
    ...(hasPipelines(environment) ? of('managed policy', shared.pipelineBoundary) : []),
    ...(environment.pipelines.createDefaultDatabase ? of('database', 'default') : []),
    ...identityProviders(environment, naming),
  ];
}

/** Those of the audit stack. What is in another account, this one cannot look for. */
function auditResources({ shared }: Naming, { operations }: EnvironmentConfig): NamedResource[] {
  const { audit } = operations;
  if (audit === undefined) return [];
  const of = (kind: ResourceKind, name: string): NamedResource => ({ stack: shared.auditStack, kind, name });
  return [
    of('KMS alias', shared.auditKeyAlias),
    of('bucket', shared.auditResultsBucket),
    ...(audit.separate === undefined ? [of('bucket', shared.auditBucket)] : []),
    of('workgroup', shared.auditWorkgroup),
    of('database', shared.auditDatabase),
    ...(audit.organizations
      ? [of('bucket', shared.organizationAuditBucket), of('managed policy', shared.auditDeliveryBoundary)]
      : []),
  ];
}

/** Those of the operations stack. */
function operatorResources(naming: Naming, { analysts, operations }: EnvironmentConfig): NamedResource[] {
  const { signIn, audit } = operations;
  if (signIn === undefined) return [];
  const { operationsStack: stack, operatorSamlProvider } = naming.shared;
  const of = (kind: ResourceKind, name: string): NamedResource => ({ stack, kind, name });
  const boundaries = operatorBoundaries(naming, { audit, signIn });
  const policies = operatorPolicies(naming, { audit });
  const analystIssuer = analysts !== undefined && 'oidc' in analysts ? analysts.oidc.issuer : undefined;
  return [
    ...boundaries.flatMap(({ managedPolicyName, uses }) => [
      of('managed policy', managedPolicyName),
      ...uses.flatMap((use) => [
        of('role', operatorRoleName(naming, use)),
        ...policies[use].map((policy) => of('managed policy', policy.managedPolicyName)),
      ]),
    ]),
    ...('oidc' in signIn && signIn.oidc.issuer !== analystIssuer
      ? [of('OIDC provider', issuerWithoutScheme(signIn.oidc.issuer))]
      : []),
    ...('saml' in signIn && 'metadataDocument' in signIn.saml.provider
      ? [of('SAML provider', operatorSamlProvider)]
      : []),
  ];
}

function pipelineResources(environment: EnvironmentConfig, names: OrganizationNames): NamedResource[] {
  if (!hasPipelines(environment)) return [];
  const { services, glueSecurityConfiguration } = environment.pipelines;
  const of = (kind: ResourceKind, name: string): NamedResource => ({ stack: names.stack, kind, name });
  return [
    of('role', names.pipelineRole),
    of('managed policy', names.pipelinePolicy),
    of('queue', names.arrivalsQueue),
    of('queue', names.arrivalsDeadLetterQueue),
    of('rule', names.arrivalsRule),
    of('log group', names.pipelineLogGroup),
    ...(services.includes('glue') && glueSecurityConfiguration
      ? [of('security configuration', names.pipelineSecurityConfiguration)]
      : []),
  ];
}

function analystResources({ analysts }: EnvironmentConfig, names: OrganizationNames): NamedResource[] {
  if (analysts === undefined) return [];
  return [
    { stack: names.stack, kind: 'role', name: names.analystRole },
    { stack: names.stack, kind: 'managed policy', name: names.analystPolicy },
  ];
}

function identityProviders(
  { analysts }: EnvironmentConfig,
  { shared: { sharedStack: stack, analystSamlProvider } }: Naming,
): NamedResource[] {
  if (analysts === undefined || 'roles' in analysts) return [];
  if ('oidc' in analysts) {
    return [{ stack, kind: 'OIDC provider', name: issuerWithoutScheme(analysts.oidc.issuer) }];
  }
  return 'metadataDocument' in analysts.saml.provider
    ? [{ stack, kind: 'SAML provider', name: analystSamlProvider }]
    : [];
}

function hasPipelines({ pipelines }: EnvironmentConfig): boolean {
  return pipelines.services.length > 0;
}

/** Whether a resource is among those that a stack holds. A physical id is a name, or an ARN that ends in one. */
export function isHeld({ kind, name }: NamedResource, held: readonly StackResource[]): boolean {
  return held.some(
    ({ type, physicalId }) =>
      type === KINDS[kind].type && (physicalId === name || physicalId.endsWith(`/${name}`)),
  );
}
