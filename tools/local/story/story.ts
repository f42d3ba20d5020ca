import { type AccessKey, callerClients } from '../caller-clients';
import { cdkEnvironment } from '../child-environment';
import type { LocalReport } from '../report';
import { analystProfile, hubProfile, writeAwsConfig } from './aws-profiles';
import { askAboutContract, makeContractRequests, prepareContract } from './contract-steps';
import { tellWayOfData } from './data-way';
import { readDeployment } from './deployment';
import { driftSteps } from './drift-steps';
import { firstDeploymentSteps } from './first-deployment-steps';
import { enrolHub } from './hub';
import { imageSteps } from './image-steps';
import { StoryError } from './outcome';
import { hireOperator } from './people';
import { revocationSteps } from './revocation-steps';
import { rotationSteps } from './rotation-steps';
import { secretSteps } from './secret-steps';
import type { StoryContext } from './story-context';
import { runSteps } from './story-step';

/**
 * Tells what the platform is for, as it happens in the emulated account. First prover and emulator decide every
 * request of the isolation contract. Then hubs are enrolled and upload, pipelines make tables of it, and an analyst
 * signs in and queries; each is refused what is another's. The contract's requests are made with the AWS SDK, where
 * a client can; CI pushes images that a hub pulls; one hub is cut off; and a first deployment that goes wrong is repeated.
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
  const operator = operatorEnvironment(context, key);
  const enrol = (slug: string, name: string) =>
    steps.run(
      `A Data Hub of ${slug} makes its key, and an operator enrols it`,
      () => enrolHub(context, operator, slug, name),
      ({ config }) => config.thingName,
    );
  const hub = await enrol(own.slug, 'berlin-1');
  const neighbour = await enrol(other.slug, 'paris-1');
  try {
    const clients = callerClients(context, hub.credentials.provider);
    await tellWayOfData(context, { own, other }, { own: hub, other: neighbour });
    await runSteps(context, secretSteps(context, operator, hub, clients, other));
    const images = await imageSteps(context, key, hub);
    await runSteps(context, images.whileTrusted);
    const hubs = new Map([hub, neighbour].map((one) => [one.config.organization, one]));
    await makeContractRequests(context, deployment, newUsers, hubs, key);
    await runSteps(context, [
      ...rotationSteps(context, operator, neighbour),
      ...revocationSteps(context, assembly, operator, hub, clients),
      ...images.afterRevocation,
      ...driftSteps(context, assembly, own.slug),
      ...firstDeploymentSteps(context),
    ]);
    return {
      file: writeAwsConfig(context, [hubProfile(context, neighbour), await analystProfile(context, own)]),
      hub: other.slug,
      analyst: own.slug,
    };
  } finally {
    await hub.credentials.stop();
    await neighbour.credentials.stop();
  }
}

/** The environment of a program that an operator starts. */
function operatorEnvironment(
  { emulator, environment, scratch }: StoryContext,
  { accessKeyId, secretAccessKey }: AccessKey,
): Record<string, string> {
  return {
    ...cdkEnvironment(process.env, {
      endpoint: emulator.secureEndpoint,
      caFile: emulator.caFile,
      region: environment.region.name,
      home: scratch,
    }),
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
}
