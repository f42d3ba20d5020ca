import type { Naming } from '../../config/naming';
import type { OrgSlug } from '../../config/org-slug';
import { type Clock, MACHINE_CLOCK } from '../account/clock';
import { isAwsError } from '../account/aws-call-error';
import type { SynthesizedStack } from '../deployed/cloud-assembly';
import { type DeployedStack, describeDeployedStack } from '../deployed/deployed-stack';
import type { IntrinsicScope } from '../deployed/intrinsics';
import { readBackStack, scopeOf, type StackReadBack } from '../deployed/read-back-stack';
import { RESOURCE_READERS } from '../deployed/registry';
import type { ServiceClients } from '../account/service-clients';
import { failureText } from './failure-text';
import { type CloudFormationDrift, detectCloudFormationDrift } from './cloudformation-drift';
import { readDeployedTemplate } from './deployed-template';
import type { DriftedProperty, DriftedResource, DriftNote, StackDrift } from './drift-report';
import { isRevocation } from './revocations';
import { undeclaredPolicies } from './undeclared-policies';
import { isSetting, unfinished } from './unfinished';

export interface DriftContext {
  readonly clients: ServiceClients;
  readonly naming: Naming;
  /** Whose revocations are told apart from drift. */
  readonly organizations: readonly OrgSlug[];
  /** @default - this machine's */
  readonly clock?: Clock;
}

/** What both ways of looking found. */
interface Found {
  readonly template: SynthesizedStack;
  readonly deployed: DeployedStack;
  readonly scope: IntrinsicScope;
  readonly byCloudFormation: ReadonlyMap<string, CloudFormationDrift>;
  readonly readBack: StackReadBack;
}

/**
 * Finds what somebody changed by hand in a deployed stack. CloudFormation detects its drift, and every resource is
 * read back through its own service, because CloudFormation leaves out types, properties, and what was added beside
 * what the template declares.
 * A call that fails is told under `notChecked`.
 */
export async function detectStackDrift(stack: string, context: DriftContext): Promise<StackDrift> {
  try {
    return await detect(stack, context);
  } catch (error) {
    const absent = isAwsError(error, 'ValidationError') && error.message.includes('does not exist');
    const message = absent ? 'is not deployed' : failureText(error);
    return { stack, resources: 0, drifted: [], ours: [], notChecked: [{ message }] };
  }
}

async function detect(
  stack: string,
  { clients, naming, organizations, clock = MACHINE_CLOCK }: DriftContext,
): Promise<StackDrift> {
  const deployed = await describeDeployedStack(clients, stack);
  const template = await readDeployedTemplate(clients, stack, deployed);
  const context = { clients, naming, readers: RESOURCE_READERS };
  const scope = await scopeOf(deployed, context);
  const [byCloudFormation, readBack] = await Promise.all([
    detectCloudFormationDrift(clients.cloudformation, stack, clock),
    readBackStack(template, deployed, context, scope),
  ]);
  const found = { template, deployed, scope, byCloudFormation, readBack };
  const resources = await Promise.all(
    deployed.resources.map((resource) => resourceDrift(resource, found, { clients, naming, organizations })),
  );
  return {
    stack,
    resources: deployed.resources.length,
    drifted: [...stackSettings(found), ...resources.flatMap(({ drifted }) => drifted ?? [])],
    ours: resources.flatMap(({ ours }) => ours ?? []),
    notChecked: [...unfinished(deployed), ...resources.flatMap(({ notChecked }) => notChecked ?? [])],
  };
}

interface ResourceResult {
  readonly drifted?: DriftedResource;
  readonly ours?: DriftNote;
  readonly notChecked?: DriftNote;
}

async function resourceDrift(
  resource: DeployedStack['resources'][number],
  found: Found,
  { clients, naming, organizations }: DriftContext,
): Promise<ResourceResult> {
  const { logicalId, type, physicalId } = resource;
  const told = found.byCloudFormation.get(logicalId);
  const foundByCloudFormation = told?.status === 'modified' || told?.status === 'deleted';
  const drifted = { logicalId, type, physicalId, foundByCloudFormation };
  if (told?.status === 'deleted') return { drifted: { ...drifted, status: 'deleted', properties: [] } };
  const unread = found.readBack.unread.find((one) => one.logicalId === logicalId);
  if (unread !== undefined && told?.status === 'modified') {
    return { drifted: { ...drifted, status: 'modified', properties: told.properties } };
  }
  if (unread !== undefined) return { notChecked: { logicalId, message: failureText(unread.error) } };
  if (told?.status === 'unknown') {
    const message = `CloudFormation could not check it: ${told.reason ?? 'it gives no reason'}`;
    return { notChecked: { logicalId, message } };
  }
  const declared = {
    resources: found.template.template.Resources,
    deployed: found.deployed.resources,
    scope: found.scope,
  };
  let properties: readonly DriftedProperty[];
  try {
    const undeclared = await undeclaredPolicies(clients.iam, resource, declared);
    properties = [...readBackOf(logicalId, found), ...undeclared];
    // Its words are those of the template; CloudFormation's are shown where it alone sees something.
    if (properties.length === 0) properties = told?.properties ?? [];
    if (properties.length === 0) return {};
    const revocations = organizations.map((slug) => naming.organization(slug).dataHubRevocationPolicy);
    if (await isRevocation(clients.iam, resource, revocations)) {
      return { ours: { logicalId, message: 'sessions of revoked Data Hubs are cut off here' } };
    }
  } catch (error) {
    return { notChecked: { logicalId, message: failureText(error) } };
  }
  return { drifted: { ...drifted, status: 'modified', properties } };
}

function readBackOf(logicalId: string, { readBack }: Found): DriftedProperty[] {
  return readBack.differences
    .filter((difference) => difference.logicalId === logicalId && isSetting(difference))
    .map(({ path, template, api }) => ({ path, expected: template, actual: api }));
}

/** Protection against deletion, which is no resource. */
function stackSettings({ readBack }: Found): DriftedResource[] {
  const properties = readBack.differences
    .filter((difference) => difference.logicalId === undefined && isSetting(difference))
    .map(({ path, template, api }) => ({ path, expected: template, actual: api }));
  if (properties.length === 0) return [];
  return [
    { type: 'AWS::CloudFormation::Stack', status: 'modified', properties, foundByCloudFormation: false },
  ];
}
