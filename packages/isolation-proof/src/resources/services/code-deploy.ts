import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const DEPLOYED = 'what is deployed';

const application: ResourceType = {
  type: 'AWS::CodeDeploy::Application',
  arn: arn('codedeploy', 'application:${ApplicationName}'),
  ref: '${ApplicationName}',
  tags: 'Tags',
  because: 'it is a name for its deployment groups',
};

/** Machines are chosen by their tags, other tenants' included, and the agent on them runs what it is given. */
const BY_TAGS = 'which machines have the tags is not judged';

const LISTENERS: readonly Flow[] = ['ProdTrafficRoute', 'TestTrafficRoute'].map((route) => ({
  property: `LoadBalancerInfo.TargetGroupPairInfoList.${route}.ListenerArns`,
  form: 'arn',
  data: 'changes of listeners',
}));

const deploymentGroup: ResourceType = {
  type: 'AWS::CodeDeploy::DeploymentGroup',
  ref: '${DeploymentGroupName}',
  tags: 'Tags',
  roles: [{ property: 'ServiceRoleArn', assumedBy: 'codedeploy.amazonaws.com', directs: DEPLOYED }],
  sources: [{ property: 'ApplicationName', form: 'ref', data: 'deployments', whole: 'own' }],
  programs: [
    { property: 'Deployment.Revision.S3Location.Bucket', form: 's3-object', key: 'Key', program: DEPLOYED },
    { property: 'Deployment.Revision.GitHubLocation.Repository', form: 'repository', program: DEPLOYED },
  ],
  destinations: [
    ...LISTENERS,
    { property: 'AutoScalingGroups', form: 'ref', data: DEPLOYED },
    { property: 'TriggerConfigurations.TriggerTargetArn', form: 'topic', data: 'news of deployments' },
  ],
  undecided: {
    Ec2TagFilters: BY_TAGS,
    Ec2TagSet: BY_TAGS,
    OnPremisesInstanceTagFilters: BY_TAGS,
    OnPremisesTagSet: BY_TAGS,
  },
  because: 'it changes what its role may change',
};

const deploymentConfig: ResourceType = {
  type: 'AWS::CodeDeploy::DeploymentConfig',
  ref: '${DeploymentConfigName}',
  because: 'it says how fast something is deployed',
};

const repository: ResourceType = {
  type: 'AWS::CodeCommit::Repository',
  arn: arn('codecommit', '${RepositoryName}'),
  ref: '${id}',
  attributes: { Arn: '${arn}', Name: '${RepositoryName}' },
  tags: 'Tags',
  destinations: [{ property: 'Triggers.DestinationArn', form: 'arn', data: 'news of changes' }],
  programs: [{ property: 'Code.S3.Bucket', form: 's3-object', key: 'Key', program: 'the first commit' }],
  keys: ['KmsKeyId'],
  because: 'who reads and changes it, policies of principals say',
};

const notificationRule: ResourceType = {
  type: 'AWS::CodeStarNotifications::NotificationRule',
  arn: arn('codestar-notifications', 'notificationrule/${id}'),
  ref: '${arn}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  sources: [{ property: 'Resource', form: 'arn', data: 'news of builds and deployments' }],
  destinations: ['TargetAddress', 'Targets.TargetAddress'].map((property) => ({
    property,
    form: 'arn',
    data: 'news of builds and deployments',
  })),
  because: 'it tells what happens with code',
};

export const CODE_DEPLOY: readonly ResourceType[] = [
  application,
  deploymentGroup,
  deploymentConfig,
  repository,
  notificationRule,
  ...['codeconnections', 'codestar-connections'].map((service): ResourceType => ({
    type:
      service === 'codeconnections'
        ? 'AWS::CodeConnections::Connection'
        : 'AWS::CodeStarConnections::Connection',
    arn: arn(service, 'connection/${id}'),
    ref: '${arn}',
    attributes: { ConnectionArn: '${arn}' },
    tags: 'Tags',
    harmless: [{ properties: ['HostArn'], because: 'it says where the code stands' }],
    because: 'who uses it, policies of principals say',
  })),
];
