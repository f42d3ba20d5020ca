import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';
import type { NamingRow, NamingRows, Owner, ThingsOf } from './said-of-acme';

const arn = (service: string, rest: string): string => `arn:aws:${service}:eu-central-1:${ACCOUNT}:${rest}`;
const roleArn = (owner: Owner): string => `arn:aws:iam::${ACCOUNT}:role/${owner}-role`;

/** What builds, pipelines and deployments name. */
const thingsOf: ThingsOf = (owner) => {
  const Tags = owner === 'platform' ? [] : tagsOf(owner);
  const Role = owner === 'platform' ? roleOf(owner, { Tags: [] }) : roleOf(owner);
  return {
    Role,
    Application: ['AWS::CodeDeploy::Application', { ApplicationName: `${owner}-app`, Tags }],
    Bucket: ['AWS::S3::Bucket', { BucketName: `${owner}-bucket`, Tags }],
    Function: ['AWS::Lambda::Function', { FunctionName: owner, Role: roleArn(owner), Tags }],
    Group: ['AWS::AutoScaling::AutoScalingGroup', { AutoScalingGroupName: `${owner}-group`, Tags }],
    Images: ['AWS::ECR::Repository', { RepositoryName: `${owner}-images`, Tags }],
    Listener: ['AWS::ElasticLoadBalancingV2::Listener', { Tags }],
    Logs: ['AWS::Logs::LogGroup', { LogGroupName: `/${owner}`, Tags }],
    Machines: ['AWS::EC2::SecurityGroup', { Tags }],
    Project: ['AWS::CodeBuild::Project', { Name: `${owner}-project`, Tags }],
    Repository: ['AWS::CodeCommit::Repository', { RepositoryName: `${owner}-code`, Tags }],
    Secret: ['AWS::SecretsManager::Secret', { Tags }],
    Topic: ['AWS::SNS::Topic', { TopicName: owner, Tags }],
  };
};

export const PROJECT = 'AWS::CodeBuild::Project';
export const PIPELINE = 'AWS::CodePipeline::Pipeline';
export const DEPLOYMENT = 'AWS::CodeDeploy::DeploymentGroup';

const row = (type: string, said: string, of: (owner: Owner) => JsonObject, isShared = false): NamingRow => ({
  type,
  said,
  of: (owner) => ({ ...of(owner), Tags: type.includes('StarNotif') ? { orgSlug: 'acme' } : tagsOf('acme') }),
  isShared,
});

const project = (said: string, of: (owner: Owner) => JsonObject, isShared = false): NamingRow =>
  row(PROJECT, said, of, isShared);

export const action = (of: JsonObject): JsonObject => ({ Stages: [{ Actions: [of] }] });

const configured = (said: string, of: (owner: Owner) => JsonObject, isShared = false): NamingRow =>
  row(PIPELINE, said, (owner) => action({ Configuration: of(owner) }), isShared);

const CONFIGURATION = 'Stages[0].Actions[0].Configuration';
const role = (directs: string, owner: string, place: string): string =>
  `${directs} acts under ${roleArn(owner as Owner)}, a role of ${owner} (${place})`;

const ROWS: readonly NamingRow[] = [
  project(role('what is built', 'acme-eu', 'ServiceRole'), (owner) => ({ ServiceRole: roleArn(owner) })),
  project(role('start of builds', 'acme-eu', 'BuildBatchConfig.ServiceRole'), (owner) => ({
    BuildBatchConfig: { ServiceRole: roleArn(owner) },
  })),
  project(role('logs that anybody may see', 'acme-eu', 'ResourceAccessRole'), (owner) => ({
    ResourceAccessRole: roleArn(owner),
  })),
  project(
    'what is built comes from acme-eu-bucket/code.zip, in Bucket (Source.Location)',
    (owner) => ({ Source: { Type: 'S3', Location: `${owner}-bucket/code.zip` } }),
    true,
  ),
  project(
    'what is built comes from https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/acme-eu-code, in Repository (SecondarySources[0].Location)',
    (owner) => ({
      SecondarySources: [
        { Location: `https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/${owner}-code` },
      ],
    }),
    true,
  ),
  project(
    'what a build does comes from arn:aws:s3:::acme-eu-bucket/build.yml, in Bucket (Source.BuildSpec)',
    (owner) => ({ Source: { BuildSpec: `arn:aws:s3:::${owner}-bucket/build.yml` } }),
    true,
  ),
  project(
    `the image comes from ${ACCOUNT}.dkr.ecr.eu-central-1.amazonaws.com/acme-eu-images:1, in Images (Environment.Image)`,
    (owner) => ({
      Environment: { Image: `${ACCOUNT}.dkr.ecr.eu-central-1.amazonaws.com/${owner}-images:1` },
    }),
    true,
  ),
  project('what was built go to Bucket (Artifacts.Location)', (owner) => ({
    Artifacts: { Type: 'S3', Location: `${owner}-bucket` },
  })),
  project('what was built go to Bucket (Cache.Location)', (owner) => ({
    Cache: { Type: 'S3', Location: `${owner}-bucket/cache` },
  })),
  project('logs of builds go to Logs (LogsConfig.CloudWatchLogs.GroupName)', (owner) => ({
    LogsConfig: { CloudWatchLogs: { Status: 'ENABLED', GroupName: `/${owner}` } },
  })),
  project('credentials come from Secret (Environment.RegistryCredential.Credential)', (owner) => ({
    Environment: {
      RegistryCredential: {
        Credential: arn('secretsmanager', `secret:(${owner}.Secret)-(${owner}.Secret)`),
      },
    },
  })),
  project(
    'rights of members come from Machines (VpcConfig.SecurityGroupIds[0])',
    (owner) => ({ VpcConfig: { SecurityGroupIds: [`(${owner}.Machines)`] } }),
    true,
  ),
  row('AWS::CodeBuild::ReportGroup', 'reports go to Bucket (ExportConfig.S3Destination.Bucket)', (owner) => ({
    ExportConfig: { S3Destination: { Bucket: `${owner}-bucket` } },
  })),
  row(PIPELINE, role('the pipeline', 'acme-eu', 'RoleArn'), (owner) => ({ RoleArn: roleArn(owner) })),
  row(PIPELINE, role('an action', 'acme-eu', 'Stages[0].Actions[0].RoleArn'), (owner) =>
    action({ RoleArn: roleArn(owner) }),
  ),
  row(
    PIPELINE,
    role('conditions', 'acme-eu', 'Stages[0].OnFailure.Conditions[0].Rules[0].RoleArn'),
    (owner) => ({
      Stages: [{ OnFailure: { Conditions: [{ Rules: [{ RoleArn: roleArn(owner) }] }] } }],
    }),
  ),
  configured(role('what is deployed', 'acme-eu', `${CONFIGURATION}.RoleArn`), (owner) => ({
    RoleArn: roleArn(owner),
  })),
  row(PIPELINE, 'artifacts go to Bucket (ArtifactStore.Location)', (owner) => ({
    ArtifactStore: { Type: 'S3', Location: `${owner}-bucket` },
  })),
  configured(
    `what the pipeline takes comes from s3://acme-eu-bucket/app.zip, in Bucket (${CONFIGURATION}.S3Bucket)`,
    (owner) => ({ S3Bucket: `${owner}-bucket`, S3ObjectKey: 'app.zip' }),
    true,
  ),
  configured(
    `what the pipeline takes comes from acme-eu-code, in Repository (${CONFIGURATION}.RepositoryName)`,
    (owner) => ({ RepositoryName: `${owner}-code`, BranchName: 'main' }),
    true,
  ),
  configured(
    `what the pipeline takes comes from acme-eu-images, in Images (${CONFIGURATION}.RepositoryName)`,
    (owner) => ({ RepositoryName: `${owner}-images`, ImageTag: '1' }),
    true,
  ),
  configured(`artifacts go to Bucket (${CONFIGURATION}.BucketName)`, (owner) => ({
    BucketName: `${owner}-bucket`,
  })),
  configured(`artifacts go to Function (${CONFIGURATION}.FunctionName)`, (owner) => ({
    FunctionName: owner,
  })),
  configured(`artifacts go to Project (${CONFIGURATION}.ProjectName)`, (owner) => ({
    ProjectName: `${owner}-project`,
  })),
  row(DEPLOYMENT, role('what is deployed', 'acme-eu', 'ServiceRoleArn'), (owner) => ({
    ServiceRoleArn: roleArn(owner),
  })),
  row(DEPLOYMENT, 'deployments come from Application (ApplicationName)', (owner) => ({
    ApplicationName: `${owner}-app`,
  })),
  row(DEPLOYMENT, 'what is deployed go to Group (AutoScalingGroups[0])', (owner) => ({
    AutoScalingGroups: [`${owner}-group`],
  })),
  row(DEPLOYMENT, 'news of deployments go to Topic (TriggerConfigurations[0].TriggerTargetArn)', (owner) => ({
    TriggerConfigurations: [{ TriggerTargetArn: arn('sns', owner) }],
  })),
  row(
    DEPLOYMENT,
    'changes of listeners go to Listener (LoadBalancerInfo.TargetGroupPairInfoList[0].ProdTrafficRoute.ListenerArns[0])',
    (owner) => ({
      LoadBalancerInfo: {
        TargetGroupPairInfoList: [
          {
            ProdTrafficRoute: {
              ListenerArns: [arn('elasticloadbalancing', `listener/(${owner}.Listener)`)],
            },
          },
        ],
      },
    }),
  ),
  row('AWS::CodeCommit::Repository', 'news of changes go to Topic (Triggers[0].DestinationArn)', (owner) => ({
    Triggers: [{ DestinationArn: arn('sns', owner) }],
  })),
  row(
    'AWS::CodeStarNotifications::NotificationRule',
    'news of builds and deployments come from Project (Resource)',
    (owner) => ({ Resource: arn('codebuild', `project/${owner}-project`) }),
  ),
  row(
    'AWS::CodeStarNotifications::NotificationRule',
    'news of builds and deployments go to Topic (Targets[0].TargetAddress)',
    (owner) => ({ Targets: [{ TargetAddress: arn('sns', owner) }] }),
  ),
];

/** Builds, pipelines and deployments. */
export const CODE: NamingRows = { rows: ROWS, thingsOf };
