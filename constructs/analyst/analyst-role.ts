import type { Construct } from 'constructs';
import type { AnalystAccess } from '../../config/analysts';
import { analystTrust } from '../../policies/analyst/analyst-trust';
import { athenaPolicy } from '../../policies/analyst/athena-policy';
import type { OrganizationContext } from '../organization/organization-principal';
import { OrganizationRole } from '../organization/organization-role';

export interface AnalystRoleProps extends OrganizationContext {
  readonly access: AnalystAccess;
  /** Whether the organization gets its own part of the trail. */
  readonly audit: boolean;
}

/** The role that an organization's analysts sign in to; it may what the organization's users may. */
export class AnalystRole extends OrganizationRole {
  constructor(scope: Construct, id: string, { access, audit, ...context }: AnalystRoleProps) {
    const { naming, slug } = context;
    const { analystRole, analystPolicy } = naming.organization(slug);
    super(scope, id, {
      ...context,
      roleName: analystRole,
      policyName: analystPolicy,
      description: 'Analysts: query the data of their organization with Athena',
      trust: analystTrust(naming, slug, access),
      permissions: athenaPolicy(naming, context, { audit }),
    });
  }
}
