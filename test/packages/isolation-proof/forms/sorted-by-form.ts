import type { Form } from '../../../../packages/isolation-proof/src/forms/form';
import { readForms } from '../../../../packages/isolation-proof/src/forms/forms';
import { questionsOf } from '../../../../packages/isolation-proof/src/specification/questions-of';
import { readTenantModel } from '../../../../packages/isolation-proof/src/specification/read-tenant-model';
import type { Specification } from '../../../../packages/isolation-proof/src/specification/specification';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../../packages/isolation-proof/src/templates/template';
import { NOTHING_SHARED } from '../fixtures/nothing-shared';
import { inlinePolicy, roleOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

/** Of a tenant is its folder in a bucket that all share. */
export const FOLDERS: Specification = {
  tenants: TAGS,
  tenancyOf: () => ({ ...NOTHING_SHARED, ownResources: (tenant) => [own(tenant)] }),
  claims: [],
};

export const SHARED = stackOf({ Bucket: ['AWS::S3::Bucket', { BucketName: 'shared' }] }, 'shared');

export function formsOfStacks(stacks: readonly StackTemplate[], specification = FOLDERS): Form[] {
  return readForms(readTenantModel(stacks, specification), questionsOf(specification));
}

/** The organizations by form, each with its representative first. */
export function sortedByForm(stacks: readonly StackTemplate[], specification = FOLDERS): string[][] {
  return formsOfStacks([SHARED, ...stacks], specification).map(({ organizations }) =>
    organizations.map(({ slug }) => slug),
  );
}

export function formsOf(...stacks: readonly StackTemplate[]): string[][] {
  return sortedByForm(stacks);
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

export function own(slug: string): string {
  return `arn:aws:s3:::shared/${slug}/*`;
}
