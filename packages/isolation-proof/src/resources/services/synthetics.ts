import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const canary: ResourceType = {
  type: 'AWS::Synthetics::Canary',
  arn: arn('synthetics', 'canary:${Name}'),
  ref: '${Name}',
  tags: 'Tags',
  roles: [{ property: 'ExecutionRoleArn', assumedBy: 'lambda.amazonaws.com', directs: 'the script' }],
  programs: [{ property: 'Code.S3Bucket', form: 's3-object', key: 'S3Key', program: 'the script' }],
  sources: groupsJoined('VPCConfig.SecurityGroupIds'),
  destinations: [{ property: 'ArtifactS3Location', form: 's3-uri', data: 'what the script sees' }],
  keys: ['ArtifactConfig.S3Encryption.KmsKeyArn', 'KmsKeyArn'],
  undecided: { Replicas: 'copies of canaries are not supported' },
  harmless: [
    { properties: ['Code.SourceLocationArn'], because: 'AWS says by it what it made of the script' },
  ],
  because: 'its script does what its role may do',
};

export const SYNTHETICS: readonly ResourceType[] = [canary];
