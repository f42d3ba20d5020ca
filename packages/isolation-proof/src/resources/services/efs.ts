import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const fileSystem: ResourceType = {
  type: 'AWS::EFS::FileSystem',
  arn: arn('elasticfilesystem', 'file-system/${id}'),
  ref: '${id}',
  attributes: { Arn: '${arn}', FileSystemId: '${id}' },
  tags: 'FileSystemTags',
  policies: [{ document: 'FileSystemPolicy' }],
  // https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
  openings: [
    {
      property: 'FileSystemPolicy',
      when: [],
      absent: true,
      opens: 'whoever reaches a mount target can read and write files',
    },
  ],
  undecided: { ReplicationConfiguration: 'replicas of file systems are not supported' },
  keys: ['KmsKeyId'],
  because: 'its policy says who reaches files',
};

const accessPoint: ResourceType = {
  type: 'AWS::EFS::AccessPoint',
  arn: arn('elasticfilesystem', 'access-point/${id}'),
  ref: '${id}',
  attributes: { AccessPointId: '${id}', Arn: '${arn}' },
  tags: 'AccessPointTags',
  sources: [{ property: 'FileSystemId', form: 'ref', data: 'files' }],
  because: 'it shows a folder of its file system',
};

const mountTarget: ResourceType = {
  type: 'AWS::EFS::MountTarget',
  partOf: { FileSystemId: 'ref' },
  ref: '${id}',
  attributes: { Id: '${id}' },
  sources: [{ property: 'FileSystemId', form: 'ref', data: 'files' }, ...groupsJoined('SecurityGroups')],
  because: 'it is the address of its file system in a network',
};

export const EFS: readonly ResourceType[] = [fileSystem, accessPoint, mountTarget];
