import { Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { OrganizationConfig } from '../../../../config/environment-config';
import { Naming } from '../../../../config/naming';
import { stackTags } from '../../../../config/stack-tags';
import { ReadingsPipelineStack } from '../../../../examples/pipeline/cdk/readings-pipeline-stack';
import { verify } from '../../../../lib/isolation/proof';
import { buildApp } from '../../../../lib/stacks/build-app';
import { readTemplate } from '../../../../packages/isolation-proof/src/templates/read-template';
import { newApp } from '../../../fixtures/cdk-app';
import { ACME, ACME_EU, environment } from '../../../fixtures/environment';
import { wholeOf } from '../../../fixtures/synthesize';

const ENVIRONMENT = environment({
  pipelines: { ...environment().pipelines, services: ['glue', 'ecs-tasks'] },
  pipelineRepositories: ['readings'],
});
const NAMING = new Naming(ENVIRONMENT);
const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';

/** The platform's stacks, and the example's for both organizations. */
function stacks(): Stack[] {
  const app = newApp();
  buildApp(app, wholeOf(ENVIRONMENT), { proveIsolation: false });
  for (const organization of [ACME, ACME_EU]) addPipeline(app, organization);
  return app.node.children.filter((child) => child instanceof Stack);
}

function addPipeline(app: ReturnType<typeof newApp>, { slug }: OrganizationConfig): void {
  const tags = stackTags(ENVIRONMENT.name, slug);
  const stack = new ReadingsPipelineStack(app, `${NAMING.organization(slug).pipelineRole}-readings`, {
    env: { account: ENVIRONMENT.account, region: ENVIRONMENT.region.name },
    naming: NAMING,
    slug,
    keyArn: NAMING.keyArnPattern().replace('*', KEY_ID),
    imageTag: '1.0.0',
    network: { vpcId: 'vpc-1', privateSubnetIds: ['subnet-1', 'subnet-2'] },
    tags,
  });
  for (const [key, value] of Object.entries(tags)) Tags.of(stack).add(key, value);
}

type Json = Record<string, unknown>;
type Change = (resource: { Type: string; Properties: Json }) => void;

/** The verdict on all stacks, after a change of the example's resources of acme, and what speaks against it. */
function verdict(change: Change = () => undefined): [string, ...string[]] {
  const read = stacks().map((stack) => {
    const template = Template.fromStack(stack).toJSON() as { Resources: Record<string, never> };
    if (stack.stackName === 'ts-test-acme-pipeline-readings') {
      for (const resource of Object.values(template.Resources)) change(resource);
    }
    const found = readTemplate(stack.stackName, template, {
      account: ENVIRONMENT.account,
      region: ENVIRONMENT.region.name,
      partition: 'aws',
      dnsSuffix: 'amazonaws.com',
    });
    if (typeof found === 'string') throw new Error(found);
    return found;
  });
  const { verdict: whole, proof } = verify(read);
  return [whole, ...proof.claims.flatMap(({ violations }) => violations.map(({ what }) => what))];
}

const NEIGHBOUR = NAMING.organization(ACME_EU.slug);

describe('a pipeline beside the platform', () => {
  test('is proved for both organizations', () => {
    expect(verdict()).toEqual(['proved']);
  });

  test.each<[string, Change]>([
    [
      'a task under the neighbour’s role',
      ({ Type, Properties }) => {
        if (Type.endsWith('::TaskDefinition'))
          Properties['TaskRoleArn'] = NAMING.roleArn(NEIGHBOUR.pipelineRole);
      },
    ],
    [
      'a job under the neighbour’s role',
      ({ Type, Properties }) => {
        if (Type.endsWith('::Job')) Properties['Role'] = NAMING.roleArn(NEIGHBOUR.pipelineRole);
      },
    ],
  ])('%s is violated', (_what, change) => {
    const [whole, ...violations] = verdict(change);
    expect(whole).toBe('violated');
    expect(violations.join('\n')).toMatch(/acme-eu/);
  });
});

test.each([ACME, ACME_EU])(
  'everything of $slug has its own role, queue, log group and folders',
  ({ slug }) => {
    const stack = stacks().find(({ stackName }) => stackName === `ts-test-${slug}-pipeline-readings`);
    if (stack === undefined) throw new Error('no such stack');
    const template = Template.fromStack(stack);
    const role = `arn:aws:iam::111122223333:role/ts-test-${slug}-pipeline`;
    const bucket = (purpose: string): string => `ts-test-${purpose}-111122223333-eu-central-1-an`;
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      TaskRoleArn: role,
      ExecutionRoleArn: role,
      ContainerDefinitions: [
        {
          Image: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/pipeline-readings:1.0.0',
          ReadonlyRootFilesystem: true,
          Environment: [
            {
              Name: 'ARRIVALS_QUEUE_URL',
              Value: `https://sqs.eu-central-1.amazonaws.com/111122223333/ts-test-${slug}-arrivals`,
            },
            { Name: 'RAW_BUCKET', Value: bucket('raw') },
            { Name: 'STANDARDIZED_BUCKET', Value: bucket('standardized') },
            { Name: 'ORGANIZATION_KEY_ARN', Value: `arn:aws:kms:eu-central-1:111122223333:key/${KEY_ID}` },
            { Name: 'ORG_SLUG', Value: slug },
            { Name: 'GLUE_DATABASE', Value: `ts_test_${slug.replace('-', '_')}` },
          ],
          LogConfiguration: { Options: { 'awslogs-group': `/ts/test/${slug}/pipeline` } },
        },
      ],
    });
    template.hasResourceProperties('AWS::ECS::Service', {
      EnableExecuteCommand: false,
      NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED' } },
    });
    template.hasResourceProperties('AWS::Glue::Job', {
      Role: role,
      SecurityConfiguration: `ts-test-${slug}-pipeline`,
      Command: { ScriptLocation: `s3://${bucket('artifacts')}/${slug}/readings-job/1.0.0/readings_job.py` },
      DefaultArguments: {
        '--raw': `s3://${bucket('raw')}/${slug}/`,
        '--standardized': `s3://${bucket('standardized')}/${slug}/readings/`,
      },
    });
    const { Properties: group } = Object.values(template.findResources('AWS::EC2::SecurityGroup'))[0] as {
      Properties: Json;
    };
    expect(group).not.toHaveProperty('SecurityGroupIngress');
  },
);
