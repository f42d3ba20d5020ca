import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const repository: ResourceType = {
  type: 'AWS::ECR::Repository',
  arn: arn('ecr', 'repository/${RepositoryName}'),
  ref: '${RepositoryName}',
  attributes: {
    Arn: '${arn}',
    RepositoryUri: '${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/${RepositoryName}',
  },
  tags: 'Tags',
  policies: [{ document: 'RepositoryPolicyText' }],
  harmless: [{ properties: ['LifecyclePolicy'], because: 'it says when images are deleted' }],
  keys: ['EncryptionConfiguration.KmsKey'],
  because: 'its policy says who pulls images',
};

const registryPolicy: ResourceType = {
  type: 'AWS::ECR::RegistryPolicy',
  policies: [{ document: 'PolicyText', of: 'account' }],
  because: 'it is a policy on all repositories of the account',
};

const pullThroughCache: ResourceType = {
  type: 'AWS::ECR::PullThroughCacheRule',
  roles: [
    {
      property: 'CustomRoleArn',
      assumedBy: 'pullthroughcache.ecr.amazonaws.com',
      directs: 'pulls of images',
    },
  ],
  openings: [{ property: 'UpstreamRegistryUrl', unless: [], opens: 'images come from another registry' }],
  harmless: [{ properties: ['CredentialArn'], because: 'ECR alone reads the secret' }],
  because: 'it fetches images when they are pulled',
};

const replication: ResourceType = {
  type: 'AWS::ECR::ReplicationConfiguration',
  refused: 'it copies repositories to other registries',
  because: 'it is never judged',
};

export const ECR: readonly ResourceType[] = [repository, registryPolicy, pullThroughCache, replication];
