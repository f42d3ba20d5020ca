import { DescribeStacksCommand, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import type { ServiceClients } from '../account/service-clients';
import { everyPage } from '../account/every-page';

/** A stack as CloudFormation has it. */
export interface DeployedStack {
  /** For example `CREATE_COMPLETE`. */
  readonly status: string;
  readonly terminationProtection: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly DeployedResource[];
}

export interface DeployedResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
}

/** Reads one stack with its resources. */
export async function describeDeployedStack(
  { cloudformation: client }: ServiceClients,
  StackName: string,
): Promise<DeployedStack> {
  const [{ Stacks }, summaries] = await Promise.all([
    client.send(new DescribeStacksCommand({ StackName })),
    everyPage(paginateListStackResources({ client }, { StackName }), (page) => page.StackResourceSummaries),
  ]);
  const stack = Stacks?.[0];
  return {
    status: stack?.StackStatus ?? '',
    terminationProtection: stack?.EnableTerminationProtection ?? false,
    tags: Object.fromEntries((stack?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
    outputs: Object.fromEntries(
      (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
    resources: summaries.map((summary) => ({
      logicalId: summary.LogicalResourceId ?? '',
      physicalId: summary.PhysicalResourceId ?? '',
      type: summary.ResourceType ?? '',
      status: summary.ResourceStatus ?? '',
    })),
  };
}
