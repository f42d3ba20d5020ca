import type { Naming } from '../../config/naming';
import type { Selection } from '../../config/selection';
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
    ...(shared ? sharedResources(naming, environment.dataConnectorRepositories) : []),
    ...organizations.flatMap(({ slug }): NamedResource[] => {
      const names = naming.organization(slug);
      const of = (kind: ResourceKind, ...all: string[]): NamedResource[] =>
        all.map((name) => ({ stack: names.stack, kind, name }));
      return [
        ...of('KMS alias', names.keyAlias),
        ...of('role', names.dataHubRole, names.hybridNodeRole),
        ...of('managed policy', names.dataHubPolicy, names.hybridNodePolicy, names.athenaPolicy),
        ...(environment.analysts === undefined
          ? []
          : [...of('role', names.analystRole), ...of('managed policy', names.analystPolicy)]),
        ...(environment.athenaCreateIamUser ? of('user', names.athenaUser) : []),
        ...of('IoT policy', names.dataHubIotPolicy),
        ...of('role alias', names.dataHubRoleAlias),
        ...of('thing type', names.dataHubThingType),
        ...of('workgroup', names.workgroup),
        ...of('database', names.database),
      ];
    }),
  ];
}

/** Those of the shared stack. */
export function sharedResources(naming: Naming, connectors: readonly string[]): NamedResource[] {
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
    ...of('repository', ...connectors.map((connector) => naming.connectorRepository(connector))),
    ...of('managed policy', shared.organizationBoundary),
  ];
}

/** Whether a resource is among those that a stack holds. A physical id is a name, or an ARN that ends in one. */
export function isHeld({ kind, name }: NamedResource, held: readonly StackResource[]): boolean {
  return held.some(
    ({ type, physicalId }) =>
      type === KINDS[kind].type && (physicalId === name || physicalId.endsWith(`/${name}`)),
  );
}
