import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { SAGEMAKER, namesBy } from './sagemaker-names';
import { groupsJoined } from './security-groups-joined';

const lifecycleConfig: ResourceType = {
  type: 'AWS::SageMaker::NotebookInstanceLifecycleConfig',
  ...namesBy(
    'notebook-instance-lifecycle-config',
    'NotebookInstanceLifecycleConfigName',
    'NotebookInstanceLifecycleConfigName',
    'NotebookInstanceLifecycleConfigArn',
  ),
  ref: '${arn}',
  because: 'notebooks that name it run its scripts',
};

const CODE = 'whose code is opened in notebooks is not judged';

const notebook: ResourceType = {
  type: 'AWS::SageMaker::NotebookInstance',
  ...namesBy('notebook-instance', 'NotebookInstanceName', 'NotebookInstanceName', 'NotebookInstanceArn'),
  ref: '${arn}',
  roles: [{ property: 'RoleArn', assumedBy: SAGEMAKER, directs: 'whoever opens the notebook' }],
  sources: [
    { property: 'LifecycleConfigName', form: 'lifecycle-config', data: 'scripts of the machine' },
    ...groupsJoined('SecurityGroupIds'),
  ],
  keys: ['KmsKeyId'],
  undecided: { AdditionalCodeRepositories: CODE, DefaultCodeRepository: CODE },
  because: 'whoever opens it does what its role may do',
};

const APPS = ['JupyterLabAppSettings', 'JupyterServerAppSettings', 'KernelGatewayAppSettings'];
const APPS_OF_PEOPLE = [...APPS, 'CodeEditorAppSettings'];

/** Settings of people, or of spaces that they share, where they stand at a place. */
function settingsAt(
  place: string,
  apps: readonly string[],
): Required<Pick<ResourceType, 'roles' | 'sources' | 'undecided'>> {
  return {
    roles: [{ property: `${place}.ExecutionRole`, assumedBy: SAGEMAKER, directs: 'whoever opens Studio' }],
    sources: groupsJoined(`${place}.SecurityGroups`),
    undecided: {
      ...Object.fromEntries(
        apps.map((app) => [`${place}.${app}`, 'images, scripts and code of apps are not judged']),
      ),
      [`${place}.CustomFileSystemConfigs`]: 'further file systems are not supported',
    },
  };
}

/** Where people keep notebooks that they show to each other. */
function sharingAt(place: string): Required<Pick<ResourceType, 'destinations' | 'keys' | 'harmless'>> {
  return {
    destinations: [
      {
        property: `${place}.SharingSettings.S3OutputPath`,
        form: 's3-uri',
        data: 'notebooks that are shared',
      },
    ],
    keys: [`${place}.SharingSettings.S3KmsKeyId`],
    harmless: [{ properties: [`${place}.DefaultLandingUri`], because: 'it says which app is opened' }],
  };
}

const OF_PEOPLE = settingsAt('DefaultUserSettings', [...APPS_OF_PEOPLE, 'RSessionAppSettings']);
const OF_SPACES = settingsAt('DefaultSpaceSettings', APPS);

const domain: ResourceType = {
  type: 'AWS::SageMaker::Domain',
  arn: arn('sagemaker', 'domain/${id}'),
  ref: '${id}',
  attributes: { DomainArn: '${arn}', DomainId: '${id}' },
  tags: 'Tags',
  ...sharingAt('DefaultUserSettings'),
  roles: [...OF_PEOPLE.roles, ...OF_SPACES.roles],
  sources: [...OF_PEOPLE.sources, ...OF_SPACES.sources, ...groupsJoined('DomainSettings.SecurityGroupIds')],
  keys: ['KmsKeyId', ...sharingAt('DefaultUserSettings').keys],
  undecided: {
    ...OF_PEOPLE.undecided,
    ...OF_SPACES.undecided,
    'DomainSettings.RStudioServerProDomainSettings': 'RStudio is not supported',
    'DomainSettings.UnifiedStudioSettings': 'Unified Studio is not supported',
  },
  harmless: [
    ...sharingAt('DefaultUserSettings').harmless,
    {
      properties: ['DomainSettings.DockerSettings.VpcOnlyTrustedAccounts'],
      because: 'it says from where images are taken',
    },
  ],
  because: 'people in it do what the roles of their profiles may do',
};

const OF_USER = settingsAt('UserSettings', APPS_OF_PEOPLE);

const userProfile: ResourceType = {
  type: 'AWS::SageMaker::UserProfile',
  arn: arn('sagemaker', 'user-profile/${DomainId}/${UserProfileName}'),
  ref: '${UserProfileName}',
  attributes: { UserProfileArn: '${arn}' },
  tags: 'Tags',
  ...OF_USER,
  ...sharingAt('UserSettings'),
  sources: [{ property: 'DomainId', form: 'ref', data: 'files of people', whole: 'own' }, ...OF_USER.sources],
  because: 'whoever signs in as it does what its role may do',
};

export const SAGEMAKER_STUDIO: readonly ResourceType[] = [lifecycleConfig, notebook, domain, userProfile];
