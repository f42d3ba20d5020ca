import { join } from 'node:path';
import { App, Tags } from 'aws-cdk-lib';
import { ConfigurationError, PlatformError, type Problem } from '../../../config/errors';
import { Naming } from '../../../config/naming';
import { selectFromContext } from '../../../config/selection';
import { stackTags } from '../../../config/stack-tags';
import { ReadingsPipelineStack } from './readings-pipeline-stack';

const ENVIRONMENTS = join(__dirname, '..', '..', '..', 'environments');

/** What the context has to say besides environment and organization. */
const WANTED = {
  keyArn: "the organization's key: the output KeyArn of its stack",
  imageTag: 'the tag of the image in the repository pipeline-readings',
  vpcId: 'the VPC that tasks run in',
  privateSubnetIds: 'its private subnets, separated by commas',
} as const;

try {
  const app = new App({ analyticsReporting: false });
  const context = app.node.getAllContext() as Record<string, unknown>;
  const problems: Problem[] = [];
  const text = (key: keyof typeof WANTED): string => {
    const value = context[key];
    if (typeof value === 'string' && value !== '') return value;
    problems.push({ place: `-c ${key}`, value, fix: `give ${WANTED[key]}` });
    return '';
  };
  const [keyArn, imageTag, vpcId, privateSubnetIds] = [
    text('keyArn'),
    text('imageTag'),
    text('vpcId'),
    text('privateSubnetIds').split(','),
  ];
  if (context['organization'] === undefined) {
    problems.push({ place: '-c organization', fix: 'name the organization' });
  }
  if (problems.length > 0) throw new ConfigurationError(problems);

  const { environment, organizations } = selectFromContext(context, ENVIRONMENTS);
  const naming = new Naming(environment);
  for (const { slug } of organizations) {
    const { pipelineRole } = naming.organization(slug);
    const tags = stackTags(environment.name, slug);
    const stack = new ReadingsPipelineStack(app, `${pipelineRole}-readings`, {
      env: { account: environment.account, region: environment.region.name },
      description: `Pipeline of readings of ${slug}`,
      tags,
      naming,
      slug,
      keyArn,
      folders: environment.dataHubFolders,
      imageTag,
      network: { vpcId, privateSubnetIds },
    });
    // The proof tells by its tag whose a resource is.
    for (const [key, value] of Object.entries(tags)) Tags.of(stack).add(key, value);
  }
  app.synth();
} catch (error) {
  if (!(error instanceof PlatformError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
