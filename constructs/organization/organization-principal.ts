import { Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type Naming, ORG_DATABASE_TAG, ORG_KEY_ARN_TAG } from '../../config/naming';
import type { OrgSlug } from '../../config/org-slug';

/** What identifies an organization to everything that is made for it. */
export interface OrganizationContext {
  readonly naming: Naming;
  readonly slug: OrgSlug;
  readonly keyArn: string;
  readonly suspended: boolean;
}

/** ARN of the permissions boundary of every organization's principals but pipelines, which the shared stack makes. */
export function boundaryArn({ naming }: OrganizationContext): string {
  return naming.managedPolicyArn(naming.shared.organizationBoundary);
}

/**
 * Tags a principal with its organization. `orgSlug` is on every resource of the stack; these two mean
 * something on principals only: policies compare them.
 */
export function tagAsPrincipal(principal: Construct, { naming, slug, keyArn }: OrganizationContext): void {
  Tags.of(principal).add(ORG_KEY_ARN_TAG, keyArn);
  Tags.of(principal).add(ORG_DATABASE_TAG, naming.organization(slug).database);
}
