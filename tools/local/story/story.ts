import { callerClients } from '../caller-clients';
import type { LocalReport } from '../report';
import { auditSteps } from './audit-steps';
import { analystProfile, hubProfile, operatorProfiles, writeAwsConfig } from './aws-profiles';
import { breakGlassSteps } from './break-glass-steps';
import { askAboutContract, makeContractRequests, prepareContract } from './contract-steps';
import { tellWayOfData } from './data-way';
import { readDeployment } from './deployment';
import { deploymentRefusalSteps } from './deployment-refusals';
import { deploymentRoleSteps } from './deployment-role-steps';
import { driftSteps } from './drift-steps';
import { firstDeploymentSteps } from './first-deployment-steps';
import { guardrailSteps } from './guardrail-steps';
import { enrolHub } from './hub';
import { imageSteps } from './image-steps';
import { lockSteps } from './lock-steps';
import { deniedOperatorSignInSteps, operatorSteps } from './operator-steps';
import { type DailyUse, operatorEnvironment, signInOperators } from './operators';
import { StoryError } from './outcome';
import { hireOperator } from './people';
import { revocationSteps } from './revocation-steps';
import { rotationSteps } from './rotation-steps';
import { secretSteps } from './secret-steps';
import type { StoryContext } from './story-context';
import { StepsBeside } from './steps-beside';
import { runSteps } from './story-step';

/**
 * Tells what the platform is for, as it happens in the emulated account. First prover and emulator decide every
 * request of the isolation contract. Then hubs are enrolled and upload, pipelines make tables of it, and an analyst
 * signs in and queries; each is refused what is another's. The contract's requests are made with the AWS SDK, where
 * a client can; CI pushes images that a hub pulls; one hub is cut off. Operators work under the role of each use; in an
 * emergency one organization's data is opened; the trail has all of it, and nobody deletes it, not even under no guardrails.
 * CloudFormation's role deploys, and nothing else. What has nothing to do with the rest goes on beside it: another
 * organization is deployed for the first time, which goes wrong and is repeated, and the other hub gets a new certificate.
 * @param assembly folder that was deployed; of two organizations or more
 * @returns AWS profiles to be used while the account is up
 * @throws StoryError if anything does not come out as it has to
 */
export async function tellStory(context: StoryContext, assembly: string): Promise<LocalReport['profiles']> {
  const { steps } = context;
  const deployment = await readDeployment(context, assembly);
  const [own, other] = deployment.organizations;
  if (own === undefined || other === undefined) throw new StoryError('a story takes two organizations');
  const newUsers = await prepareContract(context, deployment);
  await askAboutContract(context, deployment, newUsers);
  const key = await hireOperator(context);
  const operators = await steps.run(
    `Operators sign in with tokens of ${context.issuer.issuer}, each for one use`,
    () => signInOperators(context),
    (all) => Object.keys(all).join(', '),
  );
  const as = (use: DailyUse): Record<string, string> => operatorEnvironment(context, operators[use]);
  const [hub, neighbour] = await steps.run(
    `Data Hubs of ${own.slug} and ${other.slug} make their keys, and a hub-operator enrols them`,
    () =>
      Promise.all([
        enrolHub(context, as('hub-operator'), own.slug, 'berlin-1'),
        enrolHub(context, as('hub-operator'), other.slug, 'paris-1'),
      ]),
    (hubs) => hubs.map(({ config }) => config.thingName).join(', '),
  );
  const beside = new StepsBeside(context);
  try {
    const firstDeployment = beside.begin(firstDeploymentSteps);
    const clients = callerClients(context, hub.credentials.provider);
    const neighbours = { own, other };
    await tellWayOfData(context, neighbours, { own: hub, other: neighbour });
    await runSteps(context, secretSteps(context, as('secret-writer'), hub, clients, other));
    const images = await imageSteps(context, key, hub);
    await runSteps(context, images.whileTrusted);
    const hubs = new Map([hub, neighbour].map((one) => [one.config.organization, one]));
    await makeContractRequests(context, deployment, newUsers, hubs, key);
    const rotation = beside.begin((context) => rotationSteps(context, as('hub-operator'), neighbour));
    await runSteps(context, [
      ...revocationSteps(
        context,
        assembly,
        { operator: as('hub-operator'), revoker: as('hub-revoker') },
        hub,
        clients,
      ),
      ...rotation,
      ...images.afterRevocation,
      ...deniedOperatorSignInSteps(context, neighbours),
      ...operatorSteps(context, neighbours, operators),
      ...breakGlassSteps(context, neighbours, { own: hub, other: neighbour }),
      ...auditSteps(context, neighbours, operators, hub),
      // Guardrails bind whoever deploys, and CloudFormation's role is changed after them.
      ...firstDeployment,
      ...lockSteps(context, operators),
      ...guardrailSteps(context, neighbours, neighbour),
      ...deploymentRoleSteps(context, assembly, other),
      ...deploymentRefusalSteps(context, neighbours),
      ...driftSteps(context, assembly, own.slug),
    ]);
    return {
      file: writeAwsConfig(context, [
        hubProfile(context, neighbour),
        await analystProfile(context, own),
        ...(await operatorProfiles(context)),
      ]),
      hub: other.slug,
      analyst: own.slug,
    };
  } finally {
    await beside.end();
    await hub.credentials.stop();
    await neighbour.credentials.stop();
  }
}
