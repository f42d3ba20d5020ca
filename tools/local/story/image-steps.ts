import { join } from 'node:path';
import { ECRClient } from '@aws-sdk/client-ecr';
import { type AccessKey, secureSettings } from '../caller-clients';
import { writeImage } from './container-image';
import type { Hub } from './hub';
import { hireImageBuilder } from './image-builder';
import { ImageClient, whyNoImages } from './image-client';
import { refused, StoryError } from './outcome';
import type { StoryContext } from './story-context';
import type { StoryStep } from './story-step';

/** Where it is set, to have no programs for images is a failure: CI demands these steps. */
const REQUIRED = 'REQUIRE_REGISTRY';
const TAG = '1.0';

/** Steps of a hub that pulls images, before and after it is cut off. */
export interface ImageSteps {
  readonly whileTrusted: StoryStep[];
  readonly afterRevocation: StoryStep[];
}

/**
 * CI pushes images, a hub pulls those of connectors, and each is refused the rest. Without skopeo or docker-registry
 * there is one step, which says so.
 * @param operator who may assume any role
 * @throws StoryError if a program is missing, and `REQUIRE_REGISTRY` is set
 */
export async function imageSteps(context: StoryContext, operator: AccessKey, hub: Hub): Promise<ImageSteps> {
  const missing = await whyNoImages(context);
  if (missing === undefined) return stepsOf(context, operator, hub);
  if (process.env[REQUIRED] !== undefined) throw new StoryError(`${missing}, and ${REQUIRED} is set`);
  const skipped = {
    title: 'CI pushes images, and the hub pulls one',
    run: () => Promise.resolve(`skipped: ${missing}`),
  };
  return { whileTrusted: [skipped], afterRevocation: [] };
}

function stepsOf(context: StoryContext, operator: AccessKey, hub: Hub): ImageSteps {
  const { naming, environment, scratch, signal } = context;
  const {
    dataConnectorRepositories: [connectorName],
    pipelineRepositories: [pipelineName],
  } = environment;
  if (connectorName === undefined || pipelineName === undefined) {
    throw new StoryError(
      `environment ${environment.name} needs a repository of a connector and one of a pipeline`,
    );
  }
  const connector = `${naming.connectorRepository(connectorName)}:${TAG}`;
  const pipeline = `${naming.pipelineRepository(pipelineName)}:${TAG}`;
  const [image, otherImage] = [join(scratch, 'image'), join(scratch, 'other-image')];
  const pulled = (name: string): string => join(scratch, `pulled-${name}`);
  const ecr = new ECRClient({ ...secureSettings(context), credentials: hub.credentials.provider });
  let digest = '';
  let ci: ImageClient | undefined;
  let client: ImageClient | undefined;
  const theCi = (): ImageClient => loggedIn(ci);
  const theHub = (): ImageClient => loggedIn(client);
  return {
    whileTrusted: [
      {
        title: `CI builds an image, and pushes it as ${connector} and ${pipeline}`,
        run: async () => {
          digest = await writeImage(image, 'one', signal);
          await writeImage(otherImage, 'another', signal);
          const session = await hireImageBuilder(context, operator);
          ci = await ImageClient.login(
            context,
            'ci',
            new ECRClient({ ...secureSettings(context), credentials: session }),
          );
          await ci.push(image, connector);
          await ci.push(image, pipeline);
          return 'allowed';
        },
      },
      {
        title: `It pushes another image as ${connector}`,
        run: () => theCi().refusedPush(otherImage, connector),
      },
      {
        title: 'The hub logs in to the registry, and pulls its connector',
        run: async () => {
          client = await ImageClient.login(context, 'hub', ecr);
          const found = await client.pull(connector, pulled('connector'));
          if (found !== digest) throw new StoryError(`it got ${found}, and CI pushed ${digest}`);
          return `allowed, and it is what CI pushed: ${digest.slice(0, 'sha256:'.length + 12)}`;
        },
      },
      { title: `It pulls ${pipeline}`, run: () => theHub().refusedPull(pipeline, pulled('pipeline')) },
      {
        title: 'It pushes an image of its own as a connector',
        run: () => theHub().refusedPush(otherImage, `${naming.connectorRepository(connectorName)}:2.0`),
      },
    ],
    afterRevocation: [
      {
        title: 'The thief pulls the connector with the login that the hub has still',
        run: () => theHub().refusedPull(connector, pulled('stolen')),
      },
      {
        title: 'The thief logs in to the registry again',
        run: () => refused(() => ImageClient.login(context, 'thief', ecr)),
      },
    ],
  };
}

function loggedIn(client: ImageClient | undefined): ImageClient {
  if (client === undefined) throw new StoryError('an image step ran before its login');
  return client;
}
