import { callerClients } from '../caller-clients';
import { deniedSignInSteps, queryAsAnalyst } from './analyst-steps';
import { boto3UploadStep } from './boto3-upload-step';
import { deniedAnalystSteps, deniedHubSteps, deniedPipelineSteps } from './denied-steps';
import type { Hub } from './hub';
import { pipelineRoleOf, pipelineSession } from './pipeline-role';
import { pipelineSteps } from './pipeline-steps';
import { pythonQueryStep } from './python-query-step';
import type { Neighbours, StoryContext } from './story-context';
import { runSteps } from './story-step';
import { uploadSteps } from './upload-steps';
import { readingsOfStory } from './uploads';
import { userSteps } from './user-steps';

/** Seeds of the two organizations' readings. */
const SEEDS = { own: 1, other: 2 } as const;

/**
 * The way of the data, from a hub through a pipeline to an analyst, and each of the three where it has no business.
 * @param hubs of the two organizations
 */
export async function tellWayOfData(
  context: StoryContext,
  neighbours: Neighbours,
  hubs: { readonly own: Hub; readonly other: Hub },
): Promise<void> {
  const { own, other } = neighbours;
  const readings = readingsOfStory(SEEDS.own);
  const hub = callerClients(context, hubs.own.credentials.provider);
  await runSteps(context, [
    ...uploadSteps(hubs.own, hub, other, readings),
    boto3UploadStep(context, hubs.own, other),
    ...pipelineSteps(
      context,
      neighbours,
      { hub: hubs.own, readings },
      { hub: hubs.other, readings: readingsOfStory(SEEDS.other) },
    ),
  ]);
  const analyst = await queryAsAnalyst(context, own, readings);
  const pipeline = await pipelineSession(context.emulator.endpoint, pipelineRoleOf(context, own));
  await runSteps(context, [
    pythonQueryStep(context, own, readings),
    ...userSteps(context, neighbours, readings),
    ...deniedHubSteps(context, neighbours, hub),
    ...deniedPipelineSteps(context, neighbours, callerClients(context, pipeline), analyst.result),
    ...deniedAnalystSteps(context, neighbours, analyst.clients),
    ...deniedSignInSteps(context, neighbours),
  ]);
}
