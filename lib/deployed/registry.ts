import { analyzerReader } from './access-analyzer';
import { namedQueryReader, workgroupReader } from './athena';
import { trailReader } from './cloudtrail';
import { repositoryReader } from './ecr';
import { ruleReader } from './events';
import { catalogEncryptionReader, databaseReader, securityConfigurationReader, tableReader } from './glue';
import { managedPolicyReader, rolePolicyReader, roleReader, userReader } from './iam';
import { oidcProviderReader, samlProviderReader } from './identity-providers';
import { iotPolicyReader, roleAliasReader, thingTypeReader } from './iot';
import { keyAliasReader, keyReader } from './kms';
import { logGroupReader, logsResourcePolicyReader } from './logs';
import type { ResourceReader } from './resource-reader';
import { bucketPolicyReader, bucketReader } from './s3';
import { scheduleGroupReader, scheduleReader } from './scheduler';
import { subscriptionReader, topicInlinePolicyReader, topicPolicyReader, topicReader } from './sns';
import { queueInlinePolicyReader, queuePolicyReader, queueReader } from './sqs';

/** The reader of each resource type. A template with any other type is refused before it is deployed. */
export const RESOURCE_READERS: ReadonlyMap<string, ResourceReader> = new Map(
  [
    analyzerReader,
    bucketPolicyReader,
    bucketReader,
    catalogEncryptionReader,
    databaseReader,
    iotPolicyReader,
    keyAliasReader,
    keyReader,
    logGroupReader,
    logsResourcePolicyReader,
    managedPolicyReader,
    namedQueryReader,
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
    scheduleGroupReader,
    scheduleReader,
    securityConfigurationReader,
    subscriptionReader,
    tableReader,
    thingTypeReader,
    topicInlinePolicyReader,
    topicPolicyReader,
    topicReader,
    trailReader,
    userReader,
    workgroupReader,
  ].map((reader) => [reader.type, reader]),
);
