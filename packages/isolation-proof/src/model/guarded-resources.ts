import type { Unknown } from '../templates/errors';
import type { Json } from '../templates/json';
import type { GuardedResource } from './guarded-resource';
import type { Ownership } from './ownership';
import { tagFacts, tagsOf } from './tags';
import { resolveText } from '../templates/resolve';
import { NotUnderstoodError } from '../templates/resolved';
import { readStatements } from '../policies/statement';
import type { StackTemplate, TemplateResource } from '../templates/template';

/** Types that are read here or with the principals, or that grant nothing to anybody. */
const UNDERSTOOD = new Set([
  'AWS::Athena::WorkGroup',
  'AWS::CDK::Metadata',
  'AWS::ECR::Repository',
  'AWS::Glue::Database',
  'AWS::IoT::Policy',
  'AWS::IoT::RoleAlias',
  'AWS::IoT::ThingType',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
]);

/** Reads every resource that has, or can have, a policy of its own. */
export function readGuardedResources(
  stacks: readonly StackTemplate[],
  ownership: Ownership,
  unknowns: Unknown[],
): GuardedResource[] {
  const resources = stacks.flatMap((stack) => [...stack.resources.values()]);
  const bucketPolicies = resources.filter(({ type }) => type === 'AWS::S3::BucketPolicy');
  const guarded = resources.flatMap((resource) => {
    try {
      // Types of IAM are read, and refused, with the principals.
      if (resource.type.startsWith('AWS::IAM::')) return [];
      if (!UNDERSTOOD.has(resource.type)) throw new NotUnderstoodError(`${resource.type} is not supported`);
      switch (resource.type) {
        case 'AWS::S3::Bucket':
          return [readBucket(resource, bucketPolicies, ownership)];
        case 'AWS::KMS::Key':
          return [guard(resource, 'key', resource.properties['KeyPolicy'], ownership)];
        case 'AWS::ECR::Repository':
          return [guard(resource, 'repository', resource.properties['RepositoryPolicyText'], ownership)];
        default:
          return [];
      }
    } catch (error) {
      if (!(error instanceof NotUnderstoodError)) throw error;
      unknowns.push({ place: resource.path, reason: error.message });
      return [];
    }
  });
  const used = new Set(guarded.map(({ source }) => source));
  for (const policy of bucketPolicies) {
    if (used.has(policy)) continue;
    unknowns.push({ place: policy.path, reason: 'it is the policy of no bucket of its stack' });
  }
  return guarded;
}

function readBucket(
  bucket: TemplateResource,
  policies: readonly TemplateResource[],
  ownership: Ownership,
): GuardedResource {
  if (bucket.properties['ReplicationConfiguration'] !== undefined) {
    throw new NotUnderstoodError('ReplicationConfiguration of a bucket is not supported');
  }
  const name = resolveText({ Ref: bucket.logicalId }, bucket.stack);
  const own = policies.filter(
    ({ properties, stack }) => stack === bucket.stack && resolveText(properties['Bucket'], stack) === name,
  );
  const [policy, ...others] = own;
  if (others.length > 0) throw new NotUnderstoodError('the bucket has several policies');
  const guarded = guard(bucket, 'bucket', undefined, ownership);
  return policy === undefined
    ? guarded
    : { ...guarded, policy: readStatements(policy.properties['PolicyDocument'], policy), source: policy };
}

function guard(
  resource: TemplateResource,
  kind: GuardedResource['kind'],
  document: Json | undefined,
  ownership: Ownership,
): GuardedResource {
  const arn = resolveText({ 'Fn::GetAtt': [resource.logicalId, 'Arn'] }, resource.stack);
  if (arn === undefined) throw new NotUnderstoodError('its ARN is unknown before deployment');
  if (kind === 'key' && document === undefined) {
    throw new NotUnderstoodError('a key without a policy of its own has one that AWS chooses');
  }
  return {
    kind,
    arn,
    owner: ownership.of(resource),
    policy: document === undefined ? [] : readStatements(document, resource),
    // S3 tells the tags of a bucket only where that is switched on.
    facts:
      kind === 'bucket' ? new Map() : tagFacts('aws:ResourceTag/', tagsOf(resource), [ownership.tags.owner]),
    source: resource,
  };
}
