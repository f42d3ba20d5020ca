import type { OrgSlug } from '../../../config/org-slug';

export interface Owner {
  readonly slug: OrgSlug;
  /** ARN of the organization's key: nothing in its name says whose it is. */
  readonly keyArn: string;
  /** Names of IAM users that were there before, and that the organization's policy is given to. */
  readonly athenaUsers?: readonly string[];
}
