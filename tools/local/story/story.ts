import { cdkEnvironment } from '../child-environment';
import { type AccessKey, callerClients } from '../caller-clients';
import { boto3Scene } from './boto3-scene';
import { askAboutContract, makeContractRequests, prepareContract } from './contract-steps';
import { dataHubCommandLine } from './data-hub-command';
import { readDeployment } from './deployment';
import { firstDeploymentScenes } from './first-deployment-scenes';
import { enrolHub } from './hub';
import { StoryError } from './outcome';
import { hireOperator } from './people';
import { queryScenes } from './query-scenes';
import { revocationScenes } from './revocation-scenes';
import { rotationScenes } from './rotation-scenes';
import type { Scene } from './scene';
import { secretScenes } from './secret-scenes';
import type { StoryContext } from './story-context';
import { uploadScenes } from './upload-scenes';

/** A hub that is enrolled, and how to act for it. */
export interface HubOfStory {
  readonly command: readonly string[];
  readonly configFile: string;
}

/**
 * Tells what the platform is for, as it happens in the emulated account. First prover and emulator decide every
 * request of the isolation contract. Then hubs are enrolled, upload and are held in; secrets and tables are read
 * by whom they are for; the contract's requests are made with the AWS SDK, where a client can; one hub is cut off;
 * and a first deployment that goes wrong is repeated.
 * @param assembly folder that was deployed; of two organizations or more
 * @returns a hub that is left
 * @throws StoryError if anything does not come out as it has to
 */
export async function tellStory(context: StoryContext, assembly: string): Promise<HubOfStory> {
  const { repository, steps } = context;
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
    const play = async (scenes: readonly Scene[]): Promise<void> => {
      for (const scene of scenes) await steps.run(scene.title, scene.play, (outcome) => outcome);
    };
    await play([...uploadScenes(hub, clients, other), boto3Scene(context, hub, other)]);
    await play(secretScenes(context, operator, hub, clients, other));
    await play(queryScenes(context, { own, other }));
    const hubs = new Map([hub, neighbour].map((one) => [one.config.organization, one]));
    await makeContractRequests(context, deployment, newUsers, hubs, key);
    await play(rotationScenes(context, operator, neighbour));
    await play(revocationScenes(context, assembly, operator, hub, clients));
    await play(firstDeploymentScenes(context));
    return { command: dataHubCommandLine(repository), configFile: neighbour.configFile };
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
