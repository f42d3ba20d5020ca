import type { EnvironmentConfig } from '../../config/environment-config';
import { Naming } from '../../config/naming';
import { printedTagUserCalls, tagUsers } from './athena-users';
import type { SynthesizedStack } from '../../lib/deployed/cloud-assembly';
import { describeDeployedStack } from '../../lib/deployed/deployed-stack';
import { type ReadBackContext, readBackStack, type StackReadBack } from '../../lib/deployed/read-back-stack';
import { RESOURCE_READERS } from '../../lib/deployed/registry';
import { type LocalReport, organizationReport } from './report';
import type { ServiceClients } from '../../lib/account/service-clients';
import type { Steps } from './steps';

export interface VerifyOptions {
  readonly clients: ServiceClients;
  readonly environment: EnvironmentConfig;
  readonly stacks: readonly SynthesizedStack[];
  readonly steps: Steps;
}

/** What of the report is known by then. */
type Verified = Pick<LocalReport, 'environment' | 'account' | 'region' | 'organizations' | 'readBack'>;

/**
 * Reads back everything that was deployed, then does what is left to an administrator: tags existing users.
 * Where there are differences, users are not tagged.
 */
export async function verify({ clients, environment, stacks, steps }: VerifyOptions): Promise<Verified> {
  const naming = new Naming(environment);
  const results = await steps.run(
    'Read back every resource through its own service',
    () => readBack(stacks, { clients, naming, readers: RESOURCE_READERS }),
    (all) => `${sum(all, 'resources')} resources, ${sum(all, 'properties')} properties`,
  );
  const differences = results.flatMap((result) => result.differences);
  const calls = results.flatMap(({ outputs }) => printedTagUserCalls(outputs));
  if (differences.length === 0 && calls.length > 0) {
    await steps.run(
      'Run the printed commands that tag users',
      () => tagUsers(clients, calls),
      () => calls.map(({ userName }) => userName).join(', '),
    );
  }
  return {
    environment: environment.name,
    account: environment.account,
    region: environment.region.name,
    organizations: environment.organizations.map((organization) => {
      const { stack } = naming.organization(organization.slug);
      const outputs = results.find(({ name }) => name === stack)?.outputs ?? {};
      return organizationReport(organization, naming, outputs, environment);
    }),
    readBack: {
      stacks: stacks.length,
      resources: sum(results, 'resources'),
      properties: sum(results, 'properties'),
      differences,
    },
  };
}

interface NamedReadBack extends StackReadBack {
  readonly name: string;
  readonly outputs: Readonly<Record<string, string>>;
}

async function readBack(
  stacks: readonly SynthesizedStack[],
  context: ReadBackContext,
): Promise<NamedReadBack[]> {
  return Promise.all(
    stacks.map(async (stack) => {
      const deployed = await describeDeployedStack(context.clients, stack.name);
      const result = await readBackStack(stack, deployed, context);
      return { name: stack.name, outputs: deployed.outputs, ...result };
    }),
  );
}

function sum(results: readonly StackReadBack[], count: 'resources' | 'properties'): number {
  return results.reduce((total, result) => total + result[count], 0);
}
