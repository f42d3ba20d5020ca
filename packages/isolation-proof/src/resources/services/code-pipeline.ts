import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const CODE_PIPELINE = 'codepipeline.amazonaws.com';

const CONFIGURATION = 'Stages.Actions.Configuration';
const CONDITIONS = ['BeforeEntry', 'OnFailure', 'OnSuccess'].map((when) => `Stages.${when}.Conditions.Rules`);

/** What an action is done with; what a name of something else may be, the role of the action decides. */
const TARGETS: readonly Flow[] = (
  [
    ['BucketName', 'bucket-name'],
    ['FunctionName', 'function'],
    ['NotificationArn', 'topic'],
    ['ProjectName', 'build-project'],
    ['StateMachineArn', 'arn'],
  ] as const
).map(([name, form]) => ({ property: `${CONFIGURATION}.${name}`, form, data: 'artifacts' }));

const pipeline: ResourceType = {
  type: 'AWS::CodePipeline::Pipeline',
  arn: arn('codepipeline', '${Name}'),
  contents: ['${arn}/*'],
  ref: '${Name}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  roles: [
    { property: 'RoleArn', assumedBy: CODE_PIPELINE, directs: 'the pipeline' },
    { property: 'Stages.Actions.RoleArn', assumedBy: CODE_PIPELINE, directs: 'an action' },
    {
      property: `${CONFIGURATION}.RoleArn`,
      assumedBy: 'cloudformation.amazonaws.com',
      directs: 'what is deployed',
    },
    ...CONDITIONS.map((rules) => ({
      property: `${rules}.RoleArn`,
      assumedBy: CODE_PIPELINE,
      directs: 'conditions',
    })),
  ],
  programs: [
    {
      property: `${CONFIGURATION}.S3Bucket`,
      form: 's3-object',
      key: 'S3ObjectKey',
      program: 'what the pipeline takes',
    },
    {
      property: `${CONFIGURATION}.RepositoryName`,
      form: 'repository-name',
      branch: 'BranchName',
      program: 'what the pipeline takes',
    },
    ...['FullRepositoryId', 'Repo'].map((name) => ({
      property: `${CONFIGURATION}.${name}`,
      form: 'repository' as const,
      program: 'what the pipeline takes',
    })),
  ],
  destinations: [
    ...['ArtifactStore.Location', 'ArtifactStores.ArtifactStore.Location'].map((property): Flow => ({
      property,
      form: 'bucket-name',
      data: 'artifacts',
    })),
    ...TARGETS,
  ],
  keys: ['ArtifactStore.EncryptionKey.Id', 'ArtifactStores.ArtifactStore.EncryptionKey.Id'],
  because: 'its actions do what their roles may do',
};

export const CODE_PIPELINE_TYPES: readonly ResourceType[] = [pipeline];
