import { readForms } from '../../../packages/isolation-proof/src/forms/forms';
import type { Json } from '../../../packages/isolation-proof/src/templates/json';
import { SPECIFICATION } from '../../../lib/isolation/specification';
import type { Form } from '../../../packages/isolation-proof/src/forms/form';
import { questionsOf } from '../../../packages/isolation-proof/src/specification/questions-of';
import { readTenantModel } from '../../../packages/isolation-proof/src/specification/read-tenant-model';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import { inlinePolicy, roleOf } from '../../packages/isolation-proof/fixtures/organizations';
import { stackOf } from '../../packages/isolation-proof/fixtures/stack-of';

export const SHARED = stackOf({ Bucket: ['AWS::S3::Bucket', { BucketName: 'shared' }] }, 'shared');

export function formsOfStacks(stacks: readonly StackTemplate[]): Form[] {
  return readForms(readTenantModel(stacks, SPECIFICATION), questionsOf(SPECIFICATION));
}

/** The organizations by form, each with its representative first. */
export function formsOf(...stacks: readonly StackTemplate[]): string[][] {
  return formsOfStacks([SHARED, ...stacks]).map(({ organizations }) => organizations.map(({ slug }) => slug));
}

/** A stack with a role that is allowed to get these resources. */
export function stackWith(slug: string, resources: Json, condition: Json = null): StackTemplate {
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: resources };
  return stackOf(
    {
      Role: roleOf(
        slug,
        inlinePolicy({ ...statement, ...(condition === null ? {} : { Condition: condition }) }),
      ),
    },
    slug,
  );
}

export const own = (slug: string): string => `arn:aws:s3:::shared/${slug}/*`;
