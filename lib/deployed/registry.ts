import { workgroupReader } from './athena';
import { repositoryReader } from './ecr';
import { ruleReader } from './events';
import { catalogEncryptionReader, databaseReader, securityConfigurationReader } from './glue';
import { managedPolicyReader, rolePolicyReader, roleReader, userReader } from './iam';
import { oidcProviderReader, samlProviderReader } from './identity-providers';
import { iotPolicyReader, roleAliasReader, thingTypeReader } from './iot';
import { keyAliasReader, keyReader } from './kms';
import { logGroupReader } from './logs';
import type { ResourceReader } from './resource-reader';
import { bucketPolicyReader, bucketReader } from './s3';
import { queueInlinePolicyReader, queuePolicyReader, queueReader } from './sqs';

/** The reader of each resource type. A template with any other type is refused before it is deployed. */
export const RESOURCE_READERS: ReadonlyMap<string, ResourceReader> = new Map(
  [
    bucketPolicyReader,
    bucketReader,
    catalogEncryptionReader,
    databaseReader,
    iotPolicyReader,
    keyAliasReader,
    keyReader,
    logGroupReader,
    managedPolicyReader,
    oidcProviderReader,
    queueInlinePolicyReader,
    queuePolicyReader,
    queueReader,
    repositoryReader,
    roleAliasReader,
    rolePolicyReader,
    roleReader,
    ruleReader,
    samlProviderReader,
    securityConfigurationReader,
    thingTypeReader,
    userReader,
    workgroupReader,
  ].map((reader) => [reader.type, reader]),
);
