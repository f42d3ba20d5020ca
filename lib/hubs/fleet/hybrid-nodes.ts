import {
  DeleteActivationCommand,
  DeregisterManagedInstanceCommand,
  paginateDescribeActivations,
  paginateDescribeInstanceInformation,
} from '@aws-sdk/client-ssm';
import { isAwsError } from '../../account/aws-call-error';
import type { Hub, Platform } from '../../account/open-platform';

/** Tag of activations, and so of the nodes that register with them: the hub's thing. */
export const HUB_TAG = 'dataHub';

/** What Systems Manager has of a hub. */
export interface HybridNodes {
  /** Ids of managed nodes (`mi-...`). */
  readonly nodes: readonly string[];
  /** Ids of activations, with which a node could register still. */
  readonly activations: readonly string[];
}

/**
 * Managed nodes and activations of one hub, by its tag and name, or of every hub. Only those with the
 * organization's role count, whatever else bears the name.
 */
export async function hybridNodesOf(
  { clients: { ssm: client }, names: { hybridNodeRole } }: Platform,
  what: Hub | 'all',
): Promise<HybridNodes> {
  const all = what === 'all';
  const activationFilter = all
    ? { FilterKey: 'IamRole' as const, FilterValues: [hybridNodeRole] }
    : { FilterKey: 'DefaultInstanceName' as const, FilterValues: [what.thingName] };
  const nodeFilter = all
    ? { Key: 'IamRole', Values: [hybridNodeRole] }
    : { Key: `tag:${HUB_TAG}`, Values: [what.thingName] };
  const activations: string[] = [];
  const nodes: string[] = [];
  for await (const { ActivationList: page = [] } of paginateDescribeActivations(
    { client },
    { Filters: [activationFilter] },
  )) {
    const own = page.filter(({ IamRole }) => isRole(IamRole, hybridNodeRole));
    activations.push(...own.flatMap(({ ActivationId }) => ActivationId ?? []));
  }
  for await (const { InstanceInformationList: page = [] } of paginateDescribeInstanceInformation(
    { client },
    { Filters: [nodeFilter] },
  )) {
    const own = page.filter(({ IamRole }) => isRole(IamRole, hybridNodeRole));
    nodes.push(...own.flatMap(({ InstanceId }) => InstanceId ?? []));
  }
  return { nodes, activations };
}

/** Takes a hub out of Systems Manager: first nothing new can register, then what has registered goes. */
export async function removeHybridNodes(
  { clients: { ssm } }: Platform,
  { nodes, activations }: HybridNodes,
): Promise<void> {
  for (const ActivationId of activations) {
    await ssm.send(new DeleteActivationCommand({ ActivationId })).catch(unlessGone);
  }
  for (const InstanceId of nodes) {
    await ssm.send(new DeregisterManagedInstanceCommand({ InstanceId })).catch(unlessGone);
  }
}

/** Systems Manager shows a role by its name or by the path that it was given with. */
function isRole(shown: string | undefined, role: string): boolean {
  return shown?.split('/').at(-1) === role;
}

function unlessGone(error: unknown): void {
  if (!isAwsError(error, 'InvalidActivation', 'InvalidActivationId', 'InvalidInstanceId')) throw error;
}
