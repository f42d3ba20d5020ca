import type { Construct } from 'constructs';
import type { Naming } from '../../config/naming';
import {
  organizationBoundary,
  type OrganizationBoundaryInputs,
} from '../../policies/organization/organization-boundary';
import { ManagedPolicy } from '../managed-policy';

/** What the identity policies of the environment's principals say as well. */
export interface OrganizationBoundaryProps extends OrganizationBoundaryInputs {
  readonly naming: Naming;
}

/** The one permissions boundary of all organizations' principals; organization stacks find it by name. */
export class OrganizationBoundary extends ManagedPolicy {
  constructor(scope: Construct, id: string, { naming, ...inputs }: OrganizationBoundaryProps) {
    super(scope, id, {
      managedPolicyName: naming.shared.organizationBoundary,
      description: 'Ceiling of what any principal of any organization can do',
      statements: organizationBoundary(naming, inputs),
    });
  }
}
