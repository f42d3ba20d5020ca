import { workgroupReader } from './athena';
import { repositoryReader } from './ecr';
import { databaseReader } from './glue';
import { managedPolicyReader, rolePolicyReader, roleReader, userReader } from './iam';
import { iotPolicyReader, roleAliasReader, thingTypeReader } from './iot';
import { keyAliasReader, keyReader } from './kms';
import type { ResourceReader } from './resource-reader';
import { bucketPolicyReader, bucketReader } from './s3';

/** The reader of each resource type. A template with any other type is refused before it is deployed. */
export const RESOURCE_READERS: ReadonlyMap<string, ResourceReader> = new Map(
  [
    bucketPolicyReader,
    bucketReader,
    databaseReader,
    iotPolicyReader,
    keyAliasReader,
    keyReader,
    managedPolicyReader,
    repositoryReader,
    roleAliasReader,
    rolePolicyReader,
    roleReader,
    thingTypeReader,
    userReader,
    workgroupReader,
  ].map((reader) => [reader.type, reader]),
);
