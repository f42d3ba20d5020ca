import type { Flow, Program } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const CODE_BUILD = 'codebuild.amazonaws.com';

const SOURCES: readonly Program[] = ['Source', 'SecondarySources'].flatMap((source): Program[] => [
  { property: `${source}.Location`, form: 'build-source', program: 'what is built' },
  { property: `${source}.BuildSpec`, form: 'arn-or-text', program: 'what a build does' },
]);

const ARTIFACTS: readonly Flow[] = [
  'Artifacts.Location',
  'SecondaryArtifacts.Location',
  'Cache.Location',
].map((property) => ({ property, form: 'bucket-name', data: 'what was built' }));

const project: ResourceType = {
  type: 'AWS::CodeBuild::Project',
  arn: arn('codebuild', 'project/${Name}'),
  ref: '${Name}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  roles: [
    { property: 'ServiceRole', assumedBy: CODE_BUILD, directs: 'what is built' },
    { property: 'BuildBatchConfig.ServiceRole', assumedBy: CODE_BUILD, directs: 'start of builds' },
    { property: 'ResourceAccessRole', assumedBy: CODE_BUILD, directs: 'logs that anybody may see' },
  ],
  programs: [...SOURCES, { property: 'Environment.Image', form: 'image', program: 'the image' }],
  destinations: [
    ...ARTIFACTS,
    { property: 'LogsConfig.S3Logs.Location', form: 'bucket-name', data: 'logs of builds' },
    { property: 'LogsConfig.CloudWatchLogs.GroupName', form: 'log-group-name', data: 'logs of builds' },
  ],
  logGroups: [
    {
      // https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html
      name: '/aws/codebuild/${Name}',
      unless: 'LogsConfig.CloudWatchLogs.GroupName',
      data: 'logs of builds',
    },
  ],
  sources: [
    { property: 'Environment.Fleet.FleetArn', form: 'arn', data: 'machines', whole: 'shared' },
    { property: 'Environment.RegistryCredential.Credential', form: 'secret', data: 'credentials' },
    ...groupsJoined('VpcConfig.SecurityGroupIds', 'Environment.DockerServer.SecurityGroupIds'),
  ],
  keys: ['EncryptionKey'],
  openings: [
    { property: 'Visibility', unless: ['PRIVATE'], opens: 'anybody can see logs and results of builds' },
  ],
  undecided: { FileSystemLocations: 'file systems of builds are not supported' },
  harmless: [
    {
      properties: ['Source', 'SecondarySources'].map((source) => `${source}.BuildStatusConfig.TargetUrl`),
      because: 'it is an address for people',
    },
    { properties: ['LogsConfig.CloudWatchLogs.StreamName'], because: 'it is a part of the log group' },
    {
      properties: ['Triggers.PullRequestBuildPolicy.ApproverRoles'],
      because: 'it says who may start builds of code that others propose',
    },
  ],
  because: 'a build does what its role may do',
};

const reportGroup: ResourceType = {
  type: 'AWS::CodeBuild::ReportGroup',
  arn: arn('codebuild', 'report-group/${Name}'),
  ref: '${arn}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  destinations: [{ property: 'ExportConfig.S3Destination.Bucket', form: 'bucket-name', data: 'reports' }],
  keys: ['ExportConfig.S3Destination.EncryptionKey'],
  harmless: [
    { properties: ['ExportConfig.S3Destination.BucketOwner'], because: 'it says who should own the bucket' },
  ],
  because: 'it holds results of tests',
};

export const CODE_BUILD_TYPES: readonly ResourceType[] = [project, reportGroup];
