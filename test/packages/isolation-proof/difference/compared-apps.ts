import type {
  AccessComparison,
  AccessDifference,
} from '../../../../packages/isolation-proof/src/difference/access-difference';
import { compareAccess } from '../../../../packages/isolation-proof/src/difference/compare-access';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { inlinePolicy, policyOf, roleOf, tagsOf } from '../fixtures/organizations';
import { SPECIFICATION } from '../fixtures/specification';
import { stackOf } from '../fixtures/stack-of';
import { allow } from './change';

type Resources = Parameters<typeof stackOf>[0];

export const GET = 's3:GetObject';
export const PUT = 's3:PutObject';
const contentsOf = (slug: string): string => `arn:aws:s3:::${slug}-data/*`;

/** A tenant whose role may do this with its own data. */
export function tenant(slug: string, actions: readonly string[], more: Resources = {}): StackTemplate {
  return stackOf({ Role: roleOf(slug, inlinePolicy(allow(actions, contentsOf(slug)))), ...more }, slug);
}
export const tenants = (slugs: readonly string[], ...actions: string[]): StackTemplate[] =>
  slugs.map((slug) => tenant(slug, actions));

/** A role that is no tenant's, with these statements. */
export function platform(...statements: JsonObject[]): StackTemplate {
  const trust = policyOf({
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: 'sts:AssumeRole',
  });
  return stackOf(
    {
      Role: [
        'AWS::IAM::Role',
        { RoleName: 'platform', AssumeRolePolicyDocument: trust, ...inlinePolicy(...statements) },
      ],
    },
    'shared',
  );
}

/** A tenant's bucket, with a policy of these statements. */
export function bucket(slug: string, ...statements: JsonObject[]): Resources {
  const Bucket = `${slug}-data`;
  return {
    Data: ['AWS::S3::Bucket', { BucketName: Bucket, Tags: tagsOf(slug) }],
    ...(statements.length > 0 && {
      Policy: ['AWS::S3::BucketPolicy', { Bucket, PolicyDocument: policyOf(...statements) }],
    }),
  };
}
export const withBucket = (slug: string, ...statements: JsonObject[]): StackTemplate =>
  tenant(slug, [GET], bucket(slug, ...statements));
export const letIn = (slug: string, Principal: JsonObject | string, more: JsonObject = {}): JsonObject =>
  allow(GET, contentsOf(slug), { Principal, ...more });

export function compared(base: readonly StackTemplate[], head: readonly StackTemplate[]): AccessComparison {
  return compareAccess(base, head, SPECIFICATION);
}

/** Differences in one line each, with the tenants that they are told of. */
export function lines({ differences, undecided }: AccessComparison): string[] {
  expect(undecided).toStrictEqual([]);
  return differences.map(lineOf);
}
function lineOf({ change, lens, principal, organizations, actions, resources }: AccessDifference): string {
  const who = principal.name.replace(/^.*\//, '');
  const by = lens === 'all policies' ? '' : ` by ${lens}`;
  return `${who} ${change}${by}: ${actions.join()} on ${resources.join()} [${organizations.join()}]`;
}
