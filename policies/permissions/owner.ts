import {
  type NamesInPermissions,
  type Naming,
  PRINCIPAL_ORG_SLUG,
  type SlugOrCaller,
} from '../../config/naming';
import type { OrgSlug } from '../../config/org-slug';

/** Whose resources a permission is about: one organization's, or those of the caller's organization. */
export interface Owner extends NamesInPermissions {
  readonly naming: Naming;
  readonly slug: SlugOrCaller;
}

/** One organization, in literal names, and with its key: no variable can stand for the ARN of a key. */
export interface NamedOrganization extends Owner {
  readonly slug: OrgSlug;
  readonly keyArn: string;
}

/** What identifies an organization to its policies. */
export interface OrganizationInputs {
  readonly slug: OrgSlug;
  readonly keyArn: string;
}

/** The owner that an identity policy names. */
export function namedOrganization(naming: Naming, { slug, keyArn }: OrganizationInputs): NamedOrganization {
  return { ...naming.organization(slug), naming, slug, keyArn };
}

/**
 * The owner that the permissions boundary names: the organization in the caller's tags.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function callersOrganization(naming: Naming): Owner {
  return { naming, slug: PRINCIPAL_ORG_SLUG, ...naming.ofCallingPrincipal };
}
