import { exampleThings } from '../../../lib/isolation/hub-folders';
import { contractAgreement, describeDisagreement } from '../agreement/contract-agreement';
import { emulatorDecision, type StandIns } from '../agreement/emulator-decision';
import { makeRequests } from '../agreement/made-requests';
import { withPhysicalIds } from '../agreement/physical-ids';
import { type AccessKey, type CallerClients, callerClients } from '../caller-clients';
import { claimsOfAnalyst, signIn } from './analyst';
import type { Deployment } from './deployment';
import type { Hub } from './hub';
import { StoryError } from './outcome';
import { accessKeyOf, ADMINISTRATOR_ROLE, givePolicyToNewUser, makeAdministratorRole } from './people';
import { pipelineRoleOf, pipelineSession } from './pipeline-role';
import { assumeRole } from './role-session';
import type { StoryContext } from './story-context';

/** How the contract calls whoever is given a policy that is attached to nobody yet. */
const ANY_USER = 'any-user';

/** Makes whom the contract is about and no template makes; by organization, the user that stands for any. */
export async function prepareContract(
  context: StoryContext,
  { organizations }: Deployment,
): Promise<ReadonlyMap<string, string>> {
  await makeAdministratorRole(context);
  const newUsers = new Map<string, string>();
  for (const organization of organizations) {
    if (organization.users.length > 0) continue;
    const name = `${organization.slug}-new-user`;
    await givePolicyToNewUser(context, name, organization);
    newUsers.set(organization.slug, name);
  }
  return newUsers;
}

/**
 * Has the emulator decide every request of the contract.
 * @throws StoryError with every disagreement with the prover
 */
export async function askAboutContract(
  { emulator: { endpoint }, naming, steps }: StoryContext,
  { stacks, ids }: Deployment,
  newUsers: ReadonlyMap<string, string>,
): Promise<void> {
  const anyUser = naming.userArn(ANY_USER);
  const standIns = (organization: string): StandIns => {
    const name = newUsers.get(organization);
    return new Map(name === undefined ? [] : [[anyUser, naming.userArn(name)]]);
  };
  await steps.run(
    'Ask prover and emulator about every request of the contract',
    async (progress) => {
      const agreement = await contractAgreement(
        stacks,
        (request, organization) =>
          emulatorDecision(request, { endpoint, ids, standIns: standIns(organization) }),
        progress,
      );
      const { disagreements } = agreement;
      if (agreement.requests === 0) throw new StoryError('no request of the contract was asked');
      if (disagreements.length > 0) throw new StoryError(disagreements.map(describeDisagreement).join('\n'));
      return agreement;
    },
    ({ operations, requests }) => `they agree on ${requests} requests of ${operations} rows`,
  );
}

/**
 * Makes the requests of the contract with the AWS SDK, where a client can.
 * @param hubs one of each organization, by its slug
 * @throws StoryError with every one that does not come out as the contract says
 */
export async function makeContractRequests(
  context: StoryContext,
  { stacks, ids, organizations }: Deployment,
  newUsers: ReadonlyMap<string, string>,
  hubs: ReadonlyMap<string, Hub>,
  operator: AccessKey,
): Promise<void> {
  const { naming, steps } = context;
  await steps.run(
    'Make these requests with the AWS SDK, where a client can',
    async (progress) => {
      const clients = new Map<string, CallerClients>([
        [
          naming.roleArn(ADMINISTRATOR_ROLE),
          callerClients(
            context,
            await assumeRole(context, operator, { role: ADMINISTRATOR_ROLE, session: 'contract' }),
          ),
        ],
      ]);
      for (const { slug, users } of organizations) {
        const hub = hubs.get(slug);
        if (hub !== undefined) {
          const role = naming.roleArn(naming.organization(slug).dataHubRole);
          clients.set(role, callerClients(context, hub.credentials.provider));
        }
        const { pipelineRole, analystRole } = naming.organization(slug);
        const pipeline = await pipelineSession(context.emulator.endpoint, pipelineRoleOf(context, { slug }));
        clients.set(naming.roleArn(pipelineRole), callerClients(context, pipeline));
        const token = await context.issuer.sign(claimsOfAnalyst(context, slug));
        clients.set(naming.roleArn(analystRole), callerClients(context, await signIn(context, slug, token)));
        for (const user of [users, newUsers.get(slug) ?? []].flat()) {
          clients.set(naming.userArn(user), callerClients(context, await accessKeyOf(context, user)));
        }
      }
      const result = await makeRequests(
        stacks,
        {
          clientsOf: (arn, organization) =>
            clients.get(
              arn.endsWith(`/${ANY_USER}`) ? naming.userArn(newUsers.get(organization) ?? '') : arn,
            ),
          // Requests are those of a hub that only the contract knows.
          text: (value) => withThings(withPhysicalIds(value, ids), hubs),
        },
        progress,
      );
      if (result.made === 0) throw new StoryError('no request of the contract was made');
      if (result.wrong.length > 0) throw new StoryError(result.wrong.join('\n'));
      return result;
    },
    ({ made, rows }) => `${made} of ${rows} rows, as the contract says`,
  );
}

/** A text with the hubs of the story in the place of those of the contract. */
function withThings(text: string, hubs: ReadonlyMap<string, Hub>): string {
  return [...hubs].reduce(
    (changed, [slug, { config }]) =>
      changed.replaceAll(`/${exampleThings(slug).own}/`, `/${config.thingName}/`),
    text,
  );
}
