import type { Construct } from 'constructs';
import type { Naming } from '../../config/naming';
import type { OrgSlug } from '../../config/org-slug';
import { organizationKeyPolicy } from '../../policies/organization/organization-key-policy';
import { CustomerManagedKey } from '../customer-managed-key';

export interface OrganizationKeyProps {
  readonly naming: Naming;
  readonly slug: OrgSlug;
  /** Denies every use, and keeps the key. */
  readonly suspended: boolean;
  /** Whether the organization has pipelines, with arrivals and logs under the key. */
  readonly pipelines: boolean;
}

/** The key under which all data and secrets of one organization lie, and nobody else's. */
export class OrganizationKey extends CustomerManagedKey {
  constructor(scope: Construct, id: string, { naming, ...inputs }: OrganizationKeyProps) {
    super(scope, id, {
      description: `Data and secrets of organization ${inputs.slug}`,
      aliasName: naming.organization(inputs.slug).keyAlias,
      keyPolicy: organizationKeyPolicy(naming, inputs),
    });
  }
}
