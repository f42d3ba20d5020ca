import type { Flow } from '../described-flow';
import type { Harmless, ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const EC2 = 'ec2.amazonaws.com';
const SOFTWARE = 'the software of the machine';
const COPY = 'whose data a copy begins with is not judged';

/** The launch template that a machine is made by, with its role, where `property` names it. */
export function launchTemplateAt(property: string): Flow[] {
  return ['LaunchTemplateId', 'LaunchTemplateName'].map((name) => ({
    property: `${property}.${name}`,
    form: 'ref',
    data: 'settings of machines, and their role',
  }));
}

/** Whoever has the private key of a pair signs in to the machine, as far as the network lets them. */
export function keyPairAt(property: string): Flow {
  return { property, form: 'ref', data: 'keys for signing in', whole: 'shared' };
}

/** Of an instance or a launch template, where they stand under `prefix`. */
function harmless(prefix: string, ...placement: readonly string[]): Harmless[] {
  return [
    {
      properties: [...placement, 'LicenseSpecifications'].map((name) => `${prefix}${name}`),
      because: 'it says where the machine runs',
    },
    {
      properties: [`${prefix}NetworkInterfaces`],
      because: 'an address lets nobody in; security groups do',
    },
    {
      properties: [`${prefix}MetadataOptions`],
      because: 'the machine has the credentials of its role in any case',
    },
  ];
}

const instance: ResourceType = {
  type: 'AWS::EC2::Instance',
  arn: arn('ec2', 'instance/${id}'),
  ref: '${id}',
  attributes: { InstanceId: '${id}' },
  tags: 'Tags',
  roles: [{ property: 'IamInstanceProfile', form: 'instance-profile', assumedBy: EC2, directs: SOFTWARE }],
  sources: [
    ...groupsJoined('NetworkInterfaces.GroupSet', 'SecurityGroupIds', 'SecurityGroups'),
    ...launchTemplateAt('LaunchTemplate'),
    keyPairAt('KeyName'),
    { property: 'Volumes.VolumeId', form: 'ref', data: 'files of a volume' },
  ],
  programs: [
    { property: 'SsmAssociations.DocumentName', form: 'document', program: 'a document that is run' },
  ],
  undecided: { 'BlockDeviceMappings.Ebs.SnapshotId': COPY },
  harmless: harmless('', 'HostResourceGroupArn'),
  keys: ['BlockDeviceMappings.Ebs.KmsKeyId'],
  because: 'its software does what its role may do',
};

const launchTemplate: ResourceType = {
  type: 'AWS::EC2::LaunchTemplate',
  arn: arn('ec2', 'launch-template/${id}'),
  ref: '${id}',
  attributes: { LaunchTemplateId: '${id}' },
  optionalTags: 'TagSpecifications.Tags',
  givenTags: ['LaunchTemplateData.TagSpecifications.Tags'],
  roles: ['Arn', 'Name'].map((name) => ({
    property: `LaunchTemplateData.IamInstanceProfile.${name}`,
    form: 'instance-profile',
    assumedBy: EC2,
    directs: SOFTWARE,
  })),
  sources: [
    keyPairAt('LaunchTemplateData.KeyName'),
    ...groupsJoined(
      'LaunchTemplateData.NetworkInterfaces.Groups',
      'LaunchTemplateData.SecurityGroupIds',
      'LaunchTemplateData.SecurityGroups',
    ),
  ],
  undecided: { 'LaunchTemplateData.BlockDeviceMappings.Ebs.SnapshotId': COPY },
  harmless: harmless('LaunchTemplateData.', 'Placement', 'CapacityReservationSpecification'),
  keys: ['LaunchTemplateData.BlockDeviceMappings.Ebs.KmsKeyId'],
  because: 'machines that are made by it have its role',
};

const volume: ResourceType = {
  type: 'AWS::EC2::Volume',
  arn: arn('ec2', 'volume/${id}'),
  ref: '${id}',
  attributes: { VolumeId: '${id}' },
  tags: 'Tags',
  undecided: { SnapshotId: COPY, SourceVolumeId: COPY },
  harmless: [{ properties: ['OutpostArn'], because: 'it says where the volume stands' }],
  keys: ['KmsKeyId'],
  because: 'it stores data of the machine that it is attached to',
};

export const EC2_INSTANCES: readonly ResourceType[] = [
  instance,
  launchTemplate,
  volume,
  {
    type: 'AWS::EC2::KeyPair',
    ref: '${KeyName}',
    attributes: { KeyPairId: '${id}' },
    tags: 'Tags',
    harmless: [{ properties: ['PublicKeyMaterial'], because: 'who has the private key is in no template' }],
    because: 'who has the private key is in no template',
  },
  {
    type: 'AWS::EC2::PlacementGroup',
    ref: '${id}',
    attributes: { GroupName: '${id}' },
    tags: 'Tags',
    because: 'it says where machines run',
  },
];
