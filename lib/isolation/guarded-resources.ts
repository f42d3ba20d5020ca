import type { Unknown } from './errors';
import { isObject, type Json, type JsonObject } from './json';
import type { GuardedResource } from './model';
import { OWNER_TAG, type Ownership, tagFacts, tagsOf } from './ownership';
import { NotUnderstoodError, resolveText } from './resolve';
import { readStatements } from './statement';
import type { StackTemplate, TemplateResource } from './template';

/** Types whose policies are read here or with the principals. */
const UNDERSTOOD = new Set([
  'AWS::ECR::Repository',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Role',
  'AWS::IAM::User',
  'AWS::IoT::Policy',
  'AWS::KMS::Key',
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
  return resources.flatMap((resource) => {
    try {
      if (!UNDERSTOOD.has(resource.type) && holdsStatement(resource.properties)) {
        throw new NotUnderstoodError(`${resource.type} holds a policy, and is not understood`);
      }
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
}

function readBucket(
  bucket: TemplateResource,
  policies: readonly TemplateResource[],
  ownership: Ownership,
): GuardedResource {
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
  if (arn === undefined) throw new NotUnderstoodError('its ARN is not known before deployment');
  if (kind === 'key' && document === undefined) {
    throw new NotUnderstoodError('a key without a policy of its own has one that AWS chooses');
  }
  return {
    kind,
    arn,
    owner: ownership.of(resource),
    policy: document === undefined ? [] : readStatements(document, resource),
    facts: tagFacts('aws:ResourceTag/', tagsOf(resource), [OWNER_TAG]),
    source: resource,
  };
}

/** Whether anything in these properties looks like a statement of a policy. */
function holdsStatement(value: Json): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some(holdsStatement);
  if (!isObject(value)) return false;
  return isStatement(value) || Object.values(value).some(holdsStatement);
}

function isStatement({ Effect: effect, Action: action, NotAction: notAction }: JsonObject): boolean {
  return (effect === 'Allow' || effect === 'Deny') && (action ?? notAction) !== undefined;
}
