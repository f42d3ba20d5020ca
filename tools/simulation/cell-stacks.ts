import { type EnvironmentConfig, unrecordedOrganization } from '../../config/environment-config';
import { parseOrgSlug } from '../../config/org-slug';
import type { CapacityStack } from '../../lib/capacity/capacity-stack';
import { synthesizeStacks } from '../../lib/stacks/build-app';

/** One is as good as another, and names as long as they may be make the largest policies. */
const STAND_IN = 'organization-of-long-names';

/** The templates of a cell: the shared stack, and that of one organization. */
export function cellStacks(environment: EnvironmentConfig): CapacityStack[] {
  return synthesizeStacks({
    environment,
    shared: true,
    organizations: [unrecordedOrganization(parseOrgSlug(STAND_IN))],
  });
}
