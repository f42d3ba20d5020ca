import { ENVIRONMENT_TAG, MANAGED_BY_TAG, ORG_SLUG_TAG } from './naming';
import type { OrgSlug } from './org-slug';

/** Value of the `managed-by` tag: what carries it is changed through this app, never by hand. */
const MANAGED_BY = 'cdk';

/** Tag key of what an administrator deploys and CloudFormation's own role leaves alone: see policies/deployment. */
export const DEPLOYED_BY_TAG = 'deployed-by';
export const DEPLOYED_BY_ADMINISTRATOR: Readonly<Record<string, string>> = {
  [DEPLOYED_BY_TAG]: 'administrator',
};

/**
 * Tags of a stack, and what tells a stack of ours from another with its name.
 * @param slug whose stack it is; left out for the shared stack
 */
export function stackTags(environment: string, slug?: OrgSlug): Readonly<Record<string, string>> {
  return {
    [ENVIRONMENT_TAG]: environment,
    [MANAGED_BY_TAG]: MANAGED_BY,
    ...(slug === undefined ? {} : { [ORG_SLUG_TAG]: slug }),
  };
}
