import type { Construct } from 'constructs';
import { hybridNodePolicy } from '../../policies/data-hub/hybrid-node-policy';
import { hybridNodeTrust } from '../../policies/data-hub/trust';
import type { OrganizationContext } from '../organization/organization-principal';
import { OrganizationRole } from '../organization/organization-role';

/** Service role under which an organization's Data Hubs register with Systems Manager as hybrid nodes. */
export class HybridNodeRole extends OrganizationRole {
  constructor(scope: Construct, id: string, context: OrganizationContext) {
    const names = context.naming.organization(context.slug);
    super(scope, id, {
      ...context,
      roleName: names.hybridNodeRole,
      policyName: names.hybridNodePolicy,
      description: 'SSM Agent of Data Hubs as hybrid nodes',
      trust: hybridNodeTrust(context.naming),
      permissions: hybridNodePolicy(context.naming, context),
    });
  }
}
