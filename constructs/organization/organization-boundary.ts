import type { Construct } from 'constructs';
import type { DataHubFolders } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import { organizationBoundary } from '../../policies/organization/organization-boundary';
import { ManagedPolicy } from '../managed-policy';

export interface OrganizationBoundaryProps {
  readonly naming: Naming;
  /** Where Data Hubs upload to, as their identity policies say. */
  readonly folders: DataHubFolders;
}

/** The one permissions boundary of all organizations' principals; organization stacks find it by name. */
export class OrganizationBoundary extends ManagedPolicy {
  constructor(scope: Construct, id: string, { naming, folders }: OrganizationBoundaryProps) {
    super(scope, id, {
      managedPolicyName: naming.shared.organizationBoundary,
      description: 'Ceiling of what any principal of any organization can do',
      statements: organizationBoundary(naming, folders),
    });
  }
}
