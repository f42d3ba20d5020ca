import {
  DescribeStackResourcesCommand,
  paginateDescribeStacks,
  paginateListStackResources,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { AwsCallError } from '../account/aws-call-error';
import { everyPage } from '../account/every-page';
import type { ServiceClients } from '../account/service-clients';
import { type StackState, stackState } from './stack-state';

/** A stack of the account, or that there is none of that name. */
export interface AccountStack {
  readonly name: string;
  readonly state: StackState;
  /** For example `CREATE_COMPLETE`; undefined where there is no stack. */
  readonly status: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly terminationProtection: boolean;
  /** When it was created or changed last. */
  readonly changedAt: Date | undefined;
}

/** A resource that a stack holds. */
export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
}

/** Not there, whatever the listing says of them: CloudFormation lists what it deleted and what it failed to create. */
const GONE = ['DELETE_COMPLETE', 'CREATE_FAILED'];

/** The stacks of one account and Region. What was read once is remembered. */
export class AccountStacks {
  private read: Promise<ReadonlyMap<string, Stack>> | undefined;
  private readonly resources = new Map<string, Promise<readonly StackResource[]>>();

  constructor(private readonly clients: Pick<ServiceClients, 'cloudformation'>) {}

  async named(name: string): Promise<AccountStack> {
    return accountStack(name, (await this.listed()).get(name));
  }

  /** Every stack that is there, by name. */
  async all(): Promise<readonly AccountStack[]> {
    return [...(await this.listed())]
      .map(([name, stack]) => accountStack(name, stack))
      .filter(({ state }) => state !== 'absent')
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** What a stack holds; nothing for one that is absent. */
  async resourcesOf({ name, state }: AccountStack): Promise<readonly StackResource[]> {
    if (state === 'absent' || state === 'in review') return [];
    const known = this.resources.get(name);
    if (known !== undefined) return known;
    const read = this.readResources(name);
    this.resources.set(name, read);
    return read;
  }

  /** The stack that holds a resource, whoever's it is. */
  async ownerOf(physicalId: string): Promise<string | undefined> {
    const command = new DescribeStackResourcesCommand({ PhysicalResourceId: physicalId });
    try {
      const { StackResources } = await this.clients.cloudformation.send(command);
      return StackResources?.[0]?.StackName;
    } catch (error) {
      // No stack has it.
      if (error instanceof AwsCallError && error.awsError === 'ValidationError') return undefined;
      throw error;
    }
  }

  private listed(): Promise<ReadonlyMap<string, Stack>> {
    this.read ??= this.readAll();
    return this.read;
  }

  private async readAll(): Promise<ReadonlyMap<string, Stack>> {
    const client = this.clients.cloudformation;
    const stacks = await everyPage(paginateDescribeStacks({ client }, {}), ({ Stacks }) => Stacks);
    return new Map(stacks.map((stack) => [stack.StackName ?? '', stack]));
  }

  private async readResources(StackName: string): Promise<readonly StackResource[]> {
    const client = this.clients.cloudformation;
    const summaries = await everyPage(
      paginateListStackResources({ client }, { StackName }),
      ({ StackResourceSummaries }) => StackResourceSummaries,
    );
    return summaries
      .filter(({ ResourceStatus = '' }) => !GONE.includes(ResourceStatus))
      .map(({ LogicalResourceId = '', PhysicalResourceId = '', ResourceType = '' }) => ({
        logicalId: LogicalResourceId,
        physicalId: PhysicalResourceId,
        type: ResourceType,
      }));
  }
}

function accountStack(name: string, stack: Stack | undefined): AccountStack {
  return {
    name,
    state: stackState(stack?.StackStatus),
    status: stack?.StackStatus,
    tags: Object.fromEntries((stack?.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
    terminationProtection: stack?.EnableTerminationProtection ?? false,
    changedAt: stack?.LastUpdatedTime ?? stack?.CreationTime,
  };
}
